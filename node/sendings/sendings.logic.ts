import type { CarrefourSendingState } from '../generated/schema'
import type { Cause } from '../shared/causes'
import { type Millis, DAY, dayOf } from '../shared/time'

/** How a file stands at Carrefour. */
export type SendingState = CarrefourSendingState

/** An answer of Carrefour about a file, as it was understood. */
export interface SendingAnswer {
  /** Mirakl's name of the call: STO01, STO02, STO03 or OF21. */
  readonly operation: string
  readonly at: Millis
  /** Carrefour's words, at most LONGEST_WORDS characters; never a key. */
  readonly words: string
}

/** What a batch carries of its file while the file is under way. */
export interface SendingTrail {
  /** When Carrefour answered the upload, or did not: names the file together with its batch. */
  readonly at: Millis
  /** Last 4 characters of the ShopKey it was sent with; null for a key too short to show any. */
  readonly key: string | null
  readonly answers: readonly SendingAnswer[]
  /** Size of the error report in bytes; null when there was none. */
  readonly reportBytes: number | null
  /** Parts stored ahead of its end. */
  readonly kept: KeptAttachments
}

/** What is kept of a sending besides its line in the list. */
export const ATTACHMENTS = ['file', 'report', 'answers'] as const

export type Attachment = (typeof ATTACHMENTS)[number]

/** The stored attachments, with the bytes that each takes. */
export type KeptAttachments = Readonly<Partial<Record<Attachment, number>>>

/** One stock file, as people see it. */
export interface Sending {
  readonly id: string
  readonly batchId: string
  /** Null when Carrefour named none. */
  readonly importId: string | null
  readonly state: SendingState
  readonly sentAt: Millis
  /** Null while it is under way. */
  readonly endedAt: Millis | null
  /** Lines of the file. */
  readonly skus: number
  /** Lines that Carrefour took, refused, and left open; null while nobody knows. */
  readonly accepted: number | null
  readonly refused: number | null
  readonly unconfirmed: number | null
  /** Address and id of the shop. */
  readonly shop: string
  /** Last 4 characters of the ShopKey. */
  readonly key: string | null
  readonly fileBytes: number
  readonly reportBytes: number | null
  /** Carrefour's words about the whole file, when it was not taken or not finished. */
  readonly message: string | null
  readonly kept: KeptAttachments
}

/** How long a sending is kept. */
export const KEPT_DAYS = 14

/** The most sendings of one day: one a minute is all that Carrefour allows. */
export const MAX_A_DAY = 1_500

/** The most stored bytes of a day's attachments; beyond it the oldest lose theirs and keep their line. */
export const DAY_BYTES = 16 * 1024 * 1024

/** An attachment is stored up to this size: as it is, and compressed. */
export const MAX_ATTACHMENT = 4 * 1024 * 1024

export const MAX_STORED = 1024 * 1024

export const LONGEST_WORDS = 300

/** The most answers that a batch carries. */
const MAX_ANSWERS = 12

/** The days whose sendings are kept, newest first. */
export const keptDays = (now: Millis): readonly string[] =>
  Array.from({ length: KEPT_DAYS }, (_, ago) => dayOf(now - ago * DAY))

export const sendingId = (batchId: string, sentAt: Millis): string =>
  `${dayOf(sentAt)}.${batchId}.${Math.trunc(sentAt).toString(36)}`

/** The day in a sending's id; null when the text is no such id. */
export const dayInId = (id: string): string | null =>
  /^(\d{4}-\d{2}-\d{2})\.[\w-]{1,100}\.[0-9a-z]{1,12}$/.exec(id)?.[1] ?? null

const cut = (words: string): string => words.replace(/\s+/g, ' ').trim().slice(0, LONGEST_WORDS)

export const begunTrail = (at: Millis, key: string | null, words: string): SendingTrail => ({
  at,
  key,
  answers: [{ operation: 'STO01', at, words: cut(words) }],
  reportBytes: null,
  kept: {},
})

/** The trail with one more answer; the first ones stay when there are too many. */
export const withAnswer = (
  trail: SendingTrail | undefined,
  operation: string,
  at: Millis,
  words: string
): { readonly sending?: SendingTrail } =>
  trail === undefined
    ? {}
    : {
        sending: {
          ...trail,
          answers: [...trail.answers, { operation, at, words: cut(words) }].slice(0, MAX_ANSWERS),
        },
      }

/** The counts of a file whose lines have their outcome: refused ones by SKU, and why. */
export function countsOf(
  skus: number,
  rejected: Readonly<Record<string, { readonly cause: Cause }>>
): Pick<Sending, 'accepted' | 'refused' | 'unconfirmed'> {
  const causes = Object.values(rejected).map(({ cause }) => cause)
  const unconfirmed = causes.filter(cause => cause === 'UNCONFIRMED').length
  const refused = causes.length - unconfirmed
  return { accepted: Math.max(skus - causes.length, 0), refused, unconfirmed }
}

/** The sendings of one day, oldest first, in one small file that is only written with compare-and-set. */
export interface DayBook {
  readonly sendings: readonly Sending[]
}

export const EMPTY_BOOK: DayBook = { sendings: [] }

/**
 * The book with a sending added or brought up to date. One that has ended does not go back: a replica that lost its
 * lease may still tell of the beginning. When the day holds too much, the oldest lose their attachments.
 */
export function withSending({ sendings }: DayBook, told: Sending): DayBook {
  const known = sendings.find(({ id }) => id === told.id)
  const next =
    known === undefined
      ? told
      : known.endedAt !== null && told.endedAt === null
        ? known
        : { ...told, kept: { ...known.kept, ...told.kept } }
  const others = sendings.filter(({ id }) => id !== told.id)
  const all = [...others, next].sort((a, b) => a.sentAt - b.sentAt).slice(-MAX_A_DAY)
  return { sendings: withinBytes(all) }
}

const storedBytes = (kept: KeptAttachments): number =>
  ATTACHMENTS.reduce((sum, attachment) => sum + (kept[attachment] ?? 0), 0)

function withinBytes(sendings: readonly Sending[]): readonly Sending[] {
  let left = sendings.reduce((sum, { kept }) => sum + storedBytes(kept), 0)
  return sendings.map(sending => {
    const bytes = storedBytes(sending.kept)
    if (left <= DAY_BYTES || bytes === 0) return sending
    left -= bytes
    return { ...sending, kept: {} }
  })
}

/** Those of `before` whose stored attachments are to be removed once `after` is written. */
export const withoutAttachments = (before: DayBook, after: DayBook): readonly Sending[] => {
  const holding = new Set(
    after.sendings.filter(({ kept }) => storedBytes(kept) > 0).map(({ id }) => id)
  )
  return before.sendings.filter(({ id, kept }) => storedBytes(kept) > 0 && !holding.has(id))
}
