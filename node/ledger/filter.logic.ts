import type { Process } from './process.logic'
import { type SkuId, parseSkuId } from '../queue/stockRequest.logic'
import { normalizeText } from './classify.logic'
import { type Actor, type Cause, type Status, actorOf, CAUSES, isCause } from '../shared/causes'
import type { Millis } from '../shared/time'

/** Longest search text that is looked at, in characters: about a hundred codes. */
export const LONGEST_SEARCH = 2_000

/** Most words of one search. Each is a wildcard to Master Data, which blocks accounts that use many. */
export const MAX_WORDS = 10

/** Most codes of one pasted list. */
export const MAX_CODES = 100

/** Words of so many letters or digits also match longer words that begin with them; shorter ones stand for themselves. */
const SHORTEST_BEGINNING = 3

/** One thing that a process must hold. */
export interface SearchTerm {
  /** Spellings; any of them is enough. Letters and digits only, or one symbol. */
  readonly spellings: readonly string[]
  /** Whether a longer word that begins with it counts. */
  readonly beginning: boolean
}

/** Why a search cannot be carried out as it was typed. */
export type SearchProblem = 'NOTHING_TO_SEARCH' | 'TOO_LONG' | 'TOO_MANY_WORDS' | 'TOO_MANY_CODES'

/** What a search text asks for. */
export type Search =
  | { readonly kind: 'everything' }
  /** All terms must be found. `exact` is the SKU code that the text may be: its row comes first. */
  | { readonly kind: 'terms'; readonly terms: readonly SearchTerm[]; readonly exact: SkuId | null }
  /** SKUs with any of these codes, SKU id or EAN. */
  | { readonly kind: 'codes'; readonly skuIds: readonly SkuId[]; readonly eans: readonly string[] }
  /** Nothing matches: a search is never widened to something that can be carried out. */
  | { readonly kind: 'unusable'; readonly why: SearchProblem }

/** A word, or a symbol that stands for something in a product's name. Dots, dashes and the like only separate. */
const TOKEN = /[\p{L}\p{N}]+|[\p{S}%&#@*_]/gu

/** Letters, digits and symbols of a text, plain, in their order. */
const tokensOf = (text: string): readonly string[] => normalizeText(text).match(TOKEN) ?? []

const isCode = (token: string): boolean => /^[0-9]+$/.test(token)

/** A code without the zeros before it: the store and Carrefour write an EAN with 8, 12, 13 or 14 digits. */
export const withoutZeros = (code: string): string => code.replace(/^0+(?=\d)/, '')

/** Shortest and longest EAN (EAN-8 to GTIN-14). */
const isEan = (code: string): boolean => /^\d{8,14}$/.test(code)

/** Reads a search text. Pure and total: any text has a meaning or a reason why it has none. */
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
 * The codes of a pasted list, each once: two or more, separated by comma, semicolon, tab or line break, or by
 * spaces when each has four digits or more (fewer may be a part of a name). Null when the text is no list.
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

/** Most characters of the tokens that a process can be found by. */
const LONGEST_INDEX = 2_500

/**
 * What a process can be found by, each once: its code, EAN in both spellings, reference, name, the message
 * and Carrefour's own words of the latest attempt. Bounded, so that the ledger's field is; what the ledger
 * stores and what `matchesSearch` looks at is this same list.
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

/** Whether a process is what a search asks for. The one answer for the list, counts, jobs and files. */
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

/** Which processes a person wants to see. Conditions hold together; null or empty does not narrow. */
export interface ProcessFilter {
  readonly status: Status | null
  readonly causes: readonly Cause[]
  /** None of these; what has no cause stays. */
  readonly without: readonly Cause[]
  /** Only what waits for this one. */
  readonly actor: Actor | null
  /** Of a reason in words of its own. */
  readonly fingerprint: string | null
  /** Processed at this moment or later. */
  readonly since: Millis | null
  /** Processed before this moment. */
  readonly before: Millis | null
  /** What a person typed; `readSearch` says what it means. */
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

/**
 * The causes that a filter leaves; null when it names none that must be there, none when its conditions
 * shut each other out.
 */
export function causesOf({ causes, without, actor }: ProcessFilter): readonly Cause[] | null {
  if (actor === null && causes.length === 0) return null
  return (causes.length > 0 ? causes : EVERY_CAUSE).filter(
    cause => (actor === null || actorOf(cause) === actor) && !without.includes(cause)
  )
}

/** A row as a filter looks at it: the ledger's process, seen together with the queue. */
export interface Candidate {
  readonly skuId: SkuId
  /** Null while the SKU never had an outcome. */
  readonly process: Process | null
  readonly pending: boolean
}

/** The status that a row shows. */
export const statusOfRow = ({ pending, process }: Omit<Candidate, 'skuId'>): Status =>
  pending || !process ? 'PENDING' : process.status

/**
 * Decides whether a row matches a filter: the one predicate of the list, its counts, reprocess jobs and
 * files. Where the ledger searches by itself (`ledgerFilter`), it must find the same.
 */
export function matcherOf(filter: ProcessFilter): (row: Candidate) => boolean {
  const causes = causesOf(filter)
  const search = readSearch(filter.search)
  return row => {
    const { process } = row
    const at = process?.processedAt ?? null
    const cause = process?.cause ?? null
    return (
      (filter.status === null || statusOfRow(row) === filter.status) &&
      (causes === null || (cause !== null && causes.includes(cause))) &&
      (cause === null || !filter.without.includes(cause)) &&
      (filter.fingerprint === null || process?.fingerprint === filter.fingerprint) &&
      (filter.since === null || (at !== null && at >= filter.since)) &&
      (filter.before === null || (at !== null && at < filter.before)) &&
      matchesSearch(row.skuId, process, search)
    )
  }
}
