import { createServer } from 'node:http'

import type Koa from 'koa'
import { afterEach } from '@jest/globals'

import { type Database, openDatabase } from '../database'
import { type Handler, handlerOf } from '../http/handler'
import { close, listen } from '../http/listen'

import { createPolicies, type Policies } from './policies/policies'
import { createTokens, type Tokens } from './vtexid/tokens'

const undo: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A clock that a test moves. */
export interface ManualClock {
  now(): number
  advance: (ms: number) => void
}

export function manualClock(start = Date.parse('2026-11-24T12:00:00Z')): ManualClock {
  let now = start
  return {
    now: () => now,
    advance(ms) {
      now += ms
    },
  }
}

/** Every policy that the platform's own services ask for. */
export const allPolicies: Policies = createPolicies({
  vendor: 'acme',
  name: 'app',
  version: '1.0.0',
  policies: ['vbase-read-write', 'colossus-fire-event', 'update-app-settings', 'ADMIN_DS'].map(
    name => ({ name })
  ),
})

/** What most parts are made of, in memory, for the app `acme.app@1.0.0`. */
export interface Bench {
  db: Database
  clock: ManualClock
  tokens: Tokens
  policiesOf: () => Policies
  /** The app's token for an account. */
  tokenOf: (account: string) => string
}

export function createBench(): Bench {
  const db = openDatabase(':memory:')
  undo.push(() => void db.close())
  const clock = manualClock()
  const tokens = createTokens(db, clock)
  const tokenOf = (account: string): string => tokens.appToken(account, 'acme.app@1.0.0')
  return { db, clock, tokens, policiesOf: () => allPolicies, tokenOf }
}

/** Serves a handler until the test ends; answers its address. */
export async function serve(handler: Handler): Promise<string> {
  const server = createServer((req, res) => void handler(req, res))
  const port = await listen(server, 0)
  undo.push(() => close(server))
  return `http://127.0.0.1:${port}`
}

/** Serves a part's app until the test ends; answers its address. */
export const serveApp = (app: Koa): Promise<string> => serve(handlerOf(app))

/** Does something when the test ends. */
export function atEnd(step: () => Promise<void> | void): void {
  undo.push(step)
}

/** An answer read whole. */
export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

/** Sends JSON and reads JSON, when there is any. */
export async function ask(
  url: string,
  method: string,
  options: { headers?: Record<string, string>; body?: unknown } = {}
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...options.headers },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  const text = await response.text()
  let body: unknown = text
  try {
    body = text === '' ? null : JSON.parse(text)
  } catch {
    // Not JSON: the text itself is the body.
  }
  return { status: response.status, headers: response.headers, body }
}

/** Waits until something is true, at most half a minute: a busy machine takes its time. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 30_000
  while (!condition()) {
    if (Date.now() > end) throw new Error('It did not happen within half a minute')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
