import type { ShownConfiguration } from '../connection/configuration.logic'
import type { JobList } from '../jobs/jobList.logic'
import type { Dismissal } from '../problems/problems.logic'
import { type Millis, MINUTE } from '../shared/time'

/** The small files that every page shows, by name. */
export interface Copied {
  readonly jobs: JobList
  readonly dismissals: readonly Dismissal[]
  /** Without the ShopKey; null when nothing is configured. */
  readonly configuration: ShownConfiguration | null
}

export type CopyName = keyof Copied

/** Somebody who writes a file of which there is a copy, or died while doing so. */
export interface Writer {
  readonly by: string
  /** Since when. */
  readonly at: Millis
  /** Whether nobody else has been writing the file since then. */
  readonly isAlone: boolean
}

/**
 * A copy of a file in the summary, so that a page reads one file instead of several. It is dropped before the file is
 * written and made again after: a page sees what is in the file, or reads the file itself, whoever dies in between.
 */
export type Copy<T> =
  | { readonly kind: 'held'; readonly value: T }
  | { readonly kind: 'dropped'; readonly writers: readonly Writer[] }

export type Copies = { readonly [Name in CopyName]: Copy<Copied[Name]> }

const NEVER_MADE = { kind: 'dropped', writers: [] } as const

export const NO_COPIES: Copies = {
  jobs: NEVER_MADE,
  dismissals: NEVER_MADE,
  configuration: NEVER_MADE,
}

/** Longer than a write may take to arrive after its answer was lost: who has been writing for longer is dead. */
const LONGEST_WRITE = MINUTE

/** Writers remembered; there are never as many within a minute. */
const MAX_WRITERS = 50

/** Those who may still be writing. */
export const writersOf = (copy: Copy<unknown>, now: Millis): readonly Writer[] =>
  copy.kind === 'held' ? [] : copy.writers.filter(({ at }) => now - at < LONGEST_WRITE)

/** The copies before `by` writes the file. */
export function withoutCopy(copies: Copies, name: CopyName, by: string, at: Millis): Copies {
  const others = writersOf(copies[name], at)
  const writers = [
    ...others.map(one => ({ ...one, isAlone: false })),
    { by, at, isAlone: others.length === 0 },
  ]
  return { ...copies, [name]: { kind: 'dropped', writers: writers.slice(-MAX_WRITERS) } }
}

/**
 * The copies after `by` has written and read the file again. While others write, or when somebody else has written since
 * `by` began, what was read may be older than the file: the copy stays dropped, and the last of them makes it.
 */
export function withCopy<Name extends CopyName>(
  copies: Copies,
  name: Name,
  { by, value }: { readonly by: string; readonly value: Copied[Name] }
): Copies {
  const before: Copy<Copied[Name]> = copies[name]
  const writers = before.kind === 'held' ? [] : before.writers
  const isSure = writers.length === 1 && writers.every(one => one.by === by && one.isAlone)
  const after: Copy<Copied[Name]> = isSure
    ? { kind: 'held', value }
    : { kind: 'dropped', writers: writers.filter(one => one.by !== by) }
  return { ...copies, [name]: after }
}
