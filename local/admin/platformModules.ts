import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import ts from 'typescript'
import type { Plugin } from 'vite'

const ID = '\0app:'
const ALL = '*'

const toApp = /^[a-z0-9-]+\.[a-z][a-z0-9-]*(\/[\w./-]*)?$/i

const require = createRequire(__filename)

/**
 * Other apps, as the pages of any app import them. `vtex.styleguide` is VTEX's own package, component by component;
 * `vtex.render-runtime` is this workspace's, and `react-apollo` is what that one hands to pages. Of every other app,
 * and of what these lack, the names are there, and using one fails with the name of what is missing; a page that only
 * imports it still shows.
 */
export function platformModules(standIns: string, pagesDir: string): Plugin {
  const apollo = path.join(standIns, 'react-apollo.tsx')
  const runtime = path.join(standIns, 'render-runtime.tsx')
  return {
    name: 'platform-modules',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer?.startsWith(pagesDir) !== true) return null
      if (source === 'react-apollo') return apollo
      return toApp.test(source) ? ID + source : null
    },
    load(id) {
      if (!id.startsWith(ID)) return null
      const source = id.slice(ID.length)
      const names = importedNames(pagesDir, source)
      const [app, ...part] = source.replace(/\/$/, '').split('/')
      if (app === 'vtex.styleguide') return styleguideCode(names, part.join('/'))
      if (app === 'vtex.render-runtime' && part.length === 0) return runtimeCode(names, runtime)
      return names.map(name => missing(source, name)).join('\n') || 'export default {}'
    },
  }
}

/** What the bundles of the pages import from a module. */
function importedNames(pagesDir: string, source: string): readonly string[] {
  const names = new Set<string>()
  for (const file of readdirSync(pagesDir).filter(name => name.endsWith('.js'))) {
    const text = readFileSync(path.join(pagesDir, file), 'utf8')
    if (!text.includes(source)) continue
    for (const statement of ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue
      const from = statement.moduleSpecifier
      if (from === undefined || !ts.isStringLiteral(from) || from.text !== source) continue
      for (const name of namesOf(statement)) names.add(name)
    }
  }
  return [...names]
}

function namesOf(statement: ts.ImportDeclaration | ts.ExportDeclaration): readonly string[] {
  const elements = (
    list: ts.NodeArray<ts.ImportSpecifier> | ts.NodeArray<ts.ExportSpecifier>
  ): readonly string[] => [...list].map(one => (one.propertyName ?? one.name).text)
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause
    return clause !== undefined && ts.isNamedExports(clause) ? elements(clause.elements) : [ALL]
  }
  const clause = statement.importClause
  const bindings = clause?.namedBindings
  return [
    ...(clause?.name === undefined ? [] : ['default']),
    ...(bindings === undefined
      ? []
      : ts.isNamedImports(bindings)
        ? elements(bindings.elements)
        : [ALL]),
  ]
}

/** An export of an app that is not installed: it can be imported, and throws what is missing when used. */
function missing(source: string, name: string): string {
  if (name === ALL) return ''
  const text = JSON.stringify(`${name} of ${source} is not in this workspace: the app is not here`)
  const code = `function () { throw new Error(${text}) }`
  return name === 'default' ? `export default ${code}` : `export const ${name} = ${code}`
}

/** The file of each component of the Styleguide, as its own index names them. */
function componentFiles(): ReadonlyMap<string, string> {
  const index = readFileSync(require.resolve('@vtex/styleguide/lib/index.js'), 'utf8')
  const pattern = /require\("\.\/([^"]+)"\);\s*Object\.defineProperty\(exports, "(\w+)"/g
  return new Map([...index.matchAll(pattern)].map(([, file = '', name = '']) => [name, file]))
}

/** Charts need a package that the Admin does not have. */
const isThere = (file: string): boolean => !file.includes('Chart')

function styleguideCode(names: readonly string[], part: string): string {
  const files = componentFiles()
  if (part !== '')
    return isThere(part)
      ? `export { default } from '@vtex/styleguide/lib/${part}'`
      : missing(`vtex.styleguide/${part}`, 'default')
  const wanted = names.includes(ALL) ? [...files.keys()] : names
  const index = readFileSync(require.resolve('@vtex/styleguide/lib/index.js'), 'utf8')
  return wanted
    .map(name => {
      const file = files.get(name)
      if (file !== undefined && isThere(file))
        return `export { default as ${name} } from '@vtex/styleguide/lib/${file}'`
      const named = new RegExp(`exports, "${name}"`).test(index)
      return named && /Toast|^with/.test(name)
        ? `export { ${name} } from '@vtex/styleguide/lib/ToastProvider'`
        : missing('vtex.styleguide', name)
    })
    .join('\n')
}

function runtimeCode(names: readonly string[], runtime: string): string {
  const text = readFileSync(runtime, 'utf8')
  const there = (name: string): boolean =>
    new RegExp(`export (?:const|function|class) ${name}\\b`).test(text)
  return [
    `export * from ${JSON.stringify(runtime)}`,
    ...names
      .filter(name => name !== ALL && !there(name))
      .map(name => missing('vtex.render-runtime', name)),
  ].join('\n')
}
