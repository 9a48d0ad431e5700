import { isRecord } from '../http/body'

/** An answer that stands for a call which nothing here plays. */
export interface Stub {
  /** `GET` or `*`. */
  readonly method: string
  /** Host and path, in which `*` stands for any characters; the query does not count. */
  readonly pattern: RegExp
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The body, in which `{1}` stands for what the first `*` stood for. */
  readonly answer: { readonly text: string } | { readonly file: string }
}

/** A call as stubs see it. */
export interface StubbedCall {
  readonly method: string
  readonly host: string
  /** Without its query. */
  readonly path: string
}

/** A file of stubs that can be used, or everything that is wrong with it. */
export type ReadStubs =
  | { readonly kind: 'stubs'; readonly stubs: readonly Stub[] }
  | { readonly kind: 'refused'; readonly problems: readonly string[] }

const FIELDS = ['match', 'status', 'headers', 'body', 'file']

/** Reads a list of `{ "match": "GET api.example.com/orders/*", "status"?, "headers"?, "body"? | "file"? }`. */
export function readStubs(raw: unknown): ReadStubs {
  if (!Array.isArray(raw))
    return {
      kind: 'refused',
      problems: ['It must hold a list: [{ "match": "GET api.example.com/*", "body": {} }]'],
    }
  const read = raw.map((one: unknown, at) => readStub(one, `Entry ${at + 1}`))
  const problems = read.flatMap(one => ('problem' in one ? [one.problem] : []))
  return problems.length > 0
    ? { kind: 'refused', problems }
    : { kind: 'stubs', stubs: read.flatMap(one => ('stub' in one ? [one.stub] : [])) }
}

function readStub(raw: unknown, name: string): { stub: Stub } | { problem: string } {
  const problem = (text: string) => ({ problem: `${name}: ${text}` })
  if (!isRecord(raw)) return problem('it must be an object with a match')
  const { match, status = 200, headers = {}, body, file } = raw
  const unknown = Object.keys(raw).filter(field => !FIELDS.includes(field))
  if (unknown.length > 0) return problem(`unknown: ${unknown.join(', ')} (${FIELDS.join(', ')})`)
  const [, method, target] =
    /^(\*|[A-Z]+) ([^\s/]+\/\S*)$/.exec(typeof match === 'string' ? match : '') ?? []
  if (method === undefined || target === undefined)
    return problem('match must be like "GET api.example.com/orders/*", with method, host and path')
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599)
    return problem('status must be from 200 to 599')
  if (!isRecord(headers) || !Object.values(headers).every(value => typeof value === 'string'))
    return problem('headers must be an object of texts')
  if (file !== undefined && (typeof file !== 'string' || body !== undefined || isAway(file)))
    return problem('file must name a file beside this one or below it, in place of body')
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json'
  return {
    stub: {
      method,
      pattern: glob(target),
      status,
      headers: {
        'content-type': type,
        ...Object.fromEntries(
          Object.entries(headers).map(([header, value]) => [header.toLowerCase(), String(value)])
        ),
      },
      answer: typeof file === 'string' ? { file } : { text: textOf(body) },
    },
  }
}

const textOf = (body: unknown): string => {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}

const isAway = (file: string): boolean => /^([\\/]|[A-Za-z]:)/.test(file) || file.includes('..')

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.*?)')}$`
  )

/** The first stub that fits a call, with what its stars stood for. */
export function findStub(
  stubs: readonly Stub[],
  { method, host, path }: StubbedCall
): { stub: Stub; stars: readonly string[] } | undefined {
  for (const stub of stubs) {
    const match =
      stub.method === '*' || stub.method === method ? stub.pattern.exec(host + path) : null
    if (match !== null) return { stub, stars: match.slice(1) }
  }
  return undefined
}

/** A text with its `{1}`, `{2}` filled in. */
export const filled = (text: string, stars: readonly string[]): string =>
  text.replace(/\{(\d)\}/g, (whole, digit: string) => stars[Number(digit) - 1] ?? whole)

/** The line of a file of stubs that would answer a call. */
export const lineFor = ({ method, host, path }: StubbedCall): string =>
  JSON.stringify({ match: `${method} ${host}${path}`, status: 200, body: {} })
