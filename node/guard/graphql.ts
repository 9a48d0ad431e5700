import { createRequire } from 'module'
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLField,
  GraphQLError,
  defaultFieldResolver,
} from 'graphql'
import { type HttpContext, currentUserOf, portsFor, sessionOf } from '../compose'
import { type Visit, briefly } from './granted'
import { keepFacts } from './logger'
import {
  type Refusal,
  asksForSchema,
  isMutation,
  LIMITS,
  refusalOfDocument,
  refusalOfText,
  refusalOfVariables,
} from './limits'
import { type RefusalReason, framesOf, plainErrorOf, learnSchema, noteRefusal } from './errors'
import { SchemaDirectiveVisitor } from 'graphql-tools'
import { claimedAccount } from './people'
import type { Permission } from '../ports'

/**
 * Bounds and sanitises every GraphQL request of the service.
 *
 * `@vtex/api` parses, validates and prints errors before any of our code runs, and offers no hook. It does look its
 * functions up in their modules at each call, so they are wrapped there, once, when the service starts (ADR 38).
 * Nothing else in the service touches those modules.
 */
export function guardGraphql(): void {
  const graphql = createRequire(require.resolve('@vtex/api'))
  wrap<Parse>(graphql('graphql/language/parser'), 'parse', boundedParse)
  wrap<Validate>(graphql('graphql/validation/validate'), 'validate', boundedValidate)
  wrap<Execute>(graphql('graphql/execution/execute'), 'execute', boundedExecute)
  wrap<Upload>(
    graphql('@vtex/api/lib/service/worker/runtime/graphql/middlewares/upload'),
    'upload',
    noUploads
  )
  wrap<CreateFormat>(
    graphql('@vtex/api/lib/service/worker/runtime/graphql/utils/error'),
    'createFormatError',
    plainFormat
  )
  const { Auth } = graphql(
    '@vtex/api/lib/service/worker/runtime/graphql/schema/schemaDirectives/Auth'
  ) as { readonly Auth?: { readonly prototype: object } }
  wrap<Visit>(Auth?.prototype, 'visitFieldDefinition', briefly)
}

/** Every text parsed from now on came from a caller; those before it were the schema's. */
function schemaIsBuilt(): void {
  isBuilt = true
}

let isBuilt = false
/** Texts parsed while the schema was built: they may be parsed again. */
const schemaTexts = new Set<unknown>()

type Parse = (text: unknown, ...more: unknown[]) => DocumentNode
type Validate = (...args: unknown[]) => readonly GraphQLError[]
type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>
type Upload = (ctx: HttpContext, next: () => Promise<void>) => Promise<void>
type CreateFormat = (ctx: HttpContext) => (error: unknown) => unknown

/** Wraps a function exported by a module. Idempotent: a second start in the same process changes nothing. */
function wrap<F extends (...args: never[]) => unknown>(
  module_: unknown,
  name: string,
  around: (inner: F) => F
): void {
  const exported = (module_ ?? {}) as Record<
    string,
    (F & { readonly isGuarded?: true }) | undefined
  >
  const inner = exported[name]
  if (typeof inner !== 'function') throw new Error(`@vtex/api has no ${name} to guard`)
  if (inner.isGuarded) return
  exported[name] = Object.assign(around(inner), { isGuarded: true as const })
}

const boundedParse =
  (parse: Parse): Parse =>
  (text, ...more) => {
    if (!isBuilt || schemaTexts.has(text)) {
      schemaTexts.add(text)
      return parse(text, ...more)
    }
    const tooLong = refusalOfText(text)
    if (tooLong) throw refused(tooLong)
    let document: DocumentNode
    try {
      // Locations would keep every token of the text in memory for as long as the runtime keeps the document.
      document = more.length === 0 ? parse(text, { noLocation: true }) : parse(text, ...more)
    } catch (error) {
      throw withStatus(error)
    }
    const tooMuch = refusalOfDocument(document)
    if (tooMuch) throw refused(tooMuch)
    return document
  }

/**
 * No operation of the app takes a file, so multipart forms are not parsed. The runtime's parser would hang on a request
 * whose boundary is missing or longer than 256 characters, waiting for the end of a body that nobody reads.
 */
const noUploads =
  (upload: Upload): Upload =>
  async (ctx, next) => {
    if (!ctx.is('multipart/*')) return upload(ctx, next)
    ctx.req.resume()
    throw refused({ code: 'GRAPHQL_PARSE_FAILED', message: UNREADABLE.message })
  }

const boundedValidate =
  (validate: Validate): Validate =>
  (...args) =>
    withStatus(validate(...args).slice(0, LIMITS.errors))

const boundedExecute =
  (execute: Execute): Execute =>
  async args => {
    const ctx = args.contextValue as HttpContext
    neverKept(ctx)
    const refusal = await refusalOfRequest(args, ctx)
    if (refusal) return { errors: [refusal] }
    const result = await execute(args)
    return result.errors ? { ...result, errors: result.errors.slice(0, LIMITS.errors) } : result
  }

async function refusalOfRequest(
  { document, variableValues }: ExecutionArgs,
  ctx: HttpContext
): Promise<GraphQLError | null> {
  const tooMuch = refusalOfVariables(variableValues)
  if (tooMuch) return refused(tooMuch)
  if (typeof (variableValues ?? {}) !== 'object')
    return coded('BAD_USER_INPUT', '"variables" must be an object.')
  if (isMutation(document) && (ctx.method !== 'POST' || !ctx.is('application/json')))
    return coded('BAD_USER_INPUT', 'A mutation is sent by POST, as application/json.')
  if (asksForSchema(document) && (await nobody(ctx)))
    return coded('UNAUTHENTICATED', 'Sign in to the Admin to read the schema.')
  return null
}

async function nobody(ctx: HttpContext): Promise<boolean> {
  try {
    return (await currentUserOf(ctx).user()) === null
  } catch {
    return true
  }
}

const refused = ({ code, message }: Refusal): GraphQLError => withStatus(coded(code, message))

const coded = (code: string, message: string): GraphQLError =>
  new GraphQLError(message, undefined, undefined, undefined, undefined, undefined, { code })

/** Sets the status the runtime answers with; it is 500 for an error without one. */
const withStatus = <T>(error: T): T =>
  typeof error === 'object' && error !== null ? Object.assign(error, { statusCode: 400 }) : error

/** The part of the runtime's context with caching and the request. */
interface GraphqlContext {
  readonly graphql?: {
    readonly cacheControl?: object
    query?: { readonly query?: unknown; readonly document?: unknown } | null
  }
}

/** By default the runtime lets caches keep an answer for a day, also one in which no field of ours has had a say. */
function neverKept(ctx: HttpContext): void {
  const { graphql } = ctx as GraphqlContext
  if (graphql?.cacheControl)
    Object.assign(graphql.cacheControl, { noCache: true, noStore: true, scope: 'private' })
}

/**
 * Errors as answer and log get them: a code, our own message, the path. Neither the request's text and variables, which
 * may hold a typed key, nor the details of a failed call, which hold tokens.
 */
const plainFormat = (): CreateFormat => ctx => {
  const { graphql } = ctx as GraphqlContext
  neverKept(ctx)
  return error => {
    const plain = typeof graphql?.query?.query === 'string' ? plainErrorOf(error) : UNREADABLE
    if (plain.isCallersFault) withStatus(error)
    const { path, originalError } = error as { readonly path?: unknown; originalError?: unknown }
    const extensions = { code: plain.code, ...cancelled(originalError) }
    keepFacts(extensions, { path, reason: plain.reason, frames: framesOf(originalError ?? error) })
    return { message: plain.message, ...(path === undefined ? {} : { path }), extensions }
  }
}

const UNREADABLE = {
  message: 'The request must be JSON: an object whose "query" is a GraphQL operation.',
  code: 'GRAPHQL_PARSE_FAILED',
  reason: null,
  isCallersFault: true,
} as const

/** How the runtime recognises that the caller hung up, which is no failure and not logged. */
const cancelled = (error: unknown): object =>
  (error as { readonly code?: unknown } | null | undefined)?.code === 'request_cancelled'
    ? { exception: { code: 'request_cancelled' } }
    : {}

/** Values of the schema's enum `CarrefourRight`. */
const PERMISSIONS: Readonly<Record<string, Permission>> = {
  REPROCESS: 'reprocess',
}

/**
 * `@allowed(to: REPROCESS)`: refuses whoever has none of the License Manager resources that
 * `guard/people.ts` lists for the permission. A directive wraps those before it, so this one comes before
 * `@auth`: a caller without a session gets that error, and the history only records people.
 */
export class Allowed extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    const { resolve = defaultFieldResolver } = field
    const permission = PERMISSIONS[String((this.args as { readonly to?: unknown }).to)]
    if (permission) WANTED.set(field, permission)
    field.resolve = async (root, args, ctx, info) => {
      if (!permission || !(await currentUserOf(ctx).may(permission))) throw forbidden()
      return resolve(root, args, ctx, info) as unknown
    }
  }
}

/** What `@allowed` asks for, by field. */
const WANTED = new WeakMap<GraphQLField<unknown, HttpContext>, Permission>()

/** Whoever needs the answer asks for it again, and gets the failure. */
const ignore = (): void => undefined

/** The same code as `@auth`: callers and the history need not tell them apart. */
const forbidden = (): GraphQLError =>
  new GraphQLError(
    'The person has no License Manager resource that allows this.',
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    { code: 'FORBIDDEN' }
  )

/**
 * `@recorded`: records that `@auth` refused the field. It decides nothing; it comes after `@auth` in the schema, so
 * that it wraps it.
 */
export class Recorded extends SchemaDirectiveVisitor {
  override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
    learnSchema(this.schema)
    schemaIsBuilt()
    const { resolve } = field
    if (!resolve) return
    const wanted = WANTED.get(field)
    field.resolve = async (root, args, ctx, info) => {
      // `@auth` asks VTEX ID and License Manager itself and passes nothing on: asked meanwhile, a click waits once.
      if (wanted) currentUserOf(ctx).may(wanted).catch(ignore)
      try {
        return (await resolve(root, args, ctx, info)) as unknown
      } catch (error) {
        const token = sessionOf(ctx)
        const claimed = token === null ? null : claimedAccount(token)
        const reason = reasonOf(error, token, claimed, ctx.vtex.account)
        const isAction = info.parentType.name === 'Mutation'
        if (reason) await noteRefusal(portsFor(ctx), info.fieldName, { reason, isAction, claimed })
        throw error
      }
    }
  }
}

/** Why `@auth` refused, from its error code; null for any other failure. */
function reasonOf(
  error: unknown,
  token: string | null,
  claimed: string | null,
  account: string
): RefusalReason | null {
  const { extensions } = (error ?? {}) as { readonly extensions?: { readonly code?: unknown } }
  if (extensions?.code === 'FORBIDDEN') return 'FORBIDDEN'
  if (extensions?.code !== 'UNAUTHENTICATED') return null
  if (token === null) return 'NO_SESSION'
  return claimed === null || claimed === account ? 'INVALID_SESSION' : 'OTHER_ACCOUNT'
}
