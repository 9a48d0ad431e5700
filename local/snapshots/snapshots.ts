import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

import type { Clock } from '../clock'
import type { Database } from '../database'
import type { FaultState, SavedFaults } from '../faults'

import { diffImages, type TableChange } from './diff'
import { headOf, type ImageHead, restoreImage, UnusableImage, withImage, writeImage } from './image'
import { createMasking } from './masking'

/** A snapshot as the list shows it. */
export interface SnapshotItem {
  readonly name: string
  readonly savedAt: string
  readonly app: string
  readonly bytes: number
}

/** A snapshot that was put back. */
export interface LoadedSnapshot extends SnapshotItem {
  /** Its files of faults that cannot be in force here, each with why. */
  readonly leftOut: readonly string[]
}

export interface SnapshotsDeps {
  readonly db: Database
  readonly clock: Clock
  /** Where the files lie. */
  readonly dir: string
  /** The app and its version. */
  readonly app: string
  /** Faults in force: a part of the state that is in memory. */
  readonly faults: FaultState
  /** Does the replacing, with everything cut off that belongs to the old state. */
  readonly replaceState: (replace: () => void) => void
}

/** What was asked for is not possible; the message is for people, the code for programs. */
export class SnapshotProblem extends Error {
  constructor(
    readonly code: 'BAD_NAME' | 'NOT_FOUND' | 'EXISTS' | 'UNUSABLE',
    message: string
  ) {
    super(message)
  }
}

/** The state of the workspace under a name: saved, loaded, listed, compared. */
export interface Snapshots {
  /** @throws SnapshotProblem when the name is taken and may not be replaced. */
  save(name: string, options?: { replace?: boolean }): SnapshotItem
  load(name: string): LoadedSnapshot
  /** By name. */
  list(): SnapshotItem[]
  /** What changed from one snapshot to another, or to now. */
  diff(from: string, to?: string): TableChange[]
  remove(name: string): void
}

const NAME = /^[a-z0-9][a-z0-9._-]{0,59}$/i
const END = '.snapshot'

/** Snapshots in a folder, one file each. A file can be given away: it holds no key, token or password. */
export function createSnapshots(deps: SnapshotsDeps): Snapshots {
  const { db, dir } = deps
  const masking = createMasking(db)
  const fileOf = (name: string): string => {
    if (!NAME.test(name) || name.includes('..'))
      throw new SnapshotProblem(
        'BAD_NAME',
        'A snapshot is named with 1 to 60 letters, digits, points, dashes and underscores.'
      )
    return join(dir, `${name}${END}`)
  }
  const found = (name: string): string => {
    const file = fileOf(name)
    if (!existsSync(file)) throw new SnapshotProblem('NOT_FOUND', `There is no snapshot ${name}.`)
    return file
  }
  const ordinary = (name: string, file: string): string => {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== false) return file
    throw new SnapshotProblem(
      'UNUSABLE',
      `Snapshot ${name} is no file but something else: remove ${file} by hand.`
    )
  }
  const open = <T>(name: string, work: (file: string) => T): T => {
    try {
      return work(found(name))
    } catch (error) {
      if (error instanceof SnapshotProblem) throw error
      const why = error instanceof UnusableImage ? error.message : 'It is damaged, or no snapshot.'
      throw new SnapshotProblem('UNUSABLE', `Snapshot ${name} cannot be used. ${why}`)
    }
  }
  /** What a snapshot is compared with must be one: an empty file would read as a state without anything. */
  const checked = (name: string): string =>
    open(name, file => {
      withImage(db, file, () => headOf(db))
      return file
    })
  const faultsOf = (head: ImageHead): SavedFaults => {
    try {
      return deps.faults.read(head.faults)
    } catch {
      throw new UnusableImage('Its faults are not as a workspace has them.')
    }
  }
  const itemOf = (name: string, head: ImageHead): SnapshotItem => ({
    name,
    savedAt: head.savedAt,
    app: head.app,
    bytes: statSync(fileOf(name)).size,
  })
  const write = (file: string, name: string): ImageHead => {
    const head: ImageHead = {
      format: 1,
      name,
      savedAt: new Date(deps.clock.now()).toISOString(),
      app: deps.app,
      faults: deps.faults.list(),
    }
    mkdirSync(dir, { recursive: true })
    // Written to a temporary file and renamed: a crash in between leaves no half snapshot under the name.
    const aside = `${file}.${process.pid}.part`
    rmSync(aside, { force: true })
    try {
      writeImage(db, aside, head, masking)
      renameSync(aside, file)
    } finally {
      rmSync(aside, { force: true })
    }
    return head
  }

  return {
    save(name, { replace = false } = {}) {
      const file = ordinary(name, fileOf(name))
      if (existsSync(file) && !replace)
        throw new SnapshotProblem(
          'EXISTS',
          `There is a snapshot ${name} already. Replace it, or choose another name.`
        )
      return itemOf(name, write(file, name))
    },
    load: name =>
      open(name, file => {
        // Read first: nothing is replaced by half.
        const head = withImage(db, file, () => headOf(db))
        const faults = faultsOf(head)
        deps.replaceState(() => withImage(db, file, () => restoreImage(db, masking)))
        faults.restore()
        return { ...itemOf(name, head), leftOut: faults.leftOut }
      }),
    list: () =>
      (existsSync(dir) ? readdirSync(dir) : [])
        .filter(file => file.endsWith(END) && NAME.test(file.slice(0, -END.length)))
        .sort()
        .flatMap(file => {
          const name = file.slice(0, -END.length)
          try {
            return [
              itemOf(
                name,
                withImage(db, join(dir, file), () => headOf(db))
              ),
            ]
          } catch {
            // Not a snapshot: reported when it is loaded by name.
            return []
          }
        }),
    diff(from, to) {
      const before = checked(from)
      if (to !== undefined) return diffImages(db, before, checked(to))
      const now = join(dir, `.now-${process.pid}`)
      try {
        write(now, 'now')
        return diffImages(db, before, now)
      } finally {
        rmSync(now, { force: true })
      }
    },
    remove: name => rmSync(ordinary(name, found(name))),
  }
}
