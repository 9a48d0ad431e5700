import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Clock } from '../clock'
import { readBody } from '../http/body'
import type { Handler } from '../http/handler'

import { answerInstead, changeAnswer, loseAnswer, replayed } from './answers'
import { operationOf } from './operations'
import { momentAfter } from './parse'
import { type Draw, drawFrom } from './random'
import type { FaultFile, Rule, Then } from './rule'

/** A call to a host, before anything of it was read. */
export interface RuledCall {
  readonly part: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** A file of faults in force, with how often each rule has hit. */
export interface LoadedFaults {
  readonly id: string
  readonly loadedAt: string
  readonly file: FaultFile
  /** By the rule's place in the file. */
  readonly hits: readonly number[]
}

/** The files of faults in force. */
export interface FaultRules {
  /** Puts a file in force beside others; one of the same id takes the other's place. */
  load(id: string, file: FaultFile): LoadedFaults
  list(): LoadedFaults[]
  /** Ends one, or all. Answers how many ended. */
  clear(id?: string): number
  /** Lets a call suffer what the first rule that fits says; `told` hears which. */
  around(call: RuledCall, handler: Handler, told?: (rule: string) => void): void | Promise<void>
}

interface LiveRule {
  readonly rule: Rule
  readonly name: string
  readonly from: number
  readonly to: number
  readonly draw: Draw
  fitted: number
  hits: number
}

interface Loaded {
  readonly id: string
  readonly loadedAt: number
  readonly file: FaultFile
  readonly rules: readonly LiveRule[]
}

export function createFaultRules(clock: Clock): FaultRules {
  const loaded = new Map<string, Loaded>()
  const shown = ({ id, loadedAt, file, rules }: Loaded): LoadedFaults => ({
    id,
    loadedAt: new Date(loadedAt).toISOString(),
    file,
    hits: rules.map(({ hits }) => hits),
  })

  return {
    load(id, file) {
      const made = liveFile(id, file, clock.now())
      loaded.set(id, made)
      return shown(made)
    },
    list: () => [...loaded.values()].map(shown),
    clear(id) {
      const ended = id === undefined ? loaded.size : Number(loaded.delete(id))
      if (id === undefined) loaded.clear()
      return ended
    },
    around(call, handler, told) {
      const rules = [...loaded.values()].flatMap(one => one.rules)
      if (rules.length === 0) return handler(call.req, call.res)
      return suffer({ rules, call, handler, now: clock.now(), told })
    },
  }
}

function liveFile(id: string, file: FaultFile, now: number): Loaded {
  const rules = file.rules.map((rule, at) => ({
    rule,
    name: rule.name ?? `${id} ${at + 1}`,
    from: rule.when.from === undefined ? -Infinity : momentAfter(now, rule.when.from),
    to: rule.when.to === undefined ? Infinity : momentAfter(now, rule.when.to),
    draw: drawFrom((file.seed ?? 1) + at),
    fitted: 0,
    hits: 0,
  }))
  return { id, loadedAt: now, file, rules }
}

interface Suffering {
  readonly rules: readonly LiveRule[]
  readonly call: RuledCall
  readonly handler: Handler
  readonly now: number
  readonly told: ((rule: string) => void) | undefined
}

async function suffer({ rules, call, handler, now, told }: Suffering): Promise<void> {
  const near = rules.filter(one => one.from <= now && now < one.to && isAbout(one.rule, call))
  const needsBody = near.some(({ rule }) => rule.when.sku !== undefined) && hasBody(call.req)
  const body = needsBody ? await readBody(call.req) : undefined
  const req = body === undefined ? call.req : replayed(call.req, body)
  const hit = near.find(one => namesSku(one.rule, call, body) && isItsTurn(one))
  if (hit === undefined) return handler(req, call.res)
  hit.hits += 1
  told?.(hit.name)
  return happen(hit.rule.then, req, call.res, handler)
}

function isAbout({ when }: Rule, { part, host, path, req }: RuledCall): boolean {
  const method = req.method ?? 'GET'
  return (
    (when.host === undefined || fitsHost(when.host, host)) &&
    (when.part === undefined || when.part === part) &&
    (when.method === undefined || when.method === method) &&
    (when.path === undefined || path.includes(when.path)) &&
    (when.operation === undefined || when.operation === operationOf(part, method, path))
  )
}

/** Without a pattern of characters: a host with many stars must not cost much. */
function fitsHost(pattern: string, host: string): boolean {
  const pieces = pattern.toLowerCase().split('*')
  const [first = '', ...rest] = pieces
  if (rest.length === 0) return first === host
  if (!host.startsWith(first)) return false
  let at = first.length
  for (const piece of rest.slice(0, -1)) {
    const found = host.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  const last = rest.at(-1) ?? ''
  return host.length - last.length >= at && host.endsWith(last)
}

const hasBody = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined)

/** Whether the call names the SKU. A stock file names it at the beginning of a line: elsewhere its digits are a quantity. */
function namesSku(
  { when }: Rule,
  { path, part, req }: RuledCall,
  body: Buffer | undefined
): boolean {
  if (when.sku === undefined) return true
  const text = body?.toString('utf8') ?? ''
  const isFile = part === 'carrefour' && req.method === 'POST'
  return [when.sku].flat().some(sku => {
    const code = sku.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    const inBody = isFile
      ? new RegExp(`^"?${code}"?;`, 'm')
      : new RegExp(`(?<![\\w-])${code}(?![\\w-])`)
    return new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(decodedPath(path)) || inBody.test(text)
  })
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Counts the call, and says whether it is one that the rule hits. */
function isItsTurn(one: LiveRule): boolean {
  const { nth, every, probability, times } = one.rule.when
  one.fitted += 1
  if (nth !== undefined && ![nth].flat().includes(one.fitted)) return false
  if (every !== undefined && one.fitted % every !== 0) return false
  if (times !== undefined && one.hits >= times) return false
  return probability === undefined || one.draw() < probability
}

async function happen(
  then: Then,
  req: IncomingMessage,
  res: ServerResponse,
  handler: Handler
): Promise<void> {
  if (then.delayMs !== undefined) await new Promise(resolve => setTimeout(resolve, then.delayMs))
  if (then.certificate !== undefined || then.drop === 'before') return void res.socket?.destroy()
  if (then.query !== undefined) req.url = withQuery(req.url ?? '/', then.query)
  if (then.drop === 'after') {
    loseAnswer(res)
    return handler(req, res)
  }
  const answers = then.status !== undefined || then.body !== undefined
  if (answers && then.done !== true) return answerInstead(res, then)
  if (CHANGES.some(name => then[name] !== undefined)) changeAnswer(res, then)
  return handler(req, res)
}

/** What needs the real answer whole before it is sent. */
const CHANGES = ['status', 'body', 'headers', 'encoding', 'cutAt', 'set', 'remove'] as const

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(path, 'http://host')
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.pathname + url.search
}
