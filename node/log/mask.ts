/** What stands for a value that is not kept. */
export const NOT_KEPT = '[not kept]'

/** Fields that hold a secret whatever else they are. */
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

/** Parts of an error that hold whole requests and answers of other services: addresses, headers, tokens. */
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

const MOST_VALUES = 500
const DEEPEST = 6
const LONGEST_TEXT = 4_000

/** Texts that give somebody away or let somebody in. Each is bounded, so none of them is slow on a long text. */
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

/** A text with tokens and e-mails taken out, and no longer than a log line should be. */
export function maskText(raw: string): string {
  const text = raw.length > LONGEST_TEXT ? `${raw.slice(0, LONGEST_TEXT)}...` : raw
  return PATTERNS.reduce((masked, [pattern, mark]) => masked.replace(pattern, mark), text)
}

/**
 * A value as the log may keep it. What it holds is copied, never changed; beyond 500 values or six levels
 * nothing more is looked at.
 */
export function masked(raw: unknown): unknown {
  let left = MOST_VALUES
  const seen = new Set<object>()
  const copy = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return maskText(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth >= DEEPEST || left <= 0 || seen.has(value)) return NOT_KEPT
    seen.add(value)
    if (Array.isArray(value)) return value.slice(0, MOST_VALUES).map(one => spend(one, depth + 1))
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
