/** Which calls a rule is about. Everything that is given must fit; a rule about nothing in particular fits all. */
export interface When {
  /** A host; `*` stands for any characters. */
  readonly host?: string
  /** The part of the workspace, as the inspector names it. */
  readonly part?: string
  /** The operation, as the inspector names it. */
  readonly operation?: string
  readonly method?: string
  /** A part of the path with its query. */
  readonly path?: string
  /** A call that names one of these SKUs in its path, its query or its body. */
  readonly sku?: string | readonly string[]
  /** Only these of the calls that fit, counted from 1 when the rule was loaded. */
  readonly nth?: number | readonly number[]
  /** Every so many of the calls that fit. */
  readonly every?: number
  /** 0 to 1, drawn from the file's seed. */
  readonly probability?: number
  /** From and until when, in the workspace's time: a moment (ISO 8601), or since loading such as +90s, +10m, +2h. */
  readonly from?: string
  readonly to?: string
  /** How often it happens at most. */
  readonly times?: number
}

export const ENCODINGS = ['windows-1252', 'utf-8-bom', 'utf-16le', 'utf-16be'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** What happens to a call. */
export interface Then {
  /** Waits first, in milliseconds. */
  readonly delayMs?: number
  /** Answers this instead of doing anything, unless `done` says that it is done first. */
  readonly status?: number
  readonly body?: string
  /** Added to the answer, this one or the real one. */
  readonly headers?: Readonly<Record<string, string>>
  /** Changes the query of the call before it is worked on, as by a server that overlooks a parameter. */
  readonly query?: Readonly<Record<string, string>>
  /** Values to put into a JSON answer, by path such as `offers.0.quantity`. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Paths to take out of a JSON answer. */
  readonly remove?: readonly string[]
  /** Does what was asked, and then answers `status` and `body`. */
  readonly done?: boolean
  /** Ends the connection without an answer: before anything is done, or after it. */
  readonly drop?: 'before' | 'after'
  /** Ends the connection after so many bytes of the answer. */
  readonly cutAt?: number
  /** Writes the answer in another encoding than it says. */
  readonly encoding?: Encoding
  /**
   * No connection, as with such a certificate. The app speaks plain HTTP to VTEX's proxy, and to this workspace: it can
   * only see that nothing came. Real certificates are checked with `--live`, where the workspace is the one that calls.
   */
  readonly certificate?: 'expired' | 'wrong-host' | 'untrusted'
}

export interface Rule {
  readonly name?: string
  readonly when: When
  readonly then: Then
}

/** What is to be seen while the rules hold. */
export interface FaultFile {
  readonly title: string
  /** The case of public faults that it stands for, such as C1. */
  readonly case?: string
  /** Further notes; in a file without rules, why it has none. */
  readonly note?: string
  readonly seed?: number
  readonly rules: readonly Rule[]
  /** The steps to see it, in order. */
  readonly try?: readonly string[]
  /** What the app must show then. */
  readonly shows?: readonly string[]
}
