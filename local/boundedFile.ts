import { readFileSync, type Stats, statSync } from 'node:fs'

import { isRecord } from './http/body'

export const NO_FILE = 'there is no such file'

/** The bytes of a file that a person named, or why they cannot be had, to follow its name. */
export type BoundedFile = { readonly bytes: Buffer } | { readonly problem: string }

/** Reads a regular file of limited size: a pipe could block for ever, and a folder is refused. */
export function readBounded(path: string, maxBytes: number): BoundedFile {
  let found: Stats | undefined
  try {
    found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return { problem: NO_FILE }
    if (found.isDirectory()) return { problem: 'it is a folder' }
    if (!found.isFile()) return { problem: 'it is no file' }
    if (found.size > maxBytes) return { problem: `it is larger than ${maxBytes / 2 ** 20} MB` }
    return { bytes: readFileSync(path) }
  } catch (error) {
    const code = isRecord(error) ? String(error.code) : ''
    return { problem: PROBLEMS[code] ?? `it cannot be read (${code})` }
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  ELOOP: 'it is a link that leads to itself',
  ENOTDIR: NO_FILE,
  ENAMETOOLONG: NO_FILE,
}
