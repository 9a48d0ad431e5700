import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import ts from 'typescript'

import { readJson as readJsonFile } from '../../readJson'
import { runNode } from '../tools'

import { sharedFiles } from './shared'

/** Compiler options on top of the app's own tsconfig.json, so that the result runs here. */
const OPTIONS = {
  target: 'es2019',
  module: 'commonjs',
  moduleResolution: 'node',
  rootDir: '..',
  allowJs: true,
  checkJs: false,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  noEmit: false,
  noEmitOnError: false,
  emitDeclarationOnly: false,
  declaration: false,
  declarationMap: false,
  sourceMap: false,
  composite: false,
  incremental: false,
  isolatedModules: false,
}

const TESTS = ['**/__tests__/**', '**/__mocks__/**', '**/*.test.*', '**/*.spec.*']

const TSCONFIG = 'tsconfig.workspace.json'

const CODE = /\.(ts|tsx|js|jsx|mjs|cjs)$/

const isTest = (file: string): boolean =>
  /(^|\/)__(tests|mocks)__\//.test(file) || /\.(test|spec)\./.test(file)

/**
 * Compiles the service of an app, and the code outside of node/ that it imports. The app may have been written for another compiler: what that complains of is told, and the
 * JavaScript is made all the same. Files that are no code go along, for an app reads templates and JSON beside it.
 *
 * @param dir the copy of the app's files, with node/ installed
 * @param outDir where the folder of the service is made, and others beside it
 * @param files of the uploaded set, relative to the app's folder
 * @returns what the compiler complained of
 */
export async function compileLoosely(
  dir: string,
  outDir: string,
  files: readonly string[]
): Promise<readonly string[]> {
  const folder = path.join(dir, 'node')
  const shared = sharedFiles(files, file => readFileSync(path.join(dir, file), 'utf8'))
  const own = [...files.filter(file => file.startsWith('node/')), ...shared]
  const others = own.filter(one => !CODE.test(one) && existsSync(path.join(dir, one)))
  for (const file of others) copy(dir, outDir, file)
  const { version, complaints } = await runCompiler(folder, outDir)
  const sources = own.filter(file => CODE.test(file) && !/\.d\.ts$/.test(file) && !isTest(file))
  const missing = sources.filter(file => !existsSync(path.join(outDir, scriptOf(file))))
  for (const file of missing) transpile(dir, outDir, file)
  const [first] = complaints
  return first === undefined
    ? []
    : [
        `node/: TypeScript ${version} has ${complaints.length} complaints, for which VTEX may refuse the app; the first: ${first}`,
      ]
}

const scriptOf = (file: string): string => file.replace(/\.(tsx?|jsx)$/, '.js')

function copy(folder: string, outDir: string, file: string): void {
  mkdirSync(path.dirname(path.join(outDir, file)), { recursive: true })
  cpSync(path.join(folder, file), path.join(outDir, file))
}

/** The compiler that the app asks for, where VTEX has one of that kind; else the workspace's own. */
function compilerOf(folder: string): string {
  const own = path.join(folder, 'node_modules/typescript')
  const asked = JSON.stringify(readJson(path.join(folder, 'package.json'))).includes('"typescript"')
  const { version } = readJson(path.join(own, 'package.json'))
  return asked && typeof version === 'string' && !/^([0-2]|3\.[0-8])\./.test(version)
    ? own
    : path.dirname(createRequire(__filename).resolve('typescript/package.json'))
}

const readJson = (file: string): Record<string, unknown> =>
  existsSync(file) ? (readJsonFile(file, path.basename(file)) as Record<string, unknown>) : {}

async function runCompiler(
  folder: string,
  outDir: string
): Promise<{ version: string; complaints: readonly string[] }> {
  const home = compilerOf(folder)
  const version = String(readJson(path.join(home, 'package.json')).version)
  const base = existsSync(path.join(folder, 'tsconfig.json')) && { extends: './tsconfig.json' }
  const tsconfig = {
    ...base,
    compilerOptions: { ...OPTIONS, outDir },
    include: ['**/*'],
    exclude: ['node_modules', ...TESTS],
  }
  writeFileSync(path.join(folder, TSCONFIG), JSON.stringify(tsconfig))
  const { text } = await runNode([path.join(home, 'bin/tsc'), '-p', TSCONFIG], folder)
  // Of packages the compiler complains where they are newer than it is: the app cannot fix that.
  const complaints = text
    .split('\n')
    .filter(line => /error TS\d+/.test(line) && !line.includes('node_modules/'))
  return { version, complaints }
}

/** One file, without looking at its types: also where the compiler gave up. */
function transpile(folder: string, outDir: string, file: string): void {
  const { outputText } = ts.transpileModule(readFileSync(path.join(folder, file), 'utf8'), {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2019,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      jsx: ts.JsxEmit.React,
      experimentalDecorators: true,
    },
  })
  const to = path.join(outDir, scriptOf(file))
  mkdirSync(path.dirname(to), { recursive: true })
  writeFileSync(to, outputText)
}
