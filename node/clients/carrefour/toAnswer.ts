import { LONGEST_MESSAGE } from '../../domain/report'
import { DAY, SECOND } from '../../domain/time'
import type { Access, Answer, CallFailure } from '../../ports/carrefour'
import { wordsOf } from '../callError'
import type { Json } from '../json'
import { asList, asNumber, asObject, asText, parseJson } from '../json'
import type { RawAnswer } from './transport'

/** Standard words, for servers that send none. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
}

/**
 * What a call came to. An answer of 2xx whose body is an error with a status of its own counts as that. Every failure of Carrefour is told apart here and nowhere else.
 *
 * @param call makes the call
 * @param read the value in an answer of 2xx; null when it is not as documented
 */
export async function toAnswer<T>(
  access: Access,
  call: () => Promise<RawAnswer>,
  read: (answer: RawAnswer) => { readonly value: T } | null
): Promise<Answer<T>> {
  let answer: RawAnswer
  try {
    answer = await call()
  } catch (error) {
    return { kind: 'unavailable', message: wordsOf(error) }
  }
  if (answer.status < 200 || answer.status > 299) return failureOf(answer, access)
  if (isWebPage(answer))
    return { kind: 'unavailable', message: `HTTP ${answer.status}: a web page instead of data` }
  const told = asNumber(bodyOf(answer)?.status)
  if (told !== null && told >= 400 && told < 600)
    return failureOf({ ...answer, status: told, statusText: '' }, access)
  const found = read(answer)
  if (found) return { kind: 'done', value: found.value }
  return {
    kind: 'rejected',
    httpStatus: answer.status,
    message: `HTTP ${answer.status}: the answer is not as documented`,
  }
}

function failureOf(answer: RawAnswer, access: Access): CallFailure {
  const { status } = answer
  const words = withoutKey(messageOf(answer), access)
  const message = `HTTP ${status}: ${words}`
  if (status === 403 && isOutboundRefusal(answer))
    return { kind: 'rejected', httpStatus: status, message }
  if (status === 401 || status === 403)
    return { kind: 'refused', httpStatus: status, message: refusal(status, words) }
  if (status === 404) return { kind: 'notFound', message }
  if (status === 429)
    return { kind: 'limited', retryAfter: retryAfter(answer.headers['retry-after']), message }
  if (status === 408 || status >= 500)
    return { kind: 'unavailable', retryAfter: retryAfter(answer.headers['retry-after']), message }
  return { kind: 'rejected', httpStatus: status, message }
}

/** The form in which merchants and VTEX's help know it. */
const refusal = (status: 401 | 403, words: string): string =>
  `"status":${status},"message":${JSON.stringify(words)}`

function messageOf(answer: RawAnswer): string {
  const fallback = answer.statusText || STATUS_WORDS[answer.status] || 'no reason given'
  if (isWebPage(answer)) return 'a web page instead of data'
  const body = bodyOf(answer)
  const first = asObject(asList(body?.errors)?.[0])
  const message = asText(body?.message) ?? asText(first?.message)
  return (message ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_MESSAGE) || fallback
}

export const bodyOf = (answer: RawAnswer): Json | null =>
  asObject(parseJson(answer.body.toString('utf8')))

/** An error page of a proxy or a firewall: it says nothing about the call. */
export function isWebPage({ headers, body }: RawAnswer): boolean {
  const start = body
    .toString('utf8', 0, 200)
    .replace(/^\uFEFF/, '')
    .trimStart()
    .toLowerCase()
  return (
    (asText(headers['content-type']) ?? '').includes('text/html') ||
    /^<(!doctype|html|head|body)/.test(start)
  )
}

/** VTEX IO's own proxy refused because the manifest has no policy for the host: not Carrefour's word. */
const isOutboundRefusal = (answer: RawAnswer): boolean => /outbound-access/i.test(messageOf(answer))

/** A server may repeat the key in its complaint. */
const withoutKey = (text: string, { shopKey }: Access): string =>
  text.split(shopKey.reveal()).join(String(shopKey))

/** `Retry-After` as seconds or a date, in milliseconds, at most a day; null when there is none. */
function retryAfter(header: unknown): number | null {
  const text = asText(header)?.trim() ?? ''
  const wait = /^\d+$/.test(text) ? Number(text) * SECOND : Date.parse(text) - Date.now()
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), DAY)
}
