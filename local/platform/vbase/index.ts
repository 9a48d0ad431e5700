import type { Context } from 'koa'
import type Koa from 'koa'

import type { Clock } from '../../clock'
import type { Database } from '../../database'
import { readBody } from '../../http/body'
import { createPartApp } from '../../http/part'
import { Problem, refuse } from '../../http/problem'
import { type PoliciesOf, requirePolicy } from '../policies/policies'
import { authenticateApp } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { etag, names, requireMatch } from './conditions'
import { type BucketKey, createFiles, type Files } from './files'
import { markerAfter, pageLimit, pathBefore } from './paging'

export interface VBaseDeps {
  db: Database
  clock: Clock
  tokens: Tokens
  policiesOf: PoliciesOf
  /** The status of a failed If-Match; 412 when left out. */
  conflictStatus?: 409 | 412
}

const PATH =
  /^\/vbase\/v2\/([^/]+)\/([^/]+)\/buckets\/([^/]+)\/([^/]+)(?:\/(files|conflicts)(?:\/(.+))?)?$/

/**
 * VBase: JSON and other files by bucket and path, with conditional writes.
 *
 * Speaks what `@vtex/api`'s client calls (lib/clients/infra/VBase.js): file GET, HEAD, PUT, DELETE,
 * listing, bucket reset and metadata. There is no search and no "create only if absent", as on VTEX.
 */
export function createVBase(deps: VBaseDeps): { app: Koa } {
  const files = createFiles(deps.db, deps.clock)
  const app = createPartApp()

  app.use(async ctx => {
    const match = PATH.exec(ctx.path)
    if (match === null) throw refuse(404, 'NotFound', 'No such VBase resource')
    const [, account = '', workspace = '', appName = '', bucket = '', kind, path] = match
    // Of the workspace's clock: the runtime would write the machine's.
    ctx.set('Date', new Date(deps.clock.now()).toUTCString())
    const { user } = authenticateApp(deps.tokens, ctx.req.headers, account)
    const policies = deps.policiesOf(user)
    const readOnly = ctx.method === 'GET' || ctx.method === 'HEAD'
    if (readOnly) requirePolicy(policies, 'vbase-read-write', 'vbase-read-only')
    else requirePolicy(policies, 'vbase-read-write')

    const key = { account, workspace, app: appName, bucket }
    if (kind === 'files' && path !== undefined) await file(ctx, deps, files, key, decode(path))
    else if (kind === 'files') listing(ctx, files, key)
    else if (kind === 'conflicts') ctx.body = []
    else
      ctx.body = {
        state: 'active',
        lastModified: new Date(deps.clock.now()).toISOString(),
        hash: '',
      }
  })
  return { app }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function file(
  ctx: Context,
  deps: VBaseDeps,
  files: Files,
  key: BucketKey,
  path: string
): Promise<void> {
  const conflict = deps.conflictStatus ?? 412
  const ifMatch = ctx.get('If-Match')
  switch (ctx.method) {
    case 'GET':
    case 'HEAD':
      return read(ctx, files, key, path)
    case 'PUT': {
      if (ctx.query.unzip !== undefined) throw refuse(501, 'NotImplemented', 'unzip is not offered')
      const content = await readBody(ctx.req)
      requireMatch(ifMatch, files.get(key, path)?.hash, conflict)
      const type = ctx.get('Content-Type') || 'application/octet-stream'
      const hash = files.put(key, path, content, type, expiry(ctx, deps.clock))
      ctx.body = [{ path, hash }]
      return
    }
    case 'DELETE':
      requireMatch(ifMatch, files.get(key, path)?.hash, conflict)
      files.delete(key, path)
      ctx.status = 204
      return
    default:
      throw new Problem(405, { code: 'MethodNotAllowed', message: ctx.method })
  }
}

/** X-VTEX-TTL is read as seconds; VTEX documents no unit. */
function expiry(ctx: Context, clock: Clock): number | null {
  const seconds = Number(ctx.get('X-VTEX-TTL'))
  return seconds > 0 ? clock.now() + seconds * 1000 : null
}

function read(ctx: Context, files: Files, key: BucketKey, path: string): void {
  const found = files.get(key, path)
  if (found === undefined) throw refuse(404, 'FileNotFound', `No file ${path}`)
  ctx.set('ETag', etag(found.hash))
  ctx.set('Last-Modified', new Date(found.updatedAt).toUTCString())
  if (names(ctx.get('If-None-Match') || '-', found.hash)) {
    ctx.status = 304
    return
  }
  ctx.type = found.type
  ctx.body = found.content
}

function listing(ctx: Context, files: Files, key: BucketKey): void {
  if (ctx.method === 'DELETE') {
    files.reset(key)
    ctx.status = 204
    return
  }
  const limit = pageLimit(String(ctx.query.limit ?? ''))
  const prefix = String(ctx.query.prefix ?? '')
  const items = files.list(key, prefix, pathBefore(String(ctx.query.next ?? '')), limit + 1)
  const data = items.slice(0, limit)
  const last = data[data.length - 1]
  ctx.body = { data, next: items.length > limit && last ? markerAfter(last.path) : '' }
}
