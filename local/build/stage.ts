import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** One part of a build. */
export interface Stage {
  /** Its result; a mark beside it says what it was made from. */
  dir: string
  /** Hash over everything that the result depends on. */
  hash: string
  /** Builds it in `outDir`; returns what is wrong. */
  make: (outDir: string) => Promise<readonly string[]>
}

/**
 * Does a part of a build unless it was done from the same content. It is made in a folder beside `dir` and swapped in
 * whole, so that one that failed leaves the last good one; a failure is tried again the next time.
 *
 * @returns what is wrong; empty when the result is there
 */
export async function runStage({ dir, hash, make }: Stage): Promise<readonly string[]> {
  const mark = `${dir}.hash`
  if (existsSync(dir) && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return []
  const next = `${dir}.next`
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { recursive: true })
  const failures = await make(next).catch((error: unknown) => [
    error instanceof Error ? error.message : String(error),
  ])
  if (failures.length > 0) return failures
  rmSync(mark, { force: true })
  rmSync(dir, { recursive: true, force: true })
  renameSync(next, dir)
  writeFileSync(mark, hash)
  return []
}
