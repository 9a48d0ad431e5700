/** Replaces a secret. */
const MASK = '•••'

const SECRET_NAME =
  /authori[sz]ation|cookie|token|secret|passw|credential|session|(?:api|app|shop)[-_]?key|vault|signature|^(?:key|pwd|sig)$/i

/**
 * Texts that are secrets wherever they stand: sealed values, JWTs, the 64 hexadecimal digits of webhook and
 * scheduler, and bearer tokens.
 */
const SECRET_TEXT =
  /sealed1:[^"\s]+|eyJ[\w-]{5,}\.[\w-]+\.[\w-]*|\b[0-9a-f]{64}\b|\bbearer\s+[^\s"]+/gi

/** JSON fields that hold a secret by their name, also in truncated or escaped JSON. */
const SECRET_FIELD =
  /(\\?"[\w-]*(?:token|secret|passw|(?:api|app|shop)[-_]?key|vault|credential|authorization)[\w-]*\\?"\s*:\s*)(\\?"(?:[^"\\]|\\[^"])*\\?"|\{[^{}]*\}|\[[^[\]]*\])/gi

/** @param known secrets of the same call, which its path or body may repeat */
export function maskText(text: string, known: readonly string[] = []): string {
  const plain = text.replace(SECRET_FIELD, `$1"${MASK}"`).replace(SECRET_TEXT, MASK)
  return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), plain)
}

/** Shorter values are words such as a scheme, not secrets. */
const SHORTEST = 8

/** The secrets that the headers of a call carry. */
export const secretsIn = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
): string[] =>
  Object.entries(headers)
    .filter(([name]) => SECRET_NAME.test(name))
    .flatMap(([, value]) => [value ?? []].flat())
    .flatMap(value => value.split(/[\s;,]+/).map(part => part.replace(/^[\w-]+=/, '')))
    .filter(value => value.length >= SHORTEST)

export function maskHeaders(
  headers: Readonly<Record<string, number | string | readonly string[] | undefined>>
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [[name, SECRET_NAME.test(name) ? MASK : maskText([value].flat().join(', '))] as const]
    )
  )
}

/** A path with its query; values of parameters that are named like secrets are masked. */
export function maskPath(path: string, known: readonly string[] = []): string {
  const { 0: plain = '', 1: query } = path.split('?', 2)
  if (query === undefined) return maskText(plain, known)
  const pairs = query.split('&').map(pair => {
    const [name = '', ...value] = pair.split('=')
    return SECRET_NAME.test(name) ? `${name}=${MASK}` : [name, ...value].join('=')
  })
  return maskText(`${plain}?${pairs.join('&')}`, known)
}

/** Parts whose bodies are secrets as a whole: settings with the keys of sealed values, and tokens. */
export const hasSecretBody = (part: string): boolean => part === 'apps' || part === 'vtexid'
