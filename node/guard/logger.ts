/* What may be logged: no key, no token, no personal data, whoever writes the line. */

import type { IOContext } from '@vtex/api'

import { asObject, asText } from '../shared/json'
import { plainPath } from './errors'
import type { Log } from '../ports'

/** Facts about a failed GraphQL field that only the log gets. */
export interface FailureFacts {
  readonly path: unknown
  readonly reason: string | null
  readonly frames: readonly string[]
}

/** By the part of the error that answer and log entry share. */
const facts = new WeakMap<object, FailureFacts>()

/** Keeps what only the log may contain, until the runtime logs the error. */
export const keepFacts = (shared: object, known: FailureFacts): void =>
  void facts.set(shared, known)

const factsOf = (shared: unknown): FailureFacts | undefined =>
  typeof shared === 'object' && shared !== null ? facts.get(shared) : undefined

/** Replaces a value that is not kept. */
const NOT_KEPT = '[not kept]'

/** Fields that always hold a secret. */
const SECRET = new Set([
  'cookie',
  'cookies',
  'authorization',
  'proxy-authorization',
  'authtoken',
  'token',
  'secret',
  'shopkey',
  'x-vtex-credential',
  'x-vtex-proxy-to',
  'vtexidclientautcookie',
])

/** Parts of an error with whole requests and answers of other services: addresses, headers, tokens. */
const WHOLE = new Set([
  'config',
  'request',
  'response',
  'headers',
  'cause',
  'sensitive',
  'originalerror',
  'variables',
])

const isDropped = (name: string, value: unknown): boolean =>
  SECRET.has(name.toLowerCase()) ||
  (typeof value === 'object' && value !== null && WHOLE.has(name.toLowerCase()))

const MAX_VALUES = 500
const DEEPEST = 6
const LONGEST_TEXT = 4_000

/** Texts that identify a person or grant access. Each pattern is bounded, so none is slow on a long text. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /(authtoken|vtexidclientautcookie|access_token|token|shopkey|secret)(["']?\s{0,3}[=:]\s{0,3}["']?)[^\s&"',;}]{1,4000}/gi,
    `$1$2${NOT_KEPT}`,
  ],
  [/(\/logins\/)[^/?\s]{1,300}/gi, `$1${NOT_KEPT}`],
  [/\beyJ[\w-]{4,4000}(?:\.[\w-]{1,4000}){0,2}/g, NOT_KEPT],
  [/(bearer )[^\s"',;]{1,4000}/gi, `$1${NOT_KEPT}`],
  [/[\w.+-]{1,64}(?:@|%40)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/gi, NOT_KEPT],
]

/** A text without tokens and e-mails, cut to the length of a log line. */
export function maskText(raw: string): string {
  const text = raw.length > LONGEST_TEXT ? `${raw.slice(0, LONGEST_TEXT)}...` : raw
  return PATTERNS.reduce((masked, [pattern, request]) => masked.replace(pattern, request), text)
}

/** A value as the log may keep it. Copied, never changed; beyond 500 values or six levels nothing more is read. */
export function masked(raw: unknown): unknown {
  let left = MAX_VALUES
  const seen = new Set<object>()
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return maskText(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth >= DEEPEST || left <= 0 || seen.has(value)) return NOT_KEPT
    seen.add(value)
    if (Array.isArray(value)) return value.slice(0, MAX_VALUES).map(one => spend(one, depth + 1))
    const found: Record<string, unknown> = {}
    const own =
      value instanceof Error ? { ...value, name: value.name, message: value.message } : value
    for (const [name, inner] of Object.entries(own)) {
      if (left <= 0) break
      found[maskText(name)] = isDropped(name, inner) ? NOT_KEPT : spend(inner, depth + 1)
    }
    return found
  }
  const spend = (value: unknown, depth: number): unknown => {
    left -= 1
    return left < 0 ? NOT_KEPT : copy(value, depth)
  }
  return copy(raw, 0)
}

type Logger = Pick<IOContext['logger'], 'log'>

/**
 * Keeps keys, tokens and personal data out of the log, whoever writes to it: the runtime logs whole errors of its own
 * calls, with addresses and headers, and failed GraphQL requests with their text and variables.
 *
 * A failed GraphQL field becomes one structured line. Everything else is masked value by value.
 */
export function guardLogger(logger: Logger): void {
  const log = logger.log
  logger.log = (message, level) => log(lineOf(message), level)
}

function lineOf(message: unknown): unknown {
  const entry = asObject(message)
  const facts = factsOf(entry?.extensions)
  if (entry && facts) {
    return {
      event: 'graphql.failed',
      code: asText(asObject(entry.extensions)?.code),
      path: plainPath(facts.path),
      reason: facts.reason,
      ...(facts.reason === null ? {} : { frames: facts.frames }),
    }
  }
  const query = asObject(entry?.query)
  if (!entry || !query) return masked(message)
  return masked(withoutRequest(entry, query))
}

/**
 * A failed request that bypassed our formatter: the runtime sends the same object in the answer, so it is emptied in
 * place, and only its kind is kept.
 */
function withoutRequest(
  entry: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>
): object {
  for (const name of Object.keys(query)) Object.assign(query, { [name]: NOT_KEPT })
  const extensions = asObject(entry.extensions)
  if (extensions)
    for (const name of Object.keys(extensions))
      if (name !== 'code') Object.assign(extensions, { [name]: undefined })
  return {
    event: 'graphql.failed',
    code: asText(extensions?.code),
    path: plainPath(entry.path),
    reason: 'not formatted',
  }
}

/** One structured line per event; the platform adds account, workspace and request. */
export const logOf = ({ logger }: Pick<IOContext, 'logger'>): Log => ({
  info: (event, facts) => logger.info({ event, ...facts }),
  warn: (event, facts) => logger.warn({ event, ...facts }),
})
