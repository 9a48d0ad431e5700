import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

import type { FaultRules } from '../faults'
import type { CallTimeline } from '../inspector'
import type { Policies } from '../platform/policies/policies'
import type { AnswerFromFile } from '../stubs'
import type { StubbedCall } from '../stubs/stubs'

import type { Call, CallLog } from './calls'
import type { Fence } from './fence'
import { refuseForeignWrite } from './front-door'
import { CALLER_APP, type Handler, header, NOT_PLAYED, sendJson } from './handler'
import { forwardToLoopback } from './loopback'
import { hostName, isLoopback, type ResolveHost, type Upstream } from './upstream'

/** What the workspace's server needs from its parts. */
export interface ServerDeps {
  resolve: ResolveHost
  /** Answers requests to the workspace's own address. */
  origin: Handler
  /** The account that a proxied request comes from. */
  callerAccount(req: IncomingMessage): string
  /** What the app that makes a call may do. */
  policiesOf(req: IncomingMessage): Policies
  calls: CallLog
  observe?: Observe | undefined
  /** A real host that answers in place of every stand-in; undefined where none does. */
  realHost?: ((target: URL) => Upstream | undefined) | undefined
  /** Answers of a file to calls of the app, in place of every stand-in; none when left out. */
  stubs?: AnswerFromFile | undefined
  /** Hears of a call of the app that nothing plays, and how it was answered. */
  notPlayed?: ((call: StubbedCall, status: number) => void) | undefined
  /** Cuts off calls of the service that belong to a state that is gone; nothing is cut off when left out. */
  fence?: Fence | undefined
  /** What answers a call that came through a public address; undefined for a call from this machine. */
  publicDoor?: ((req: IncomingMessage) => Handler | undefined) | undefined
  /** Trouble on demand, for calls of the app and calls to it from the internet; none when left out. */
  rules?: FaultRules | undefined
  /** Where all calls of the app, and those to it from the internet, are kept to be looked at. */
  timeline?: CallTimeline | undefined
}

/** An outbound call of the app as it arrives; nothing of it has been read yet. */
export interface ObservedCall {
  account: string
  part: string
  target: URL
  req: IncomingMessage
  res: ServerResponse
}

/** Looks at an outbound call without changing it. */
export type Observe = (call: ObservedCall) => void

/**
 * The one HTTP server of the workspace.
 *
 * - `GET http://host/path` (a proxied request): an outbound call of the app; its policies apply.
 * - `GET /path` with the Host of an emulated service: a call from the internet.
 * - `GET /path` with a Host on loopback: the workspace's own pages.
 */
export function createWorkspaceServer(deps: ServerDeps): Server {
  const server = createServer((req, res) => void answer(deps, req, res))
  return server
}

/** The guard around all parts: no exception of a request ends the server. */
async function answer(deps: ServerDeps, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    await route(deps, req, res)
  } catch (error) {
    if (!isMalformed(error)) process.stderr.write(`${describe(error)}\n`)
    if (res.headersSent) return void res.destroy()
    sendJson(res, 400, { code: 'BadRequest', message: 'The request cannot be read' })
  }
}

function route(deps: ServerDeps, req: IncomingMessage, res: ServerResponse): void | Promise<void> {
  const url = req.url ?? '/'
  const door = deps.publicDoor?.(req)
  if (door !== undefined) return door(req, res)
  if (/^https?:\/\//i.test(url)) {
    if (!URL.canParse(url)) return badRequest(res, 'The address cannot be read')
    return proxied(deps, req, res, new URL(url))
  }
  if (!url.startsWith('/')) return badRequest(res, 'The path cannot be read')
  if (refuseForeignWrite(req, res)) return
  const host = hostName(header(req, 'host'))
  if (host === '' || isLoopback(host)) {
    return deps.origin(req, res)
  }
  const upstream = deps.resolve(host, url)
  if (upstream === undefined) return unknownHost(res, host)
  const told = deps.timeline?.follow({ kind: 'in', part: upstream.part, host, path: url, req, res })
  return answerBy(deps, { ...upstream, host, told }, req, res)
}

/** The upstream's answer, unless a rule of a file of faults says otherwise. */
function answerBy(
  { rules }: ServerDeps,
  {
    part,
    host,
    handle,
    told,
  }: Upstream & { host: string; told: ((rule: string) => void) | undefined },
  req: IncomingMessage,
  res: ServerResponse
): void | Promise<void> {
  if (rules === undefined) return handle(req, res)
  return rules.around({ part, host, path: req.url ?? '/', req, res }, handle, told)
}

const badRequest = (res: ServerResponse, message: string): void =>
  sendJson(res, 400, { code: 'BadRequest', message })

/** Errors that mean no more than that an address or a header is none. */
const isMalformed = (error: unknown): boolean => error instanceof URIError || codeOf(error) !== ''

const MALFORMED = ['ERR_INVALID_URL', 'ERR_UNESCAPED_CHARACTERS', 'ERR_INVALID_CHAR']

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return MALFORMED.includes(code) ? code : ''
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

function proxied(
  deps: ServerDeps,
  req: IncomingMessage,
  res: ServerResponse,
  target: URL
): void | Promise<void> {
  const host = hostName(target.host)
  const call: StubbedCall = { method: req.method ?? 'GET', host, path: target.pathname }
  const upstream =
    stubbed(deps, call) ??
    deps.realHost?.(target) ??
    (isLoopback(host) ? loopback(target) : deps.resolve(host, target.pathname + target.search)) ??
    unknown(host)
  res.once('finish', () => {
    if (res.hasHeader(NOT_PLAYED)) deps.notPlayed?.(call, res.statusCode)
  })
  record(deps.calls, { part: upstream.part, host, path: target.pathname }, req, res)
  const path = target.pathname + target.search
  const told = deps.timeline?.follow({ kind: 'out', part: upstream.part, host, path, req, res })
  if (deps.fence?.admits(req, res) === false) return
  const account = deps.callerAccount(req)
  deps.observe?.({ account, part: upstream.part, target, req, res })
  const policies = deps.policiesOf(req)
  delete req.headers[CALLER_APP]
  if (upstream.outbound && !policies.allowsOutbound(account, host, target.pathname)) {
    const message = `No outbound-access policy in manifest.json covers ${host}${target.pathname}`
    policies.tellMissing({
      name: 'outbound-access',
      attrs: { host: host.replace(account, '{{account}}'), path: target.pathname },
    })
    return sendJson(res, 403, { code: 'OutboundAccessDenied', message })
  }
  req.url = path
  req.headers.host = target.host
  return answerBy(deps, { ...upstream, host, told }, req, res)
}

/** Services of VTEX IO itself need no outbound policy, also where a file answers for them. */
const NEED_NO_POLICY = ['infra.io.vtex.com', 'platform.io.vtex.com', 'app.io.vtex.com']

function stubbed({ stubs }: ServerDeps, call: StubbedCall): Upstream | undefined {
  const handle = stubs?.(call)
  return handle && { part: 'stub', outbound: !NEED_NO_POLICY.includes(call.host), handle }
}

/** A host that nothing stands for. Without a policy for it the call would not leave VTEX either. */
const unknown = (host: string): Upstream => ({
  part: 'unknown',
  outbound: true,
  handle(_req, res) {
    res.setHeader(NOT_PLAYED, '1')
    unknownHost(res, host)
  },
})

function loopback(target: URL): Upstream {
  return {
    part: 'loopback',
    outbound: false,
    handle: (req, res) => forwardToLoopback(req, res, target),
  }
}

function unknownHost(res: ServerResponse, host: string): void {
  const message = `The local workspace does not stand in for ${host} and reaches no other network`
  sendJson(res, 502, { code: 'UnknownHost', message })
}

function record(
  calls: CallLog,
  call: Pick<Call, 'part' | 'host' | 'path'>,
  req: IncomingMessage,
  res: ServerResponse
): void {
  const began = Date.now()
  res.once('close', () => {
    calls.add({
      ...call,
      at: new Date(began).toISOString(),
      method: req.method ?? '',
      status: res.writableFinished ? res.statusCode : 0,
      ms: Date.now() - began,
    })
  })
}
