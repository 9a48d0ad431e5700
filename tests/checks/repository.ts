import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The top folder of the project. */
export const ROOT = path.resolve(import.meta.dirname, '../..')

/** Text of a file of the project. */
export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')

/** A JSON file of the project. */
export const readJson = (file: string): unknown => JSON.parse(read(file))

/** Every file of the project that git tracks or would track. */
export const files = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(file => file !== '')
