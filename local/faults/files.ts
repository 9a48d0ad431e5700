import { readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { NO_FILE, readBounded } from '../boundedFile'
import { readFaultFile, type ReadFaults } from './parse'
import type { FaultFile } from './rule'

/** The files that come with the workspace: the public faults of this trade. */
const CASES_DIR = fileURLToPath(new URL('./cases', import.meta.url))

const MAX_BYTES = 8 * 1024 * 1024

/** The names of the files that come with the workspace. */
export const caseNames = (): string[] =>
  readdirSync(CASES_DIR)
    .filter(name => name.endsWith('.json'))
    .map(name => name.slice(0, -'.json'.length))
    .sort()

/** Reads one of the files that come with the workspace, by its name. */
export const readCase = (name: string): ReadFaults =>
  /^[a-z0-9-]+$/.test(name) && caseNames().includes(name)
    ? readFaultPath(join(CASES_DIR, `${name}.json`))
    : {
        kind: 'refused',
        problems: [`There is no case ${name}. There are: ${caseNames().join(', ')}`],
      }

/** Reads a case by its name, or a file by its path from where a person typed it; with an id to load it under. */
export function readNamedFaults(
  nameOrPath: string
): { kind: 'read'; id: string; file: FaultFile } | Extract<ReadFaults, { kind: 'refused' }> {
  const isCase = caseNames().includes(nameOrPath)
  const read = isCase
    ? readCase(nameOrPath)
    : readFaultPath(resolve(process.env.INIT_CWD ?? process.cwd(), nameOrPath))
  if (read.kind === 'read') return { ...read, id: idOf(nameOrPath) }
  return isCase || !read.problems.includes(NO_FILE)
    ? read
    : refused(`${NO_FILE}, and no case of that name in local/faults/cases`)
}

/** A file's name without its ending, as far as it can stand in an address. */
const idOf = (path: string): string =>
  basename(path, '.json')
    .replace(/[^\w.-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 60) || 'file'

/** Reads a file of faults from disk. */
export function readFaultPath(path: string): ReadFaults {
  const read = readBounded(path, MAX_BYTES)
  if ('problem' in read) return refused(read.problem)
  try {
    return readFaultFile(JSON.parse(read.bytes.toString('utf8').replace(/^\uFEFF/, '')))
  } catch (error) {
    return refused(`it is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const refused = (problem: string): Extract<ReadFaults, { kind: 'refused' }> => ({
  kind: 'refused',
  problems: [problem],
})
