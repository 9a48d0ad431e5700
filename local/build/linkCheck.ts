/* eslint-disable no-console -- a command: it says what it did. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { ROOT } from '../workspace'

import { uploadedFiles } from './uploaded'

/** The packages that VTEX installs and compiles on their own, with the compiler that its builder brings. */
const PACKAGES = [
  { name: 'node', compiler: '5.5.3' },
  { name: 'react', compiler: '3.9.7' },
] as const

const YARN = createRequire(__filename).resolve('yarn/bin/yarn.js')

/**
 * Does what VTEX does after `vtex link`: takes the uploaded files alone, installs each package from its lock file with
 * yarn 1, and compiles it with the platform's TypeScript. A package whose lock file has not changed stays installed.
 *
 * @param root the app's folder
 * @param into where the files are put; a run reuses what an earlier one installed there
 * @returns what would fail, in the tools' own words; empty when the app links
 */
export function linkCheck(root: string, into: string): readonly string[] {
  const files = uploadedFiles(root)
  clear(into)
  for (const file of files) {
    const to = path.join(into, file)
    mkdirSync(path.dirname(to), { recursive: true })
    copyFileSync(path.join(root, file), to)
  }
  return PACKAGES.flatMap(({ name, compiler }) => {
    const folder = path.join(into, name)
    return install(folder) ?? compile(folder, compiler) ?? []
  })
}

/** Takes away the files of an earlier run, but not what it installed. */
function clear(into: string): void {
  if (!existsSync(into)) return
  const kept = PACKAGES.map(({ name }) => path.join(into, name, 'node_modules'))
  const waiting = kept.map((_, index) => path.join(`${into}.kept`, String(index)))
  rmSync(`${into}.kept`, { recursive: true, force: true })
  mkdirSync(`${into}.kept`, { recursive: true })
  kept.forEach((folder, index) => move(folder, waiting[index] ?? ''))
  rmSync(into, { recursive: true, force: true })
  kept.forEach((folder, index) => move(waiting[index] ?? '', folder))
}

function move(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(path.dirname(to), { recursive: true })
  execFileSync('mv', [from, to])
}

/** Null when the packages are there. */
function install(folder: string): readonly string[] | null {
  const lock = path.join(folder, 'yarn.lock')
  if (!existsSync(lock)) return [`${path.basename(folder)}/yarn.lock is missing`]
  const wanted = createHash('sha256')
    .update(readFileSync(lock))
    .update(readFileSync(path.join(folder, 'package.json')))
    .digest('hex')
  const mark = path.join(folder, 'node_modules', `.installed-${wanted}`)
  if (existsSync(mark)) return null
  rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
  const args = ['--frozen-lockfile', '--ignore-engines', '--non-interactive', '--silent']
  const said = run([YARN, ...args], folder)
  if (said !== null) return [`${path.basename(folder)}/ cannot be installed:\n${said}`]
  writeFileSync(mark, '')
  return null
}

/** Null when the types hold with the compiler that the platform brings, and nothing else in the way. */
function compile(folder: string, compiler: string): readonly string[] | null {
  const home = path.join(folder, 'node_modules/typescript')
  const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as {
    version: string
  }
  if (version !== compiler)
    return [`${path.basename(folder)}/ must pin typescript ${compiler}, not ${version}`]
  const said = run([path.join(home, 'bin/tsc'), '-p', '.', '--noEmit'], folder)
  return said === null ? null : [`${path.basename(folder)}/ does not compile:\n${said}`]
}

/** What a tool said when it failed; null when it did not. */
function run(args: readonly string[], cwd: string): string | null {
  try {
    execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: 'pipe' })
    return null
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    return `${stdout}${stderr}`.trim()
  }
}

if (require.main === module) {
  const start = Date.now()
  const files = uploadedFiles(ROOT)
  const bytes = files.reduce((sum, file) => sum + statSync(path.join(ROOT, file)).size, 0)
  if (process.argv.includes('--files')) console.log(files.join('\n'))
  const failures = linkCheck(ROOT, path.join(ROOT, '.build/link'))
  for (const failure of failures) console.error(failure)
  const seconds = ((Date.now() - start) / 1_000).toFixed(1)
  console.log(
    `link:check: ${files.length} files, ${(bytes / 1e6).toFixed(2)} MB, ${seconds} s: ${
      failures.length === 0 ? 'ok' : 'FAILED'
    }`
  )
  process.exit(failures.length === 0 ? 0 : 1)
}
