import Ajv, { type ErrorObject } from 'ajv'
import { bodyParser } from '@koa/bodyparser'
import type { Context, Middleware, Next } from 'koa'

import { type Language, readLanguage, tagsIn } from '../admin/shell/language'

/** One field of a request and what is wrong with it. */
export interface Problem {
  field: string
  message: string
}

/** A request that a console API refuses; answered as `{error: {message, problems}}`. */
export class ConsoleError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly problems: Problem[] = []
  ) {
    super(message)
  }
}

const ajv = new Ajv({ allErrors: true, useDefaults: true })

/**
 * Makes a reader for one kind of body out of a JSON schema. The reader answers the body, defaults
 * filled in, or throws a 400 that names each wrong field.
 */
export function bodyOf<T>(schema: Record<string, unknown>): (ctx: Context) => T {
  const validate = ajv.compile<T>(schema)
  return ctx => {
    const body: unknown = ctx.request.body ?? {}
    if (validate(body)) return body
    throw new ConsoleError(
      400,
      'The body is not as documented.',
      (validate.errors ?? []).map(problem)
    )
  }
}

function problem(error: ErrorObject): Problem {
  const missing: unknown = error.params['missingProperty'] ?? error.params['additionalProperty']
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  const field = [path, typeof missing === 'string' ? missing : ''].filter(Boolean).join('.')
  return { field, message: error.message ?? 'is not valid' }
}

const parseJson = bodyParser({ enableTypes: ['json'], jsonLimit: '20mb', encoding: 'utf-8' })

/**
 * What every console API shares: JSON bodies only (a page of another site cannot send one without
 * asking first), at most 20 MB, and errors as JSON.
 */
export function consoleApi(): Middleware {
  return async (ctx, next) => {
    try {
      refuseOtherBodies(ctx)
      await parseJson(ctx, next)
    } catch (error) {
      answerError(ctx, error)
    }
  }
}

function refuseOtherBodies(ctx: Context): void {
  if (ctx.method !== 'POST' && ctx.method !== 'PUT') return
  if (!ctx.is('application/json')) {
    throw new ConsoleError(415, 'Send application/json; an empty body is {}.')
  }
}

function answerError(ctx: Context, error: unknown): void {
  if (error instanceof ConsoleError) {
    ctx.status = error.status
    ctx.body = { error: { message: error.message, problems: error.problems } }
    return
  }
  const status = statusOf(error)
  if (status === undefined || status >= 500) throw error
  ctx.status = status
  ctx.body = {
    error: { message: error instanceof Error ? error.message : 'Bad request', problems: [] },
  }
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined
  return typeof error.status === 'number' ? error.status : undefined
}

/** Lets a part be mounted with or without its prefix: both paths mean the same page. */
export function withoutPrefix(prefix: string): Middleware {
  return async (ctx: Context, next: Next) => {
    if (ctx.path === prefix) ctx.path = '/'
    else if (ctx.path.startsWith(`${prefix}/`)) ctx.path = ctx.path.slice(prefix.length)
    await next()
  }
}

/** A whole number out of the query, held between `min` and `max`; `fallback` when it is none. */
export function queryNumber(
  ctx: Context,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number }
): number {
  const text = queryText(ctx, name)
  const value = /^\d{1,9}$/.test(text) ? Number(text) : fallback
  return Math.min(max, Math.max(min, value))
}

/** The first value of a query parameter, trimmed, at most 200 characters; empty when there is none. */
export function queryText(ctx: Context, name: string): string {
  const value = ctx.query[name]
  return ((Array.isArray(value) ? value[0] : value) ?? '').trim().slice(0, 200)
}

/** The language that the reader chose in the Admin. */
export const languageOf = (ctx: Context): Language =>
  readLanguage(ctx.get('Cookie'), tagsIn(ctx.get('Accept-Language')))
