// Figures of how the code is laid out: `node scripts/measure.mjs [--list] [folder of a checkout]`, as Markdown.
// docs/architecture.md has the last ones and the rules. `--list` names the files of each flow.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

import { measureFlows } from './hops.mjs'

const LIST = process.argv.includes('--list')
const [folder = path.join(import.meta.dirname, '..')] = process.argv
  .slice(2)
  .filter(argument => argument !== '--list')
const ROOT = path.resolve(folder)
const { posix } = path

/** Files of a package that git tracks or would track; what is generated counts as well. */
const filesOf = folder =>
  execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', `${folder}/*.ts`, `${folder}/*.tsx`],
    { cwd: ROOT, encoding: 'utf8' }
  )
    .split('\n')
    .filter(file => file !== '' && !file.endsWith('.d.ts') && existsSync(path.join(ROOT, file)))

const isTest = file => /\.test\.tsx?$|\/testing\//.test(file)
const isGenerated = file => file.includes('/generated')

/** What a file imports or exports again: the modules' names, and whether anything of them is left at run time. */
function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), 99, false)
  return source.statements
    .filter(
      node => (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
    )
    .map(node => ({ name: node.moduleSpecifier.text, runtime: !isTypeOnly(node) }))
}

function isTypeOnly(node) {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly
  const clause = node.importClause
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings?.elements
  return !clause.name && named !== undefined && named.length > 0 && named.every(e => e.isTypeOnly)
}

/** Who imports whom among `files`, as edges. */
function edgesOf(files) {
  const known = new Set(files)
  const find = (from, name) => {
    if (!name.startsWith('.')) return undefined
    const base = posix.join(posix.dirname(from), name)
    return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, base].find(file => known.has(file))
  }
  return files.flatMap(from =>
    importsOf(from)
      .map(({ name, runtime }) => ({ from, to: find(from, name), runtime }))
      .filter(({ to }) => to !== undefined && to !== from)
  )
}

/** Groups of nodes that reach each other (Tarjan's strongly connected components of more than one). */
function knots(nodes, edges) {
  const next = new Map(nodes.map(node => [node, []]))
  for (const { from, to } of edges) next.get(from).push(to)
  const index = new Map()
  const low = new Map()
  const stack = []
  const found = []
  const visit = node => {
    index.set(node, index.size)
    low.set(node, index.get(node))
    stack.push(node)
    for (const to of next.get(node)) {
      if (!index.has(to)) {
        visit(to)
        low.set(node, Math.min(low.get(node), low.get(to)))
      } else if (stack.includes(to)) low.set(node, Math.min(low.get(node), index.get(to)))
    }
    if (low.get(node) !== index.get(node)) return
    const group = stack.splice(stack.indexOf(node))
    if (group.length > 1) found.push(group.sort())
  }
  for (const node of nodes) if (!index.has(node)) visit(node)
  return found
}

/** The folder of a file right below its package; `.` for files of the package itself. */
const folderOf = file => (file.split('/').length > 2 ? file.split('/')[1] : '.')

/** Pairs of folders each of which imports the other. */
function pairsOf(edges) {
  const imports = new Set(
    edges
      .map(({ from, to }) => `${folderOf(from)} > ${folderOf(to)}`)
      .filter(name => !/\. /.test(name))
  )
  return [...imports].filter(name => {
    const [a, b] = name.split(' > ')
    return a < b && imports.has(`${b} > ${a}`)
  })
}

function measure(folder) {
  const files = filesOf(folder)
  const edges = edgesOf(files)
  const production = files.filter(file => !isTest(file))
  const between = edges.filter(({ from, to }) => !isTest(from) && !isTest(to))
  const importers = new Map(production.map(file => [file, new Set()]))
  for (const { from, to } of between) importers.get(to).add(from)
  const atRunTime = between.filter(({ runtime }) => runtime)
  const single = production.filter(file => importers.get(file).size === 1)
  const lines = production
    .filter(file => !isGenerated(file))
    .map(file => readFileSync(path.join(ROOT, file), 'utf8').split('\n').length)
    .sort((a, b) => a - b)
  return {
    'files, tests included': files.length,
    'production files': production.length,
    'production files with exactly one importer': `${single.length} (${Math.round((100 * single.length) / production.length)} %)`,
    'lines of a production file: median, longest': `${lines[Math.floor(lines.length / 2)]}, ${lines[lines.length - 1]}`,
    'cycles of files at run time': knots(production, atRunTime).length,
    'pairs of folders that import each other (at run time)': `${pairsOf(between).length} (${pairsOf(atRunTime).length})`,
  }
}

const print = (head, rows) =>
  process.stdout.write(
    [head, head.replace(/[^|]+/g, '---'), ...rows, ''].map(row => `${row}\n`).join('')
  )

const node = measure('node')
const react = measure('react')
print(
  '| measure | node/ | react/ |',
  Object.keys(node).map(name => `| ${name} | ${node[name]} | ${react[name]} |`)
)

const flows = measureFlows(
  ROOT,
  [...filesOf('node'), ...filesOf('react')].filter(file => !isTest(file) && !isGenerated(file))
)
print(
  '| flow | hops | files | folders | returns | on the way itself: files, folders |',
  flows.map(
    ({ flow, hops, files, folders, returns, wayFiles, wayFolders }) =>
      `| ${flow} | ${hops} | ${files} | ${folders} | ${returns} | ${wayFiles}, ${wayFolders} |`
  )
)
if (LIST)
  for (const { flow, opened } of flows)
    print(
      `| ${flow} |`,
      opened.map(file => `| ${file} |`)
    )
