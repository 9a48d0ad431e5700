import Router from '@koa/router'
import Koa from 'koa'

import type { Language } from '../admin/shell/language'
import { consoleApi, ConsoleError, languageOf, withoutPrefix } from '../console/api'
import { consoleAssets } from '../console/assets'
import { html } from '../console/html'
import { type Console, renderPage } from '../console/page'
import { actionButton, actionForm, section } from '../console/parts'
import type { Handler } from '../http/handler'

import { type ClockMover, LONGEST_MOVE_MS } from './movable'
import { clockTexts } from './texts'

/** Where its page is mounted. */
export const CLOCK_CONSOLE = '/console/clock'

const API = '/_local/clock'
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What the page offers with one click. */
const MOVES = [
  ['minute', MINUTE_MS],
  ['quarter', 15 * MINUTE_MS],
  ['hour', HOUR_MS],
  ['day', DAY_MS],
  ['threeDays', 3 * DAY_MS],
] as const

/**
 * The clock for programs, below `/_local/clock`: `GET` answers `now` (UTC) and `offsetMs`, how far it is ahead of the
 * machine; `POST {"advanceMs": 60000}` moves it ahead and answers the same. It never goes back.
 */
export function createClockApi(mover: ClockMover): Koa {
  const router = new Router()
  const state = () => ({
    now: new Date(mover.now()).toISOString(),
    offsetMs: mover.offset(),
    fixed: mover.fixed,
  })
  router.get('/', ctx => {
    ctx.body = state()
  })
  router.post('/', async ctx => {
    if (mover.fixed !== null)
      throw new ConsoleError(409, 'With --live the time is that of the real hosts.')
    await mover.advance(wantedMs((ctx.request as { body?: unknown }).body))
    ctx.body = state()
  })
  const app = new Koa()
  app.use(withoutPrefix(API))
  app.use(consoleApi())
  app.use(router.routes())
  app.use(router.allowedMethods())
  return app
}

/** The time to move by, in milliseconds or in minutes. @throws ConsoleError 400 for none that can be. */
function wantedMs(body: unknown): number {
  const { advanceMs, minutes } = (body ?? {}) as { advanceMs?: unknown; minutes?: unknown }
  const ms = advanceMs ?? (typeof minutes === 'number' ? minutes * MINUTE_MS : undefined)
  if (typeof ms === 'number' && Number.isInteger(ms) && ms > 0 && ms <= LONGEST_MOVE_MS) return ms
  throw new ConsoleError(400, 'The clock cannot be moved by that.', [
    { field: 'advanceMs', message: `must be a whole number from 1 to ${LONGEST_MOVE_MS}` },
  ])
}

/** The page that moves the clock. */
export function createClockConsole({
  mover,
  consoles,
}: {
  mover: ClockMover
  consoles?: readonly Console[] | undefined
}): Koa {
  const app = new Koa()
  app.use(withoutPrefix(CLOCK_CONSOLE))
  app.use(consoleAssets())
  app.use(ctx => {
    if (ctx.path !== '/') return
    ctx.type = 'html'
    ctx.body = clockPage(mover, languageOf(ctx), consoles)
  })
  return app
}

function clockPage(
  mover: ClockMover,
  language: Language,
  consoles: readonly Console[] | undefined
): string {
  const texts = clockTexts(language)
  const now = new Date(mover.now()).toISOString()
  const time = html`<dl>
    <dt>${texts.now}</dt>
    <dd><time datetime="${now}">${now.slice(0, 19).replace('T', ' ')} UTC</time></dd>
    <dt>${texts.isAhead}</dt>
    <dd>${mover.offset() === 0 ? texts.notAhead : texts.span(mover.offset())}</dd>
  </dl>`
  const move = (ms: number, label: string) =>
    actionButton({ method: 'POST', path: API, done: texts.moved }, label, {
      values: { advanceMs: ms },
    })
  const moves = html`<div class="actions">
      ${MOVES.map(([name, ms]) => move(ms, texts.moves[name]))}
    </div>
    ${actionForm(
      { method: 'POST', path: API, done: texts.moved },
      html`<label
          >${texts.minutes}
          <input type="number" name="minutes" min="1" max="${LONGEST_MOVE_MS / MINUTE_MS}" required
        /></label>
        <button>${texts.move}</button>`
    )}`
  return renderPage({
    at: 'clock',
    consoles,
    language,
    title: texts.title,
    lead: texts.lead,
    body: html`${section('time', texts.time, time, { live: true })}
    ${section(
      'moves',
      texts.ahead,
      mover.fixed === null
        ? html`${moves}
            <p>${texts.note}</p>`
        : html`<p>${texts.fixed}</p>`
    )}`,
  })
}

/**
 * The script that every page of the Admin begins with, so that "3 minutes ago" on it means the workspace's time. Pages
 * that are open follow when the clock is moved in another tab.
 */
export function clockScript(mover: ClockMover): Handler {
  return (_req, res) => {
    res.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-store' })
    res.end(`(${FOLLOW})(${mover.offset()})`)
  }
}

const FOLLOW = `function (offset) {
  const Machine = Date
  const now = () => Machine.now() + offset
  globalThis.Date = new Proxy(Machine, {
    construct: (target, args, made) => Reflect.construct(target, args.length > 0 ? args : [now()], made),
    apply: () => new Machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  new BroadcastChannel('workspace-clock').onmessage = ({ data }) => {
    if (typeof data === 'number') offset = data
  }
}`
