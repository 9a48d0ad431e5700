import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import Koa from 'koa'
import send from 'koa-send'

import { DEFAULT_ACCOUNTS } from '../config'
import { OWN_ORIGIN } from '../http/front-door'
import { ADMIN_BASE, ASSETS, DOCUMENTS } from './build'

export interface AdminDeps {
  /** Where `buildAdmin` put the bundle. */
  bundleDir: string
  /** E-mails offered on the sign-in page, the one with most permissions first. */
  users?: readonly string[]
  /** Consoles of the workspace that the menu leads to; all when left out. */
  consoles?: readonly string[]
  /** Whether the pages are those of another app than the project's own. */
  anyApp?: boolean
}

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

const HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin' }

type Name = keyof typeof DOCUMENTS

/** Pages of other apps write styles into the document, and take pictures, fonts and styles from elsewhere, as VTEX's Admin lets them. */
const FOREIGN = [
  "style-src 'self' 'unsafe-inline' https:",
  "img-src 'self' data: https:",
  "font-src 'self' data: https:",
]

/** The window frames the page; the window itself must not be framed. */
function policies(anyApp: boolean): Readonly<Record<Name, string>> {
  const foreign = OWN_ORIGIN.filter(one => !/^(style|img|font)-src/.test(one)).concat(FOREIGN)
  return {
    window: [...OWN_ORIGIN, "frame-src 'self'", "frame-ancestors 'none'"].join('; '),
    page: [...(anyApp ? foreign : OWN_ORIGIN), "frame-ancestors 'self'"].join('; '),
    states: [...OWN_ORIGIN, "frame-ancestors 'none'"].join('; '),
  }
}

/** Which document answers a path below /admin: a page's own address is that of its route, `/admin/app/...`. */
function documentAt(path: string): Name {
  if (/^\/app(\/|$)/.test(path)) return 'page'
  return path === '/states' ? 'states' : 'window'
}

/** Before anything reads the time: that of the workspace may be ahead of this machine's. */
const CLOCK = '<head><script src="/_local/clock.js"></script>'

const CONSOLES = ['tour', 'store', 'carrefour', 'timeline', 'mail', 'clock']

const demoUsers = (account: string) =>
  ['owner', 'operator', 'viewer'].map(name => `${name}@${account}.example`)

/**
 * The Admin: for each address below /admin the same window, which opens the app's page that the address names in
 * a document of its own, below /admin/app. It may be mounted at /admin or be handed whole addresses.
 */
export function createAdmin({
  bundleDir,
  users,
  consoles = CONSOLES,
  anyApp = false,
}: AdminDeps): Koa {
  const offered = users ?? DEFAULT_ACCOUNTS.flatMap(demoUsers)
  const read = (name: Name) =>
    readFileSync(join(bundleDir, DOCUMENTS[name]), 'utf8').replace('<head>', CLOCK)
  const documents: Readonly<Record<Name, string>> = {
    window: read('window')
      .replace('name="admin-users" content=""', `name="admin-users" content="${offered.join(' ')}"`)
      .replace(
        'name="admin-consoles" content=""',
        `name="admin-consoles" content="${consoles.join(' ')}"`
      ),
    page: read('page'),
    states: read('states'),
  }
  const policyOf = policies(anyApp)
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
    const name = documentAt(path)
    ctx.set('Content-Security-Policy', policyOf[name])
    ctx.set('Cache-Control', 'no-cache')
    ctx.type = 'html'
    ctx.body = documents[name]
  })
  return app
}
