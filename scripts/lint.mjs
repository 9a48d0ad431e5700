import { spawnSync } from 'node:child_process'
import path from 'node:path'

import { ESLint } from 'eslint'
import ts from 'typescript'

/**
 * ESLint and Prettier over the whole project. With `--types` also the types of all files: the rules have worked out
 * nearly all of them by then, so that costs seconds where `npm run types` costs a minute. The one program here has the
 * newest library and that of browsers, too; what the service and the pages may use of them is `link:check`'s to judge.
 */
const ROOT = path.join(import.meta.dirname, '..')

/** The program of the rules that read types, which ESLint would otherwise make itself and keep. */
function programOf(config) {
  const reader = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail }
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(config, {}, reader)
  errors.forEach(fail)
  // Types are read from TypeScript, not from comments: what these say of types is not worth reading.
  const jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors
  const host = { ...ts.createCompilerHost(options), jsDocParsingMode }
  return ts.createProgram({ rootNames: fileNames, options, host })
}

function fail(diagnostic) {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
}

/** Prints what the rules find; answers whether that is nothing. No cache: a rule that reads types may fail in a file that has not changed. */
async function obeysRules(program) {
  const files = ['**/*.{ts,tsx}']
  const parserOptions = { project: null, programs: [program] }
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: { files, languageOptions: { parserOptions } },
  })
  const results = await eslint.lintFiles('.')
  process.stdout.write((await eslint.loadFormatter('stylish')).format(results))
  return results.every(({ errorCount }) => errorCount === 0)
}

/** Prints the type errors of a program; answers whether there are none. */
function hasRightTypes(program) {
  const found = ts.getPreEmitDiagnostics(program)
  const host = {
    getCanonicalFileName: name => name,
    getCurrentDirectory: () => ROOT,
    getNewLine: () => '\n',
  }
  process.stdout.write(ts.formatDiagnostics(found, host))
  return found.length === 0
}

/** Prettier says which files are not formatted. */
function isFormatted() {
  const tool = path.join(ROOT, 'node_modules/prettier/bin/prettier.cjs')
  // Not `.cache/prettier`: prettier takes that for a folder when it is called without a cache, and fails on a file.
  const cache = path.join(ROOT, 'node_modules/.cache/prettier-checked')
  const args = ['--check', '--log-level', 'warn', '--cache', '--cache-strategy', 'content']
  const { status } = spawnSync(process.execPath, [tool, ...args, '--cache-location', cache, '.'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  return status === 0
}

const program = programOf(path.join(ROOT, 'tsconfig.lint.json'))
const checks = [
  await obeysRules(program),
  !process.argv.includes('--types') || hasRightTypes(program),
  isFormatted(),
]
process.exitCode = checks.every(Boolean) ? 0 : 1
