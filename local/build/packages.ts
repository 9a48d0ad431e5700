import { createHash } from 'node:crypto'
import { existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules, createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

import ts from 'typescript'

import { readJson as readJsonFile } from '../readJson'
import { type Ran, runNode } from './tools'

/** The packages that VTEX installs and compiles on their own, with the compiler that its builder brings. */
export const PACKAGES = { node: '5.5.3', react: '3.9.7' } as const

export type PackageName = keyof typeof PACKAGES

const YARN = createRequire(__filename).resolve('yarn/bin/yarn.js')

// Two yarns that fill one cache at once break each other's installation: one at a time on this machine.
const MUTEX = `file:${path.join(tmpdir(), 'carrefour-inventory-yarn.lock')}`

interface PackageJson {
  version?: string
  dependencies?: Readonly<Record<string, string>>
  devDependencies?: Readonly<Record<string, string>>
}

const readJson = (...parts: readonly string[]): PackageJson =>
  readJsonFile(path.join(...parts), parts.slice(-2).join('/')) as PackageJson

const filesOf = (folder: string): readonly string[] =>
  ['yarn.lock', 'package.json'].map(name => path.join(folder, name))

const isComplete = (folder: string): boolean => filesOf(folder).every(file => existsSync(file))

/** Whether the packages of the lock file are there already. */
export const isInstalled = (folder: string): boolean =>
  isComplete(folder) && existsSync(installedMark(folder))

/** The file that says that what package.json and the lock file name is installed; a missing file counts as empty. */
export function installedMark(folder: string): string {
  const hash = createHash('sha256')
  for (const file of filesOf(folder)) if (existsSync(file)) hash.update(readFileSync(file))
  return path.join(folder, 'node_modules', `.installed-${hash.digest('hex')}`)
}

const FLAGS = ['--ignore-engines', '--non-interactive', '--silent', '--mutex', MUTEX]

/** Runs yarn 1 in a package; scripts of packages are not run. */
export const runYarn = (folder: string, flags: readonly string[]): Promise<Ran> =>
  runNode([YARN, ...FLAGS, '--ignore-scripts', '--network-timeout', '30000', ...flags], folder)

/**
 * Installs a package from its lock file with yarn 1, as VTEX does; what has not changed stays installed.
 *
 * @returns what is wrong, in yarn's own words; empty when the packages are there
 */
export async function installPackage(folder: string): Promise<readonly string[]> {
  const name = path.basename(folder)
  if (!isComplete(folder)) return [`${name}/yarn.lock or ${name}/package.json is missing`]
  const mark = installedMark(folder)
  if (existsSync(mark)) return []
  rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
  const { ok, text } = await runNode([YARN, '--frozen-lockfile', ...FLAGS], folder)
  if (!ok) return [`${name}/ cannot be installed:\n${text}`]
  writeFileSync(mark, '')
  return []
}

/**
 * Compiles a package with the platform's TypeScript, which the package has to pin. A file from outside the package
 * would not be there on VTEX, so reading one is a failure even where the compiler finds it.
 *
 * @param outDir receives the JavaScript; nothing is written when left out
 * @returns what is wrong, in the compiler's own words
 */
export async function compilePackage(folder: string, outDir?: string): Promise<readonly string[]> {
  const name = path.basename(folder) as PackageName
  const home = path.join(folder, 'node_modules/typescript')
  const version = existsSync(home) ? readJson(home, 'package.json').version : undefined
  if (version !== PACKAGES[name])
    return [`${name}/ must pin typescript ${PACKAGES[name]}, not ${version ?? 'nothing'}`]
  // Without noEmitOnError a file from outside would be written beside its source, into the project.
  const output =
    outDir === undefined ? ['--noEmit'] : ['--outDir', outDir, '--rootDir', '.', '--noEmitOnError']
  const args = [path.join(home, 'bin/tsc'), '-p', '.', '--listFiles', ...output]
  const { ok, text } = await runNode(args, folder)
  const lines = text.split(/\r?\n/)
  const isFile = (line: string): boolean => path.isAbsolute(line)
  if (!ok) return [`${name}/ does not compile:\n${lines.filter(line => !isFile(line)).join('\n')}`]
  const inside = realpathSync(folder) + path.sep
  return lines
    .filter(line => isFile(line) && !realpathSync(line).startsWith(inside))
    .map(line => `${name}/ compiles only with a file from outside of it: ${line}`)
}

/** The package that an import names: `@scope/name/part` names `@scope/name`. */
const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

const BUILT_IN = new Set(builtinModules)

/**
 * The imports that package.json does not declare. They may resolve all the same, because another package brought
 * them along, until that package changes.
 *
 * @param files of the uploaded set, relative to `dir`
 */
export function undeclaredImports(
  dir: string,
  name: PackageName,
  files: readonly string[]
): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = readJson(dir, name, 'package.json')
  const apps = readJson(dir, 'manifest.json').dependencies ?? {}
  const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }))
  if (name === 'react') Object.keys(apps).forEach(app => declared.add(app))
  const isDeclared = (specifier: string): boolean =>
    declared.has(packageOf(specifier)) ||
    (name === 'node' && (specifier.startsWith('node:') || BUILT_IN.has(packageOf(specifier))))
  return files
    .filter(file => file.startsWith(`${name}/`) && /\.[cm]?[jt]sx?$/.test(file))
    .flatMap(file => {
      const text = readFileSync(path.join(dir, file), 'utf8')
      return ts
        .preProcessFile(text, true, true)
        .importedFiles.map(({ fileName }) => fileName)
        .filter(specifier => !/^[./]/.test(specifier) && !isDeclared(specifier))
        .map(
          specifier => `${file} imports ${specifier}, which ${name}/package.json does not declare`
        )
    })
}
