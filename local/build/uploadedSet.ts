import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'

import { uploadedFiles } from './uploaded'

/** The files that `vtex link` would upload. */
export interface UploadedSet {
  /** The folder that holds them and, once installed, the packages of node/ and react/. */
  dir: string
  files: readonly string[]
  bytes: number
}

/**
 * Puts the files that `vtex link` would upload from `root` into `dir`, and takes away every other file there but
 * installed packages.
 */
export function copyUploadedSet(root: string, dir: string): UploadedSet {
  const files = uploadedFiles(root)
  removeOthers(dir, new Set(files))
  let bytes = 0
  for (const file of files) {
    const from = path.join(root, file)
    const to = path.join(dir, file)
    bytes += statSync(from).size
    if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) continue
    mkdirSync(path.dirname(to), { recursive: true })
    copyFileSync(from, to)
  }
  return { dir, files, bytes }
}

function removeOthers(dir: string, kept: ReadonlySet<string>, below = ''): void {
  const here = path.join(dir, below)
  if (!existsSync(here)) return
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue
    const file = path.posix.join(below, entry.name)
    if (entry.isDirectory()) removeOthers(dir, kept, file)
    else if (!kept.has(file)) rmSync(path.join(dir, file))
  }
}
