import type { ShownConfiguration } from '../connection/configuration.logic'
import type { JobList } from '../jobs/jobList.logic'
import type { Dismissal } from '../problems/problems.logic'
import type { Millis } from '../shared/time'

/** The small files that every page shows, by name. */
export interface Copied {
  readonly jobs: JobList
  readonly dismissals: readonly Dismissal[]
  /** Without the ShopKey; null when nothing is configured. */
  readonly configuration: ShownConfiguration | null
}

export type CopyName = keyof Copied

/**
 * A copy of a file in the summary, so that a page reads one file instead of several. It is dropped before the file is
 * written and made again after: a page sees what is in the file, or reads the file itself, whoever dies in between.
 */
export type Copy<T> =
  | { readonly kind: 'held'; readonly value: T }
  /** Somebody writes the file, or died while doing so. */
  | { readonly kind: 'dropped'; readonly by: string; readonly at: Millis }

export type Copies = { readonly [Name in CopyName]: Copy<Copied[Name]> }

const NEVER_MADE = { kind: 'dropped', by: '', at: 0 } as const

export const NO_COPIES: Copies = {
  jobs: NEVER_MADE,
  dismissals: NEVER_MADE,
  configuration: NEVER_MADE,
}

/** The copies before `by` writes the file. */
export const withoutCopy = (copies: Copies, name: CopyName, by: string, at: Millis): Copies => ({
  ...copies,
  [name]: { kind: 'dropped', by, at },
})

/**
 * The copies after `by` has written and read the file again. When another writer has dropped the copy since, what was
 * read may be older than what that one writes: it stays dropped, and that one cannot make it any more either.
 */
export function withCopy<Name extends CopyName>(
  copies: Copies,
  name: Name,
  made: { readonly by: string; readonly at: Millis; readonly value: Copied[Name] }
): Copies {
  const before: Copy<Copied[Name]> = copies[name]
  if (before.kind === 'dropped' && before.by === made.by)
    return { ...copies, [name]: { kind: 'held', value: made.value } }
  return { ...copies, [name]: { kind: 'dropped', by: '', at: made.at } }
}
