import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import Koa from 'koa'
import send from 'koa-send'

import { DEFAULT_ACCOUNTS } from '../config'
import { ADMIN_BASE, ASSETS } from './build'

export interface AdminDeps {
  /** Where `buildAdmin` put the bundle. */
  bundleDir: string
  /** E-mails offered on the sign-in page, the one with most permissions first. */
  users?: readonly string[]
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

const HEADERS = {
  // Everything comes from this origin. React sets styles through the DOM, which needs no exception.
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

const demoUsers = (account: string) =>
  ['owner', 'operator', 'viewer'].map(name => `${name}@${account}.example`)

/**
 * The Admin frame: the same page for each address below /admin, which then opens the app's page that the
 * address names. It may be mounted at /admin or be handed whole addresses.
 */
export function createAdmin({ bundleDir, users }: AdminDeps): Koa {
  const offered = users ?? DEFAULT_ACCOUNTS.flatMap(demoUsers)
  const shell = readFileSync(join(bundleDir, 'index.html'), 'utf8').replace(
    'name="admin-users" content=""',
    `name="admin-users" content="${offered.join(' ')}"`
  )
  const app = new Koa()

  app.use(async ctx => {
    ctx.set(HEADERS)
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      ctx.status = 405
      ctx.set('Allow', 'GET, HEAD')
      return
    }
    const path = ctx.path.replace(new RegExp(`^${ADMIN_BASE}`), '/')
    if (path.startsWith(`/${ASSETS}/`)) {
      await send(ctx, path, { root: bundleDir, maxage: YEAR_MS, immutable: true })
      return
    }
    ctx.set('Cache-Control', 'no-cache')
    ctx.type = 'html'
    ctx.body = shell
  })
  return app
}
