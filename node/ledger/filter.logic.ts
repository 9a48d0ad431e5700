import type { CarrefourSearchProblem } from '../generated/schema'
import type { Process } from './process.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'
import { normalizeText } from '../carrefour/classify.logic'
import { type Actor, type Cause, type Status, actorOf, CAUSES, isCause } from '../shared/causes'
import type { Millis } from '../shared/time'

/** Maximum length of a search text, in characters: about a hundred codes. */
const LONGEST_SEARCH = 2_000

/** Maximum words per search. Each is a wildcard to Master Data, which blocks accounts that use many. */
const MAX_WORDS = 10

/** Maximum codes in a pasted list. */
export const MAX_CODES = 100

/** Words of at least this many letters or digits also match as prefixes; shorter ones only match exactly. */
const SHORTEST_BEGINNING = 3

/** One condition on a process. */
export interface SearchTerm {
  /** Spellings, any of which matches. Letters and digits only, or one symbol. */
  readonly spellings: readonly string[]
  /** Whether it also matches as a prefix. */
  readonly beginning: boolean
}

/** Why a search cannot run as typed. */
export type SearchProblem = CarrefourSearchProblem

/** The meaning of a search text. */
export type Search =
  | { readonly kind: 'everything' }
  /** All terms must match. `exact` is the SKU code that the text may be: its row comes first. */
  | { readonly kind: 'terms'; readonly terms: readonly SearchTerm[]; readonly exact: SkuId | null }
  /** SKUs with any of these codes, as SKU id or EAN. */
  | { readonly kind: 'codes'; readonly skuIds: readonly SkuId[]; readonly eans: readonly string[] }
  /** Matches nothing: a search is never widened to something that can run. */
  | { readonly kind: 'unusable'; readonly why: SearchProblem }

/** A word, or a symbol with a meaning in product names. Dots, dashes and the like only separate. */
const TOKEN = /[\p{L}\p{N}]+|[\p{S}%&#@*_]/gu

/** Letters, digits and symbols of a text, normalized, in order. */
const tokensOf = (text: string): readonly string[] => normalizeText(text).match(TOKEN) ?? []

const isCode = (token: string): boolean => /^[0-9]+$/.test(token)

/** A code without leading zeros: the store and Carrefour write an EAN with 8, 12, 13 or 14 digits. */
export const withoutZeros = (code: string): string => code.replace(/^0+(?=\d)/, '')

/** Shortest and longest EAN (EAN-8 to GTIN-14). */
const isEan = (code: string): boolean => /^\d{8,14}$/.test(code)

/** Parses a search text. Pure and total: every text has a meaning or a reason why it has none. */
export function readSearch(raw: string): Search {
  const text = raw.trim()
  if (text === '') return { kind: 'everything' }
  if (text.length > LONGEST_SEARCH) return { kind: 'unusable', why: 'TOO_LONG' }
  const codes = listedCodes(text)
  if (codes) return searchForCodes(codes)
  const tokens = [...new Set(tokensOf(text))]
  if (tokens.length === 0) return { kind: 'unusable', why: 'NOTHING_TO_SEARCH' }
  if (tokens.length > MAX_WORDS) return { kind: 'unusable', why: 'TOO_MANY_WORDS' }
  return { kind: 'terms', terms: tokens.map(termOf), exact: parseSkuId(text) }
}

function termOf(token: string): SearchTerm {
  const spellings = isEan(token) ? [...new Set([token, withoutZeros(token)])] : [token]
  return { spellings, beginning: token.length >= SHORTEST_BEGINNING }
}

/**
 * The codes of a pasted list, each once: two or more, separated by comma, semicolon, tab or line break, or by spaces
 * when each has at least four digits (fewer may be part of a name). Null when the text is no list.
 */
function listedCodes(text: string): readonly string[] | null {
  const parts = text.split(/[\s,;]+/).filter(part => part !== '')
  if (parts.length < 2 || !parts.every(isCode)) return null
  const onlySpaces = !/[,;\t\r\n]/.test(text)
  if (onlySpaces && parts.some(part => part.length < 4)) return null
  return [...new Set(parts)]
}

function searchForCodes(codes: readonly string[]): Search {
  if (codes.length > MAX_CODES) return { kind: 'unusable', why: 'TOO_MANY_CODES' }
  return {
    kind: 'codes',
    skuIds: codes.flatMap(code => parseSkuId(code) ?? []),
    eans: [...new Set(codes.filter(isEan).map(withoutZeros))],
  }
}

/** Maximum characters of a process's search tokens. */
const LONGEST_INDEX = 2_500

/**
 * The search tokens of a process, each once: code, EAN in both spellings, reference, name, message, and Carrefour's own
 * words of the latest attempt. Bounded because the ledger's field is; the ledger stores, and `matchesSearch` uses, this
 * same list.
 */
export function searchTokens({ skuId, facts, message, attempts }: Process): readonly string[] {
  const ean = facts?.ean ?? ''
  const texts = [facts?.reference, facts?.name, message, attempts[0]?.message]
  const all = new Set([
    skuId,
    ...tokensOf(ean),
    ...tokensOf(withoutZeros(ean)),
    ...texts.flatMap(text => tokensOf((text ?? '').slice(0, LONGEST_INDEX))),
  ])
  const kept: string[] = []
  let length = 0
  for (const token of all) {
    length += token.length
    if (length > LONGEST_INDEX) break
    kept.push(token)
  }
  return kept
}

/** Whether a process matches a search. Used by list, counts, jobs and exports alike. */
export function matchesSearch(skuId: SkuId, process: Process | null, search: Search): boolean {
  switch (search.kind) {
    case 'everything':
      return true
    case 'unusable':
      return false
    case 'codes': {
      const ean = process?.facts?.ean
      return search.skuIds.includes(skuId) || (!!ean && search.eans.includes(withoutZeros(ean)))
    }
    case 'terms': {
      const tokens = process ? searchTokens(process) : [skuId]
      return search.terms.every(term => tokens.some(token => isFound(term, token)))
    }
  }
}

const isFound = ({ spellings, beginning }: SearchTerm, token: string): boolean =>
  spellings.some(spelling => (beginning ? token.startsWith(spelling) : token === spelling))

/** Filter of the process list. Conditions are joined with AND; null or empty does not narrow. */
export interface ProcessFilter {
  readonly status: Status | null
  readonly causes: readonly Cause[]
  /** Has none of these; processes without a cause match. */
  readonly without: readonly Cause[]
  /** Only processes that wait for this actor. */
  readonly actor: Actor | null
  /** Fingerprint of an unclassified reason. */
  readonly fingerprint: string | null
  /** Processed at or after this moment. */
  readonly since: Millis | null
  /** Processed before this moment. */
  readonly before: Millis | null
  /** The text typed by a person; `readSearch` parses it. */
  readonly search: string
}

export const EVERY_PROCESS: ProcessFilter = {
  status: null,
  causes: [],
  without: [],
  actor: null,
  fingerprint: null,
  since: null,
  before: null,
  search: '',
}

export const EVERY_CAUSE = Object.keys(CAUSES).filter(isCause)

/** The causes that a filter allows; null when it requires none, empty when its conditions exclude each other. */
export function causesOf({ causes, without, actor }: ProcessFilter): readonly Cause[] | null {
  if (actor === null && causes.length === 0) return null
  return (causes.length > 0 ? causes : EVERY_CAUSE).filter(
    cause => (actor === null || actorOf(cause) === actor) && !without.includes(cause)
  )
}

/** A row for a filter: the ledger's process combined with the queue. */
export interface Candidate {
  readonly skuId: SkuId
  /** Null while the SKU has no outcome yet. */
  readonly process: Process | null
  readonly pending: boolean
}

/** The status that a row shows. */
export const statusOfRow = ({ pending, process }: Omit<Candidate, 'skuId'>): Status =>
  pending || !process ? 'PENDING' : process.status

/**
 * Success, warning and error go by the last outcome, also of a row that waits again: the counts and the search index know
 * nothing of the queue (ADR 86).
 */
const hasStatus = (row: Candidate, wanted: Status): boolean =>
  wanted === 'PENDING' ? statusOfRow(row) === 'PENDING' : row.process?.status === wanted

/**
 * Whether a row matches a filter: the one predicate of list, counts, reprocess jobs and exports. Where the ledger
 * searches instead (`ledgerFilter`), it must find the same.
 */
export function matcherOf(filter: ProcessFilter): (row: Candidate) => boolean {
  const causes = causesOf(filter)
  const search = readSearch(filter.search)
  return row => {
    const { process } = row
    const at = process?.processedAt ?? null
    const cause = process?.cause ?? null
    return (
      (filter.status === null || hasStatus(row, filter.status)) &&
      (causes === null || (cause !== null && causes.includes(cause))) &&
      (cause === null || !filter.without.includes(cause)) &&
      (filter.fingerprint === null || process?.fingerprint === filter.fingerprint) &&
      (filter.since === null || (at !== null && at >= filter.since)) &&
      (filter.before === null || (at !== null && at < filter.before)) &&
      matchesSearch(row.skuId, process, search)
    )
  }
}
