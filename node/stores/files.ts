import type { VBase } from '@vtex/api'

/** What the stores use of VBase. */
export type Files = Pick<VBase, 'getJSON' | 'getRawJSON' | 'saveJSON' | 'deleteFile' | 'listFiles'>

/**
 * Where everything lies in VBase. A bucket belongs to account, workspace and app; the names here are the
 * only ones in use.
 */
export const BUCKETS = {
  /** One file per mark. */
  requests: 'requests',
  /** The connection's state. */
  control: 'control',
  /** One file per saved stage of a batch. */
  batches: 'batches',
  /** What the pages keep besides the ledger. */
  pages: 'pages',
} as const

/** The connection's state, in `control`. */
export const CONNECTION_FILE = 'connection.json'

/** Which problems were put aside, in `pages`. */
export const DISMISSALS_FILE = 'dismissals.json'

/** A saved batch, in `batches`. */
export function batchFile(key: string): string {
  if (!/^[\w-]{1,100}$/.test(key))
    throw new Error('A batch key is made of letters, digits, - and _')
  return `${key}.json`
}
