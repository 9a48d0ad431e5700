import { describe, expect, it } from '@jest/globals'
import type { HttpContext } from '../compose'
import { CallError } from '../shared/callError'
import { VBaseRequestQueue } from '../queue/store'
import { toDocument } from '../ledger/document'
import { NEW_CONNECTION } from '../engine/state.logic'
import { BUCKETS, CONNECTION_FILE } from '../vtex/vbase'
import { DAY, HOUR } from '../shared/time'
import { FakeHttpContext } from '../testing/vtex'
import { aProcess, skuId } from '../testing/factories'
import { aShop } from '../testing/workday'
import { Admissions } from '../queue/notification'
import { LARGEST_BODY, SeenSecrets } from './http'
import { notifyWith } from '../queue/entrances'
import { tickWith } from '../engine/entrances'
import { webhooksOf } from '../connection/configuration.logic'
import service from '../service.json'

/** A process that has cached nothing yet. */
const notify = (ctx: HttpContext) => notifyWith(new SeenSecrets(webhooksOf), new Admissions())(ctx)
const freshTicks = () => new SeenSecrets(secrets => [secrets.tick])
const tick = (ctx: HttpContext) => tickWith(freshTicks())(ctx)

const SECRETS = { webhook: 'w'.repeat(64), tick: 't'.repeat(64) }
const CHANGED = JSON.stringify({ IdSku: '15', An: 'lojademo', StockModified: true })

async function notified(body: string, secret = SECRETS.webhook): Promise<FakeHttpContext> {
  const ctx = new FakeHttpContext(body, { secret })
  ctx.apps.saved = { secrets: SECRETS }
  ctx.documents = [toDocument(aProcess({ skuId: skuId(15) }))]
  await notify(ctx.asContext())
  return ctx
}

const requestsOf = (ctx: FakeHttpContext) => new VBaseRequestQueue(ctx.vbase).list(10)

describe('the webhook', () => {
  it('stores a notification before it acknowledges it, and triggers the engine', async () => {
    const ctx = await notified(CHANGED)
    expect([ctx.status, ctx.body]).toEqual([200, { skuId: '15' }])
    expect(await requestsOf(ctx)).toEqual([{ skuId: '15', priority: 'changed' }])
    expect(ctx.sent).toEqual(['carrefour.work'])
    expect(ctx.headers['Cache-Control']).toBe('no-store')
  })

  it.each([
    ['no JSON', '{"IdSku"', 400, 'MALFORMED'],
    ['no body', '', 400, 'MALFORMED'],
    ['a list', '[]', 400, 'MALFORMED'],
    ['no SKU', '{"An":"lojademo"}', 400, 'NO_SKU'],
    ['two SKUs', '{"IdSku":"7","idsku":"8"}', 400, 'MALFORMED'],
    ['two accounts', '{"IdSku":"7","An":"other","an":"lojademo"}', 400, 'MALFORMED'],
    ['a SKU id with zeros before it', '{"IdSku":"000910002"}', 400, 'NO_SKU'],
    ['a foreign account', '{"IdSku":"1","An":"outraloja"}', 400, 'FOREIGN_ACCOUNT'],
    ['too much', `{"IdSku":"1","x":"${'x'.repeat(LARGEST_BODY)}"}`, 413, 'TOO_LARGE'],
  ])('refuses %s clearly and queues nothing', async (_, body, status, code) => {
    const ctx = await notified(body)
    expect(ctx.status).toBe(status)
    expect(ctx.body).toMatchObject({ code, message: expect.stringMatching(/\w+ \w+/) })
    expect([await requestsOf(ctx), ctx.sent]).toEqual([[], []])
  })

  it.each([['wrong'], [''], [SECRETS.tick]])(
    'answers 404 without a reason for the secret %j',
    async secret => {
      const ctx = await notified(CHANGED, secret)
      expect([ctx.status, ctx.body]).toEqual([404, { code: 'NOT_FOUND', message: 'Not found.' }])
      expect(await requestsOf(ctx)).toEqual([])
    }
  )

  it('answers 404 before a secret exists', async () => {
    const ctx = new FakeHttpContext(CHANGED, { secret: '' })
    await notify(ctx.asContext())
    expect(ctx.status).toBe(404)
  })

  it('does not acknowledge a request that cannot be written', async () => {
    const ctx = new FakeHttpContext(CHANGED, { secret: SECRETS.webhook })
    ctx.apps.saved = { secrets: SECRETS }
    ctx.vbase.beforeWrite = () => Promise.reject(new CallError('vbase-save-json', 503, null))
    await notify(ctx.asContext())
    expect(ctx.status).toBe(503)
    expect(ctx.body).toMatchObject({ code: 'TRY_AGAIN' })
  })
})

describe('the webhook for a SKU the ledger does not know', () => {
  it('queues it behind everything else', async () => {
    const ctx = new FakeHttpContext(CHANGED, { secret: SECRETS.webhook })
    ctx.apps.saved = { secrets: SECRETS }
    await notify(ctx.asContext())
    expect(ctx.status).toBe(200)
    expect(await requestsOf(ctx)).toEqual([{ skuId: '15', priority: 'unknown' }])
  })

  it('answers 429 with the seconds to wait, and queues nothing, when there is no room', async () => {
    const ctx = new FakeHttpContext(CHANGED, { secret: SECRETS.webhook })
    ctx.apps.saved = { secrets: SECRETS }
    const full = { unknownMarks: { since: Date.now() - HOUR / 2, count: 2_000, standing: 2_000 } }
    await ctx.vbase.saveJSON(BUCKETS.control, CONNECTION_FILE, { ...NEW_CONNECTION, ...full })
    await notify(ctx.asContext())
    expect(ctx.status).toBe(429)
    expect(ctx.body).toMatchObject({ code: 'TOO_MANY_UNKNOWN' })
    expect(Number(ctx.headers['Retry-After'])).toBeGreaterThan(1_790)
    expect(Number(ctx.headers['Retry-After'])).toBeLessThanOrEqual(1_800)
    expect(await requestsOf(ctx)).toEqual([])
  })
})

describe('the webhook’s secret', () => {
  it.each(['', '/', '?a', '%62', '//', '/x/y', '#'])(
    'is not in what the runtime prints for a path that ends in %j',
    async end => {
      const ctx = new FakeHttpContext(CHANGED, { secret: SECRETS.webhook })
      ctx.apps.saved = { secrets: SECRETS }
      ctx.path = `/_v/carrefour-inventory/notify/${SECRETS.webhook}${end}`
      await notify(ctx.asContext())
      expect(ctx.path).toBe('/_v/carrefour-inventory/notify/secret')
    }
  )

  it('is read once for a hundred wrong ones, and the right one is still accepted', async () => {
    const route = notifyWith(new SeenSecrets(webhooksOf), new Admissions())
    let reads = 0
    for (let call = 0; call < 100; call += 1) {
      const ctx = new FakeHttpContext(CHANGED, { secret: `wrong-${call}` })
      ctx.apps.saved = { secrets: SECRETS }
      await route(ctx.asContext())
      expect(ctx.status).toBe(404)
      reads += ctx.apps.reads
    }
    expect(reads).toBe(1)
    const ctx = new FakeHttpContext(CHANGED, { secret: SECRETS.webhook })
    await route(ctx.asContext())
    expect(ctx.status).toBe(200)
  })

  it('is accepted in both versions for a day after a renewal, then only in the new one', async () => {
    const { ports } = aShop()
    const before = await ports.secrets.ensure()
    const renewed = await ports.secrets.renew()
    const accepts = (secret: string | undefined) =>
      new SeenSecrets(webhooksOf).accepts(secret, 'lojademo/master', ports)
    expect([await accepts(before?.webhook), await accepts(renewed?.webhook)]).toEqual([true, true])
    ports.clock.pass(DAY)
    expect([await accepts(before?.webhook), await accepts(renewed?.webhook)]).toEqual([false, true])
  })

  it('is known a few seconds after another replica renewed it', async () => {
    const { ports } = aShop()
    const seen = new SeenSecrets(webhooksOf)
    const before = await ports.secrets.ensure()
    expect(await seen.accepts(before?.webhook, 'lojademo/master', ports)).toBe(true)
    const renewed = await ports.secrets.renew()
    ports.clock.pass(5_000)
    expect(await seen.accepts(renewed?.webhook, 'lojademo/master', ports)).toBe(true)
    expect(await seen.accepts(before?.webhook, 'lojademo/master', ports)).toBe(true)
  })
})

describe('refused calls of the public routes in the log', () => {
  type Call = [route: 'notify' | 'tick', reason: string, secret: string, body: string]
  const REFUSED: Call[] = [
    ['notify', 'WRONG_SECRET', 'wrong', CHANGED],
    ['notify', 'MALFORMED', SECRETS.webhook, '{'],
    ['tick', 'WRONG_SECRET', '', '{"token":"wrong"}'],
    ['tick', 'MALFORMED', '', '{'],
  ]

  it.each(REFUSED)(
    'get ten lines without the secret for thirty calls of %s refused as %s',
    async (route, reason, secret, body) => {
      const lines: unknown[] = []
      for (let times = 0; times < 30; times += 1) {
        const ctx = new FakeHttpContext(body, { secret })
        ctx.vtex.account = `refused-${route}-${reason.toLowerCase()}`
        ctx.apps.saved = { secrets: SECRETS }
        await (route === 'notify' ? notify : tick)(ctx.asContext())
        expect(ctx.status).toBeGreaterThanOrEqual(400)
        lines.push(...ctx.logged)
      }
      expect(lines).toEqual(Array(10).fill({ event: `${route}.refused`, reason }))
    }
  )
})

describe('the scheduler’s call', () => {
  async function ticked(body: string): Promise<FakeHttpContext> {
    const ctx = new FakeHttpContext(body)
    ctx.apps.saved = { secrets: SECRETS }
    await tick(ctx.asContext())
    return ctx
  }

  it('triggers the engine by an event and answers without waiting for it', async () => {
    const ctx = await ticked(JSON.stringify({ token: SECRETS.tick }))
    expect([ctx.status, ctx.body]).toEqual([204, null])
    expect(ctx.sent).toEqual(['carrefour.minute'])
    // Once for the secret, once to see whether something is untold: the event may never be delivered.
    expect(ctx.apps.reads).toBe(2)
  })

  it('does the work within the call when the event is not accepted', async () => {
    const ctx = new FakeHttpContext(JSON.stringify({ token: SECRETS.tick }))
    ctx.apps.saved = { secrets: SECRETS }
    ctx.refusesEvents = true
    await tick(ctx.asContext())
    expect([ctx.status, ctx.sent]).toEqual([204, []])
    expect(ctx.apps.reads).toBeGreaterThan(1)
  })

  it.each([['{}'], ['{"token":"wrong"}'], [`{"token":["${SECRETS.tick}"]}`], ['7']])(
    'answers 404 with %s',
    async body => {
      expect((await ticked(body)).status).toBe(404)
    }
  )

  it.each([
    ['no token', '{}'],
    ['a token that is no text', `{"token":["${SECRETS.tick}"]}`],
    ['an empty token', '{"token":""}'],
    ['a very long token', `{"token":"${'x'.repeat(1_000)}"}`],
    ['no object', '7'],
    ['no JSON', '{'],
    ['too much', `{"token":"${'x'.repeat(LARGEST_BODY)}"}`],
  ])('is refused for %s before anything is read from the platform', async (_, body) => {
    const ctx = await ticked(body)
    expect([ctx.status >= 400, ctx.apps.reads, ctx.vbase.reads]).toEqual([true, 0, 0])
  })

  it('reads the token once for a hundred wrong ones, and the right one is still accepted', async () => {
    const route = tickWith(freshTicks())
    const reads: number[] = []
    const call = async (token: string) => {
      const ctx = new FakeHttpContext(JSON.stringify({ token }))
      ctx.apps.saved = { secrets: SECRETS }
      await route(ctx.asContext())
      reads.push(ctx.apps.reads)
      return ctx.status
    }
    for (let times = 0; times < 100; times += 1) expect(await call(`wrong-${times}`)).toBe(404)
    expect(reads.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(await call(SECRETS.tick)).toBe(204)
  })
})

describe('every route of service.json', () => {
  /** How each route is called with a secret of the caller's choice. A new route is entered here. */
  const ROUTES: Readonly<
    Record<string, { readonly own: string; readonly call: (secret: unknown) => FakeHttpContext }>
  > = {
    notify: {
      own: SECRETS.webhook,
      call: secret => new FakeHttpContext(CHANGED, { secret: secret as string }),
    },
    tick: {
      own: SECRETS.tick,
      call: secret => new FakeHttpContext(JSON.stringify({ token: secret })),
    },
  }
  const handlers = () => ({
    notify: notifyWith(new SeenSecrets(webhooksOf), new Admissions()),
    tick: tickWith(freshTicks()),
  })

  it('is in the table, and nothing else is', () => {
    expect(Object.keys(ROUTES).sort()).toEqual(Object.keys(service.routes).sort())
  })

  const STRANGERS: ReadonlyArray<readonly [string, (own: string) => unknown]> = [
    ['nothing', () => ''],
    [
      'the secret of the other route',
      own => (own === SECRETS.tick ? SECRETS.webhook : SECRETS.tick),
    ],
    ['the secret in capitals', own => own.toUpperCase()],
    ['the secret and a space', own => `${own} `],
    ['the secret and a NUL', own => `${own}\u0000`],
    ['the secret in full-width letters', own => own.replace(/./g, 'ｗ')],
    ['a part of the secret', own => own.slice(0, -1)],
    ['half a character', () => '\ud800'],
    ['a list with the secret', own => [own]],
    ['an object that says it is the secret', own => ({ toString: own, length: own.length })],
    ['the name of a built-in', () => '__proto__'],
    ['30,000 characters', () => 'x'.repeat(30_000)],
  ]

  describe.each(Object.keys(ROUTES))('%s', name => {
    const { own, call } = ROUTES[name] ?? { own: '', call: () => new FakeHttpContext('') }

    it.each(STRANGERS)(
      'answers 404 to %s, also with an owner’s session, and does nothing',
      async (_, wrong) => {
        const ctx = call(wrong(own))
        ctx.apps.saved = { secrets: SECRETS }
        Object.assign(ctx, { cookies: { get: () => 'session-of-an-owner' }, get: () => 'token' })
        await handlers()[name as 'notify' | 'tick'](ctx.asContext())
        expect([ctx.status, ctx.body, ctx.sent]).toEqual([
          404,
          { code: 'NOT_FOUND', message: 'Not found.' },
          [],
        ])
        expect(ctx.vbase.names()).toEqual([])
      }
    )

    it('takes the secret in its own account and workspace only, in one process', async () => {
      const handle = handlers()[name as 'notify' | 'tick']
      const calledAt = async (account: string, workspace: string, secrets: object) => {
        const ctx = call(own)
        Object.assign(ctx.vtex, { account, workspace })
        ctx.apps.saved = { secrets }
        await handle(ctx.asContext())
        return ctx.status
      }
      const others = { webhook: 'o'.repeat(64), tick: 'p'.repeat(64) }
      expect(await calledAt('lojademo', 'master', SECRETS)).toBeLessThan(300)
      expect(await calledAt('outraloja', 'master', others)).toBe(404)
      expect(await calledAt('lojademo', 'dev', others)).toBe(404)
      expect(await calledAt('lojademo', 'master', SECRETS)).toBeLessThan(300)
    })
  })
})
