import { LONGEST_MESSAGE } from './report/places.logic'
import { retryAfter, wordsOf } from '../shared/callError'
import type { Answer, CallFailure } from '../ports/carrefour'
import { type Json, asList, asNumber, asObject, asText, parseJson } from '../shared/json'
import type { RawAnswer } from './transport'

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
  if (answer.status < 200 || answer.status > 299) return failureOf(answer)
  if (isWebPage(answer)) return unavailable(answer, 'a web page instead of data')
  const told = asNumber(bodyOf(answer)?.status)
  if (told !== null && told >= 400 && told < 600)
    return failureOf({ ...answer, status: told, statusText: '' })
  const found = read(answer)
  return found
    ? { kind: 'done', value: found.value }
    : unavailable(answer, 'the answer is not as documented')
}

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
const unavailable = (
  { status, headers }: RawAnswer,
  words: string
): CallFailure & { kind: 'unavailable' } => ({
  kind: 'unavailable',
  retryAfter: retryAfter(headers['retry-after'], Date.now()),
  message: `HTTP ${status}: ${words}`,
  carriedOut: status < 300 ? 'maybe' : status >= 500 || status === 408 ? 'unlikely' : 'no',
})

/**
 * Time-out, sign-in to a proxy, a connection to the wrong server, a call that came too early: about the way to
 * Carrefour, not about the call.
 */
const ON_THE_WAY: readonly number[] = [407, 408, 421, 425]

function failureOf(answer: RawAnswer): CallFailure {
  const { status } = answer
  const words = messageOf(answer)
  const message = `HTTP ${status}: ${words}`
  if (status === 429)
    return {
      kind: 'limited',
      retryAfter: retryAfter(answer.headers['retry-after'], Date.now()),
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
  if (status === 404) return { kind: 'notFound', message }
  return { kind: 'rejected', httpStatus: status, message }
}

/**
 * Whether a 401 or 403 is the API's answer about the key: a JSON object, or a bare status. Other text with a 403 is
 * from a firewall; with a 401 it is trusted, because only a server that checks keys sends one.
 */
const isApiRefusal = (answer: RawAnswer): boolean =>
  bodyOf(answer) !== null || answer.body.length === 0 || answer.status === 401

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
  return (message ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE) || fallback
}

/** The object in an answer, whatever content type it claims. */
export const bodyOf = (answer: RawAnswer): Json | null =>
  asObject(parseJson(answer.body.toString('utf8').replace(/^\uFEFF/, '')))

/**
 * A page from a proxy, a firewall or a sign-in, which says nothing about the call. Judged by content: data sent as
 * `text/html` is data, and a page sent as `application/json` is a page.
 */
export function isWebPage({ headers, body }: RawAnswer): boolean {
  const start = body
    .toString('utf8', 0, 400)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase()
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
