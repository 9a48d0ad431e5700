/* What a refused or failed GraphQL request may say, to the caller and to the log. */

import type { Clock, Log, Ports } from '../ports'
import type { GraphQLSchema } from 'graphql'
import { CallError } from '../shared/callError'
import { asObject, asText } from '../shared/json'
import { type Millis, MINUTE, HOUR } from '../shared/time'

/** Log lines per minute of one kind of refusal; the rest is counted. */
const LINES_A_MINUTE = 10

/** Number of kinds remembered, over all accounts of this process. */
const MAX_KINDS = 1_000

interface Minute {
  readonly since: Millis
  readonly count: number
}

/**
 * Logs refused calls without letting a caller fill the log: of each kind the first ten of a minute get a line each, the
 * rest of that minute is one number in the next line.
 *
 * A count without a next line is never written. It is a bound on the log, not a measurement.
 */
export class Refusals {
  readonly #minutes = new Map<string, Minute>()

  note(
    { log, clock, account }: { readonly log: Log; readonly clock: Clock; readonly account: string },
    event: string,
    facts: Readonly<Record<string, string | null>> & { readonly reason: string }
  ): void {
    // Not by the other facts: a caller could make up any number of them.
    const key = JSON.stringify([account, event, facts.reason])
    const now = clock.now()
    const known = this.#minutes.get(key)
    const isOver = known === undefined || now - known.since >= MINUTE || now < known.since
    const minute = isOver ? { since: now, count: 1 } : { ...known, count: known.count + 1 }
    this.#remember(key, minute)
    if (minute.count > LINES_A_MINUTE) return
    const untold = isOver && known ? Math.max(known.count - LINES_A_MINUTE, 0) : 0
    log.warn(event, { ...facts, ...(untold > 0 ? { untold } : {}) })
  }

  #remember(key: string, minute: Minute): void {
    this.#minutes.delete(key)
    this.#minutes.set(key, minute)
    const [oldest] = this.#minutes.keys()
    if (this.#minutes.size > MAX_KINDS && oldest !== undefined) this.#minutes.delete(oldest)
  }
}

/** Shared by this process. */
export const refusals = new Refusals()

/** Why a field of the API was refused before anything was done. */
export type RefusalReason = 'FORBIDDEN' | 'NO_SESSION' | 'INVALID_SESSION' | 'OTHER_ACCOUNT'

/**
 * Records that somebody was refused a field of the API.
 *
 * A known person without the permission is recorded in the history; pages repeat their queries, so a refused query
 * counts once an hour, a refused mutation each time. A caller without a valid session has no name to record: it becomes
 * a bounded log line, `auth.refused`.
 *
 * @param claimed the account named in the token; not verified
 */
export async function noteRefusal(
  ports: Pick<Ports, 'history' | 'clock' | 'log' | 'account'>,
  field: string,
  refusal: {
    readonly reason: RefusalReason
    readonly isAction: boolean
    readonly claimed: string | null
  }
): Promise<void> {
  const { reason, isAction, claimed } = refusal
  if (reason !== 'FORBIDDEN') {
    refusals.note(ports, 'auth.refused', { field, reason, claimedAccount: claimed })
    return
  }
  const { history, clock } = ports
  const note = { kind: 'REFUSED', subject: field, outcome: 'FORBIDDEN' } as const
  const hour = Math.floor(clock.now() / HOUR)
  await (isAction ? history.note(note) : history.note(note, `${field} ${hour}`))
}

// Errors for the caller. VTEX's own errors of these names carry their code where GraphQL does not look for it, and
// would be answered as INTERNAL_SERVER_ERROR.

/** An invalid argument; says which one, and what is expected. */
export class BadInput extends Error {
  readonly extensions = { code: 'BAD_USER_INPUT' }
  override readonly name = 'BadInput'
}

/** The field requires a signed-in user. */
export class NobodySignedIn extends Error {
  readonly extensions = { code: 'UNAUTHENTICATED' }
  override readonly name = 'NobodySignedIn'

  constructor() {
    super('Nobody is signed in.')
  }
}

/** Names in the schema: types, fields, arguments. They are ours, so they may be repeated. */
const NAMES = new Set<string>()

/** What the kinds of types have in common: some have fields, some arguments, some values. */
interface Shape {
  readonly name: string
  getFields?(): Readonly<Record<string, { readonly args?: readonly { readonly name: string }[] }>>
  getValues?(): readonly { readonly name: string }[]
}

/** Collects the names of the schema that the service serves; the same for every account. */
export function learnSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()) as readonly Shape[]) {
    NAMES.add(type.name)
    for (const [name, { args = [] }] of Object.entries(type.getFields?.() ?? {})) {
      NAMES.add(name)
      for (const argument of args) NAMES.add(argument.name)
    }
    for (const { name } of type.getValues?.() ?? []) NAMES.add(name)
  }
}

const isSchemaName = (word: string): boolean => NAMES.has(word)

/** An error's path without the names a caller chose (aliases). */
export const plainPath = (path: unknown): readonly (string | number)[] | undefined =>
  Array.isArray(path)
    ? path
        .slice(0, 10)
        .map((part: unknown) =>
          typeof part === 'number' ? part : isSchemaName(String(part)) ? String(part) : '(alias)'
        )
    : undefined

const EXPECTED = /Expected type "?([\w![\]]{1,100})"?/
const AT = / at "?\w{1,100}\.([\w.[\]]{1,200})"?/
const MISSING =
  /Field "?([\w.[\]]{1,200})"? of required type "?([\w![\]]{1,100})"? was not provided/
const UNKNOWN_FIELD = /on type "(\w{1,100})"/
const VARIABLE_TYPE = /of (?:required )?type "([\w![\]]{1,100})"/

/**
 * The part of a GraphQL message that uses the schema's names: which type was expected, which field is missing. The
 * message itself repeats the caller's values and texts, so nothing else of it is kept.
 */
function inSchemaWords(raw: string): string {
  // The end of a long message says what was expected; its middle is the caller's value.
  const message = raw.length > 4_000 ? `${raw.slice(0, 1_000)} ${raw.slice(-3_000)}` : raw
  const missing = MISSING.exec(message)
  if (missing && ours(missing[1]) && ours(missing[2]))
    return ` Field ${known(missing[1])} of type ${known(missing[2])} is missing.`
  const expected = EXPECTED.exec(message)
  const at = AT.exec(message)
  if (expected && ours(expected[1]))
    return ` Expected type ${known(expected[1])}${at && ours(at[1]) ? ` at ${known(at[1])}` : ''}.`
  const type = UNKNOWN_FIELD.exec(message)
  if (type && ours(type[1])) return ` Look at what type ${known(type[1])} has.`
  const variable = VARIABLE_TYPE.exec(message)
  if (variable && ours(variable[1])) return ` Expected type ${known(variable[1])}.`
  return ''
}

const known = (words: string | undefined): string => words ?? ''

/** Whether all names in a path or type are the schema's. */
const ours = (words: string | undefined): boolean =>
  (words ?? '')
    .replace(/\[\d+\]|[![\]]/g, '')
    .split('.')
    .every(isSchemaName)

/** Codes of errors that we or `@auth` throw deliberately, with a message meant for the caller. */
const ON_PURPOSE = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'OPERATION_TOO_LARGE',
  'TOO_MANY_FIELDS',
  'NOT_RECORDED',
  'GRAPHQL_PARSE_FAILED',
])

/** Longest message that an answer repeats. */
const LONGEST = 500

/** An error as an answer may show it, and what only the log gets. */
export interface PlainError {
  readonly message: string
  readonly code: string
  /** For the log: what failed, without the caller's values or a call's secrets. */
  readonly reason: string | null
  /** Whether the request itself was wrong. */
  readonly isCallersFault: boolean
}

/**
 * What may be said of an error. Messages of GraphQL, JavaScript and HTTP libraries repeat the caller's input or how
 * another service was called, so only those written for the caller are kept.
 */
export function plainErrorOf(raw: unknown): PlainError {
  const error = asObject(raw)
  const original = asObject(error?.originalError)
  const code = codeOf(original) ?? codeOf(error)
  if (code !== null && ON_PURPOSE.has(code)) {
    const message = asText(original?.message) ?? asText(error?.message) ?? ''
    const isCallersFault = !['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_RECORDED'].includes(code)
    return { message: message.slice(0, LONGEST), code, reason: null, isCallersFault }
  }
  // Errors thrown by resolvers have a path; those of a variable that does not fit wrap a JavaScript error.
  if (error?.name === 'GraphQLError' && error.path === undefined)
    return ofGraphql(asText(error.message) ?? '')
  const cause: unknown = original ?? raw
  return {
    message: 'The service could not answer this. Try again in a moment.',
    code: 'INTERNAL_SERVER_ERROR',
    reason: reasonOf(cause),
    isCallersFault: false,
  }
}

/** An error of GraphQL itself: text, variable or answer did not match the schema. */
function ofGraphql(message: string): PlainError {
  const shared = { reason: null, isCallersFault: true }
  if (message.startsWith('Syntax Error'))
    return {
      ...shared,
      code: 'GRAPHQL_PARSE_FAILED',
      message: 'The operation is not valid GraphQL.',
    }
  if (message.startsWith('Variable "'))
    return {
      ...shared,
      code: 'BAD_USER_INPUT',
      message: `A variable does not fit its type.${inSchemaWords(message)}`,
    }
  return {
    ...shared,
    code: 'GRAPHQL_VALIDATION_FAILED',
    message: `The operation does not fit the schema.${inSchemaWords(message)}`,
  }
}

/** `UserInputError` of `@vtex/api` has its code on itself, not in extensions. */
const codeOf = (error: ReturnType<typeof asObject>): string | null =>
  asText(asObject(error?.extensions)?.code) ?? asText(error?.code)

/** What failed: the call and its status, or the kind of error; never free text. */
export function reasonOf(raw: unknown): string {
  if (raw instanceof CallError) return raw.message
  const error = asObject(raw)
  const host = hostOf(asText(asObject(error?.config)?.url))
  const status = asObject(error?.response)?.status
  if (host !== null) {
    const words =
      typeof status === 'number' ? `HTTP ${status}` : plainWord(error?.code, 'no answer')
    return `${host}: ${words}`
  }
  return plainWord(error?.name, 'Error')
}

const plainWord = (raw: unknown, otherwise: string): string =>
  typeof raw === 'string' && /^[A-Za-z_]{1,40}$/.test(raw) ? raw : otherwise

function hostOf(url: string | null): string | null {
  const host =
    url === null ? undefined : /^https?:\/\/([a-z0-9.-]{1,100})(?=[/:?#]|$)/i.exec(url)?.[1]
  return host ?? null
}

/** Where in the code an error was thrown: the frames of its stack, without its message. */
export const framesOf = (raw: unknown): readonly string[] =>
  (asText((raw as { readonly stack?: unknown } | null)?.stack) ?? '')
    .slice(-8_000)
    .split('\n')
    .filter(line => /^\s{4}at [^\n]{1,300}$/.test(line))
    .slice(0, 6)
    .map(line => line.trim())
