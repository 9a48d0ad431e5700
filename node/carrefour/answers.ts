/* What Carrefour's answers mean: the one place where failed calls are classified, and a reader for each operation. */

import {
  type Answer,
  type CallFailure,
  type ImportStatus,
  type Offer,
  type OfferPage,
  type ShopAccount,
  OFFER_PAGE,
} from '../ports'
import type { RawAnswer } from './transport'
import type { ReportCounts } from './report/reading.logic'
import { LONGEST_MESSAGE } from './report/places.logic'
import { fromIso } from '../shared/time'
import { answeredAt, retryAfter, wordsOf } from '../shared/callError'
import {
  type Json,
  asFlag,
  asList,
  asNumber,
  asObject,
  asText,
  isPlainJson,
  parseJson,
} from '../shared/json'
import { plainLine } from './classify.logic'
import { decodeBody } from './report/rows.logic'
import { type SkuId, parseSkuId } from '../shared/sku.logic'

/** Standard reason phrases, for servers that send none. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
}

/**
 * The result of a call. All failures of Carrefour are classified here, by evidence: a page from a proxy, a firewall or
 * a maintenance notice says nothing about the call, whatever its status. A 2xx whose body is an error with its own
 * status counts as that error; an unreadable one means that Carrefour did not answer, not that it refused.
 *
 * @param call makes the call
 * @param read the value in a 2xx answer; null when it is not as documented
 */
export async function toAnswer<T>(
  call: () => Promise<RawAnswer>,
  read: (answer: RawAnswer) => { readonly value: T } | null
): Promise<Answer<T>> {
  let answer: RawAnswer
  try {
    answer = await call()
  } catch (error) {
    return unanswered(error)
  }
  if ((answer.status < 200 || answer.status > 299) && !isSeeOther(answer)) return failureOf(answer)
  if (isWebPage(answer)) return unavailable(answer, 'a web page instead of data')
  const told = asNumber(bodyOf(answer)?.status)
  if (told !== null && told >= 400 && told < 600)
    return failureOf({ ...answer, status: told, statusText: '' })
  const found = read(answer)
  return found
    ? { kind: 'done', value: found.value }
    : unavailable(answer, 'the answer is not as documented')
}

/** A 303 that leads to an import: the file was taken, and this is where its state can be seen. */
const isSeeOther = (answer: RawAnswer): boolean =>
  answer.status === 303 && importIdIn(idInLocation(answer)) !== null

/** Errors that prove a call never left this side. */
const NEVER_LEFT = /: (ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/

function unanswered(error: unknown): CallFailure {
  const message = wordsOf(error)
  return NEVER_LEFT.test(message)
    ? { kind: 'unavailable', message, carriedOut: 'no' }
    : { kind: 'unavailable', message, carriedOut: 'maybe' }
}

/**
 * Carrefour gave no usable answer: what it did with the call is unknown, unless the answer shows that it was not
 * reached.
 */
const unavailable = (answer: RawAnswer, words: string): CallFailure & { kind: 'unavailable' } => ({
  kind: 'unavailable',
  retryAfter: retryAfter(answer.headers['retry-after'], answeredAt(answer.headers, Date.now())),
  message: `HTTP ${answer.status}: ${words}`,
  carriedOut: carriedOutAfter(answer),
})

function carriedOutAfter(answer: RawAnswer): 'no' | 'unlikely' | 'maybe' {
  const { status } = answer
  if (isFirewall(answer)) return 'no'
  return status < 300 ? 'maybe' : status >= 500 || status === 408 ? 'unlikely' : 'no'
}

/**
 * Time-out, sign-in to a proxy, a connection to the wrong server, a call that came too early or meets another one, a
 * method, header or country that is not let through: about the way to Carrefour or the moment, not about what was sent.
 * 494 to 499 are a web server's own.
 */
const ON_THE_WAY: readonly number[] = [
  402, 405, 406, 407, 408, 409, 411, 417, 418, 421, 423, 425, 426, 428, 431, 451, 494, 495, 496,
  497, 498, 499,
]

function failureOf(answer: RawAnswer): CallFailure {
  const { status } = answer
  const words = messageOf(answer)
  const message = `HTTP ${status}: ${words}`
  if (status === 429)
    return {
      kind: 'limited',
      retryAfter: retryAfter(answer.headers['retry-after'], answeredAt(answer.headers, Date.now())),
      message,
    }
  // A redirect comes from a proxy or a sign-in: it is not followed, and Carrefour was not reached.
  if (ON_THE_WAY.includes(status) || status >= 500 || status < 400 || isWebPage(answer))
    return unavailable(answer, words)
  if (status === 403 && isOutboundRefusal(answer))
    return { kind: 'rejected', httpStatus: status, message }
  if (status === 401 || status === 403)
    return isApiRefusal(answer)
      ? { kind: 'refused', httpStatus: status, message: refusal(status, words) }
      : unavailable(answer, words)
  if (status === 404 || status === 410) return { kind: 'notFound', message }
  return { kind: 'rejected', httpStatus: status, message }
}

/**
 * Whether a 401 or 403 is the API's answer about the key: a JSON object, or a bare status. Other text with a 403 is
 * from a firewall; with a 401 it is trusted, because only a server that checks keys sends one, unless it is markup.
 */
const isApiRefusal = (answer: RawAnswer): boolean =>
  bodyOf(answer) !== null ||
  answer.body.length === 0 ||
  (answer.status === 401 && !beginningOf(answer).startsWith('<'))

/** The wording that merchants and VTEX's help know. */
const refusal = (status: 401 | 403, words: string): string =>
  `"status":${status},"message":${JSON.stringify(words)}`

function messageOf(answer: RawAnswer): string {
  const fallback = answer.statusText || STATUS_WORDS[answer.status] || 'no reason given'
  if (isWebPage(answer)) return 'a web page instead of data'
  if (answer.status >= 300 && answer.status < 400) return 'a redirect, which is not followed'
  const body = bodyOf(answer)
  const first = asObject(asList(body?.errors)?.[0])
  const message = asText(body?.message) ?? asText(first?.message)
  return plainLine(message ?? '', LONGEST_MESSAGE) || plainLine(fallback, LONGEST_MESSAGE)
}

/**
 * The object in an answer, whatever content type and encoding it claims. One that says a thing twice is none: which of
 * the two is meant is anybody's guess.
 */
export function bodyOf(answer: RawAnswer): Json | null {
  const text = decodeBody(answer.body).replace(/^\uFEFF/, '')
  const body = asObject(parseJson(text))
  return body && isPlainJson(text) ? body : null
}

/** The beginning of an answer, in small letters. */
const beginningOf = ({ body }: RawAnswer): string =>
  decodeBody(body.subarray(0, 800))
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase()

/** Headers that firewalls put on what they answer themselves, which may be JSON or empty. */
const FIREWALL_HEADERS = ['cf-mitigated', 'x-amzn-waf-action', 'x-sucuri-block']

/** Whether a firewall says that it answered itself, whatever the status: one of them challenges with a 202. */
const isFirewall = ({ headers }: RawAnswer): boolean =>
  FIREWALL_HEADERS.some(name => headers[name] !== undefined)

/**
 * A page from a proxy, a firewall or a sign-in, which says nothing about the call. Judged by content: data sent as
 * `text/html` is data, and a page sent as `application/json` is a page.
 */
function isWebPage(answer: RawAnswer): boolean {
  const { headers } = answer
  if (isFirewall(answer)) return true
  const start = beginningOf(answer)
  if (
    /^(<\?xml[^>]{0,100}>\s*)?(<!--[^>]{0,200}-->\s*)?<(!doctype|html|head|body|title|script|meta|center|h1)\b/.test(
      start
    )
  )
    return true
  return (asText(headers['content-type']) ?? '').includes('text/html') && start.startsWith('<')
}

/** VTEX IO's own proxy refused because the manifest has no policy for the host: not an answer from Carrefour. */
const isOutboundRefusal = (answer: RawAnswer): boolean => /outbound-access/i.test(messageOf(answer))

type Read<T> = { readonly value: T } | null

/**
 * STO01: the import's id in the body or, because the body does not guarantee a usable one, in the `Location` header.
 */
export function readImportId(answer: RawAnswer): Read<string> {
  const body = bodyOf(answer)
  const [id] = [body?.import_id, body?.importId, idInLocation(answer)].flatMap(
    raw => importIdIn(raw) ?? []
  )
  return id === undefined ? null : { value: id }
}

function idInLocation({ headers }: RawAnswer): string | null {
  const [, id = ''] = /\/imports\/([^/?#]{1,300})/.exec(asText(headers.location) ?? '') ?? []
  return id.replace(/%2d/gi, '-') || null
}

/**
 * An id that can be asked for: no part of a path with a meaning of its own, no number that JSON has rounded, and none of
 * the words and zeros that stand for an id that is missing.
 */
function importIdIn(raw: unknown): string | null {
  if (typeof raw === 'number' && !Number.isSafeInteger(raw)) return null
  const id = asText(raw)?.trim() ?? ''
  if (/^(?:[0.-]+|-.*|null|nil|none|undefined|nan|true|false)$/i.test(id)) return null
  return /^[\w.-]{1,100}$/.test(id) ? id : null
}

/**
 * Whether an answer is about another import than the one asked for. Only ids of the same kind are compared: a server
 * may have a number and a UUID for one import.
 */
function isOtherImport(raw: unknown, asked: string): boolean {
  const named = importIdIn(raw)
  if (named === null || isNumber(named) !== isNumber(asked)) return false
  return bareId(named) !== bareId(asked)
}

const isNumber = (id: string): boolean => /^\d+$/.test(id)
const bareId = (id: string): string => id.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * States of an import that ended without a result, in any case. Mirakl documents FAILED; its other imports can be
 * CANCELLED.
 */
const ENDED: readonly string[] = ['FAILED', 'CANCELLED', 'CANCELED', 'REJECTED', 'ABORTED']

function stateOf(word: string): ImportStatus['state'] {
  const state = word.trim().toUpperCase()
  if (state === 'COMPLETE' || state === 'COMPLETED') return 'complete'
  return ENDED.includes(state) ? 'failed' : 'running'
}

/** STO02: an unknown state counts as running. An answer about another import says nothing about this one. */
export function readStatus(answer: RawAnswer, importId: string): Read<ImportStatus> {
  const body = bodyOf(answer)
  const word = asText(body?.status)
  if (!body || !word || isOtherImport(body.import_id, importId)) return null
  const state = stateOf(word)
  const shopId = readShopId(body.shop_id)
  return {
    value: {
      state,
      counts: readCounts(body),
      word: plainLine(word, 50),
      ...(shopId === null ? {} : { shopId }),
    },
  }
}

const readCounts = (body: Json): ReportCounts => ({
  hasReport: asFlag(body.has_error_report),
  inError: linesIn(body.lines_in_error),
  inSuccess: linesIn(body.lines_in_success),
})

/** A count that is no whole number: it equals no number of lines. */
const NO_COUNT = -1

/** A number of lines, also as text; null when absent. */
function linesIn(value: unknown): number | null {
  if (value === undefined || value === null) return null
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  return /^\s{0,9}\d{1,9}(\.0{1,9})?\s{0,9}$/.test(text) ? Number(text) : NO_COUNT
}

/** STO03: the report as it came. */
export const readReport = ({ body }: RawAnswer): Read<Buffer> => ({ value: body })

/**
 * OF21 with `sku`: this SKU's offer, or that there is none. An answer with only other offers is unreadable: the server
 * ignored `sku`, so the offer may still exist. So is one with two quantities.
 */
export function readOffer(answer: RawAnswer, skuId: SkuId): Read<Offer | null> {
  const body = bodyOf(answer)
  const offers = asList(body?.offers)
  if (!offers) return null
  if (offers.length === 0) return (readCount(body?.total_count) ?? 0) > 0 ? null : { value: null }
  const own = offers.flatMap(offer => toOffer(offer) ?? []).filter(({ code }) => code === skuId)
  const [first, ...others] = own
  if (!first || others.some(({ quantity }) => quantity !== first.quantity)) return null
  return { value: first }
}

/**
 * OF21: a page of offers. One with more than requested is unreadable, because the work it causes has no bound. An offer
 * without a code is left out of `offers`, so that the walk does not count it as seen.
 */
export function readOfferPage(answer: RawAnswer): Read<OfferPage> {
  const body = bodyOf(answer)
  const offers = asList(body?.offers)
  if (!offers || offers.length > OFFER_PAGE) return null
  const read = offers.flatMap(offer => toOffer(offer) ?? [])
  return { value: { offers: read, received: offers.length, total: readCount(body?.total_count) } }
}

/** Longest offer code that is read: longer ones are no SKU and only fill memory. */
const LONGEST_CODE = 200

function toOffer(raw: unknown): Offer | null {
  const offer = asObject(raw)
  const code = typeof offer?.shop_sku === 'number' ? parseSkuId(offer.shop_sku) : offer?.shop_sku
  if (!offer || typeof code !== 'string' || code === '' || code.length > LONGEST_CODE) return null
  const reasons = asList(offer.inactivity_reasons) ?? []
  return {
    code,
    quantity: readCount(offer.quantity),
    active: asFlag(offer.active) ?? false,
    ...(reasons.includes('SHOP_NOT_OPEN') ? { isShopClosed: true as const } : {}),
  }
}

/** A whole number from 0; null for anything else. */
function readCount(raw: unknown): number | null {
  const count = asNumber(raw)
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null
}

/** Identifier types whose codes are numbers of one system (GTIN): EAN-13, UPC and the like. */
const CODE_TYPES = /^(?:EAN|UPC|GTIN|ISBN)(?:[-_ ]?[0-9A-Z]{1,2})?$/i

/** P31: the EANs of the products received; products with another identifier type are left out. */
export function readProducts(answer: RawAnswer): Read<readonly string[]> {
  const products = asList(bodyOf(answer)?.products)
  if (!products) return null
  const eans = products.map(asObject).flatMap(product => {
    const type = asText(product?.product_id_type) ?? 'EAN'
    return CODE_TYPES.test(type) ? (asText(product?.product_id) ?? []) : []
  })
  return { value: eans }
}

/** OF21: any list of offers. */
export const readOffers = (answer: RawAnswer): Read<null> =>
  asList(bodyOf(answer)?.offers) ? { value: null } : null

/** A shop's number in one spelling, whether Carrefour writes it as number or text; 0 is nobody's. */
function readShopId(raw: unknown): string | null {
  const shopId = (asText(raw)?.trim() ?? '').replace(/^0+(?=\d+$)/, '')
  return /^[\w-]{1,40}$/.test(shopId) && shopId !== '0' ? shopId : null
}

/** Longest name of a shop. */
const LONGEST_SHOP = 200

/** A word of a closed list, in whatever case. */
const wordIn = (raw: unknown): string => plainLine(asText(raw) ?? '', 50).toUpperCase()

/** A01: a few values of the answer. Its bank and contact data are never read. */
export function readAccount(answer: RawAnswer): Read<ShopAccount> {
  const body = bodyOf(answer)
  const shopId = readShopId(body?.shop_id)
  if (!body || shopId === null) return null
  // Its owner chose it: unseen marks could make a line say something else, such as another shop's number.
  const name = plainLine(asText(body.shop_name) ?? '', LONGEST_SHOP)
  const state = wordIn(body.shop_state)
  return {
    value: {
      shopId,
      name,
      state,
      closedFrom: fromIso(asText(body.closed_from)),
      closedTo: fromIso(asText(body.closed_to)),
      suspension: wordIn(body.suspension_type),
    },
  }
}
