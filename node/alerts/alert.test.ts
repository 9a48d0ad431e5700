import { describe, expect, it } from '@jest/globals'
import { NEW_BRAKE } from '../engine/brake.logic'
import { aConfiguration, aProcess, anOpenBrake, someChoices } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import { type Problem, type ProblemUnits, NO_UNITS } from '../ledger/problems.logic'
import type { Cause } from '../shared/causes'
import type { Choices } from '../connection/configuration.logic'
import { type IncidentCause, type Outages, seeOutage } from '../engine/incident.logic'
import { openIncident, answered } from '../engine/transitions.logic'
import { alert, testAlert, alertQuietly, Watch } from './alert'
import { type Shop, idOf, aShop, minutes, notify } from '../testing/workday'
import { viewConnection } from '../connection/view'
import { mailMoment, mailSpan } from './mail'
import { saveConfiguration } from '../connection/save'
import { testKey } from '../connection/verifyKey'
import { workAndTell } from '../engine/entrances'
import { beginReconcile, underOf } from '../reconcile/reconcile.logic'
import { leftInQueue } from '../engine/waiting'
import { afterAlert, dueAlert, EMPTY_ALERT_LOG } from './alerts.logic'

const aProblem = (cause: Cause, units: ProblemUnits): Problem => ({
  id: cause,
  cause,
  fingerprint: null,
  count: 1,
  since: 1,
  lastDay: 0,
  sample: { skuId: idOf(1), message: null },
  units,
  nextCheckAt: null,
})

async function aConnectedShop(change: Partial<Choices> = {}) {
  const ports = makePorts()
  const choices = someChoices({ notificationEmail: 'dona@loja.example', ...change })
  ports.configurations.saved = aConfiguration({ choices })
  await alert(ports) // the previous day's digest is not under test
  const open = (cause: IncidentCause) =>
    ports.connectionState.update(state =>
      openIncident(
        state,
        { cause, message: 'x', nextTryAt: null, keyVersion: 1 },
        ports.clock.now()
      )
    )
  const close = () => ports.connectionState.update(state => ({ ...state, incident: null }))
  const subjects = () => ports.mailer.mails.map(({ subject }) => subject)
  return { ports, open, close, subjects }
}

describe('an incident', () => {
  it('sends one mail however often it is checked, and one when it is over', async () => {
    const { ports, open, close, subjects } = await aConnectedShop()
    await open('AUTH_INVALID')
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect(ports.mailer.mails).toMatchObject([
      {
        to: 'dona@loja.example',
        title: 'ShopKey recusada pelo Carrefour',
        link: { href: 'https://lojademo.myvtex.com/admin/carrefour-inventory/integrations' },
      },
    ])
    expect(ports.mailer.mails[0]?.lines.join(' ')).toContain('Editar configuração')
    await close()
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect(subjects()).toEqual([
      '[Carrefour] Problema na integração: ShopKey recusada pelo Carrefour (lojademo)',
      '[Carrefour] Resolvido: ShopKey recusada pelo Carrefour (lojademo)',
    ])
  })

  it('sends no mail for a short outage of Carrefour, and one after ten minutes', async () => {
    const { ports, open, close, subjects } = await aConnectedShop()
    await open('MARKETPLACE_UNAVAILABLE')
    await alert(ports)
    await close()
    await alert(ports)
    expect(subjects()).toEqual([])
    await open('MARKETPLACE_UNAVAILABLE')
    ports.clock.pass(10 * MINUTE)
    await alert(ports)
    expect(subjects()).toHaveLength(1)
  })

  it('retries at the next call when the mail service refuses, and sends one mail in the end', async () => {
    const { ports, open } = await aConnectedShop()
    await open('AUTH_INVALID')
    ports.mailer.next = 'failed'
    await alert(ports)
    await alert(ports)
    await alert(ports)
    expect(ports.mailer.deliveries).toEqual(['failed', 'sent'])
  })

  it('sends no second mail when no answer came, because the first may have arrived', async () => {
    const { ports, open } = await aConnectedShop()
    await open('AUTH_INVALID')
    ports.mailer.next = 'unknown'
    await alert(ports)
    await alert(ports)
    expect(ports.mailer.deliveries).toEqual(['unknown'])
  })

  it.each([
    ['no address', { notificationEmail: '' }],
    ['the kind switched off', { alertIncident: false, alertSolved: false }],
    ['the connection off', { active: false }],
  ])('sends no mail when %s', async (_, change) => {
    const { ports, open, close, subjects } = await aConnectedShop(change)
    await open('AUTH_INVALID')
    await alert(ports)
    await close()
    await alert(ports)
    expect(subjects()).toEqual([])
  })

  it('says how many SKUs wait, and nothing of it when none does (C4)', async () => {
    const { ports, open } = await aConnectedShop()
    for (const id of [1, 2, 3])
      await ports.queue.enqueue({ skuId: idOf(id), priority: 'changed' }, ports.clock.now())
    await open('AUTH_INVALID')
    await alert(ports)
    expect(ports.mailer.mails[0]?.lines).toContain('SKUs que aguardam neste momento: 3.')
    const calm = await aConnectedShop()
    await calm.open('AUTH_INVALID')
    await alert(calm.ports)
    expect(calm.ports.mailer.mails[0]?.lines.join(' ')).not.toContain('aguardam neste momento')
  })

  it('says what the SKUs that met it cost in units, and nothing of units that nobody knows (C4)', async () => {
    const { ports, open } = await aConnectedShop()
    const cost = async (units: Partial<ProblemUnits>, cause: Cause = 'AUTH_INVALID') =>
      ports.summary.update(counted => ({
        ...counted,
        problems: [...counted.problems, aProblem(cause, { ...NO_UNITS, ...units })],
      }))
    await cost({ oversold: 40, unoffered: 7, isAtLeast: true })
    await cost({ oversold: 500 }, 'NOT_CATALOGED')
    await open('AUTH_INVALID')
    await alert(ports)
    const lines = ports.mailer.mails[0]?.lines
    expect(lines).toContain('Unidades que podem ser vendidas sem ter estoque: 40+.')
    expect(lines).toContain('Unidades em estoque que não estão à venda no Carrefour: 7+.')
    const calm = await aConnectedShop()
    await calm.open('AUTH_INVALID')
    await alert(calm.ports)
    expect(calm.ports.mailer.mails[0]?.lines.join(' ')).not.toContain('Unidades')
  })

  it('is mailed all the same when nobody can count what waits', async () => {
    const { ports, open, subjects } = await aConnectedShop()
    await open('AUTH_INVALID')
    ports.jobs.read = () => Promise.reject(new Error('no answer'))
    ports.summary.read = () => Promise.reject(new Error('no answer'))
    await alert(ports)
    expect(subjects()).toHaveLength(1)
  })

  it('uses the chosen language', async () => {
    const { ports, open, subjects } = await aConnectedShop({ alertLanguage: 'EN' })
    await open('AUTH_INVALID')
    await alert(ports)
    expect(subjects()[0]).toMatch(/^\[Carrefour\] Integration problem: ShopKey/)
  })
})

describe('stock at a standstill', () => {
  const QUARTER = 15 * MINUTE
  const waiting = async (change: Partial<Choices> = {}) => {
    const shop = await aConnectedShop(change)
    await shop.ports.queue.enqueue({ skuId: idOf(1), priority: 'changed' }, shop.ports.clock.now())
    return shop
  }
  const taken = ({ ports }: Awaited<ReturnType<typeof waiting>>) =>
    ports.queue.remove([{ skuId: idOf(1), priority: 'changed' }])
  const seen = async (ports: ReturnType<typeof makePorts>) =>
    (await viewConnection(ports)).standstill?.kind ?? null

  it('is shown, with one mail after a quarter of an hour when nothing takes the queue, and one when it moves again', async () => {
    const shop = await waiting()
    const { ports, subjects } = shop
    const since = ports.clock.now()
    ports.clock.pass(QUARTER - 1)
    await alert(ports)
    expect([await seen(ports), subjects()]).toEqual([null, []])
    ports.clock.pass(1)
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect((await viewConnection(ports)).standstill).toEqual({ kind: 'QUEUE', since })
    expect(subjects()).toEqual([
      '[Carrefour] Problema na integração: O envio de estoque está parado (lojademo)',
    ])
    expect(ports.mailer.mails[0]?.lines).toContain('SKUs que aguardam neste momento: 1.')
    await taken(shop)
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect(await seen(ports)).toBeNull()
    expect(subjects()[1]).toBe('[Carrefour] Resolvido: O envio de estoque está parado (lojademo)')
    expect(subjects()).toHaveLength(2)
  })

  it('is reported once for runs without an end, whatever else is open', async () => {
    const { ports, subjects, open } = await waiting({ alertSolved: false })
    const since = ports.clock.now()
    await open('AUTH_INVALID')
    await ports.connectionState.update(state => ({ ...state, runs: { since, count: 6 } }))
    ports.clock.pass(5 * MINUTE)
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect((await viewConnection(ports)).standstill).toEqual({ kind: 'RUNS', since })
    expect(subjects()).toHaveLength(2)
    await ports.connectionState.update(state => ({ ...state, runs: null }))
    await alert(ports)
    expect([await seen(ports), subjects().length]).toEqual([null, 2])
  })

  it.each<[string, (shop: Awaited<ReturnType<typeof waiting>>) => unknown]>([
    ['an incident says why', ({ open }) => open('RATE_LIMITED')],
    [
      'an outage says why',
      ({ ports }) =>
        ports.connectionState.update(state => ({
          ...state,
          outages: seeOutage(
            [],
            { cause: 'VTEX_UNAVAILABLE', message: 'x' },
            { now: 0, random: 0 }
          ),
        })),
    ],
    [
      'the queue is long, and it moves',
      async shop => {
        await taken(shop)
        const { queue, clock, connectionState } = shop.ports
        await queue.enqueue({ skuId: idOf(1), priority: 'reconcile' }, clock.now())
        await connectionState.update(state => ({
          ...state,
          lastConfirmedAt: clock.now() + QUARTER - MINUTE,
        }))
      },
    ],
    ['nothing waits', shop => taken(shop)],
  ])('is not reported when %s', async (_, prepare) => {
    const shop = await waiting({ alertIncident: true })
    await prepare(shop)
    shop.ports.clock.pass(QUARTER)
    await alert(shop.ports)
    expect(await seen(shop.ports)).toBeNull()
    expect(shop.subjects().join()).not.toContain('parado')
  })

  it.each([
    ['the connection is off', { active: false }],
    ['such mails are not wanted', { alertIncident: false }],
  ])('sends no mail when %s', async (_, change) => {
    const { ports, subjects } = await waiting(change)
    ports.clock.pass(QUARTER)
    await alert(ports)
    expect(subjects()).toEqual([])
  })

  it('retries a mail that was not sent', async () => {
    const { ports } = await waiting()
    ports.clock.pass(QUARTER)
    ports.mailer.next = 'failed'
    await alert(ports)
    await alert(ports)
    expect(ports.mailer.deliveries).toEqual(['failed', 'sent'])
  })
})

describe('held zeros', () => {
  it('are reported by one mail at once, with how many and what follows, and one when none is left', async () => {
    const { ports, subjects } = await aConnectedShop()
    const since = ports.clock.now()
    const hold = (held: number) =>
      ports.connectionState.update(state => ({
        ...state,
        brake: { ...state.brake, open: anOpenBrake({ since, held }) },
      }))
    await hold(40)
    await alert(ports)
    await hold(41)
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect(subjects()).toEqual([
      '[Carrefour] Problema na integração: Zeros retidos para conferência (lojademo)',
    ])
    const [said, next] = ports.mailer.mails[0]?.lines ?? []
    expect(said).toContain('40 SKUs')
    expect(next).toContain('10 minutos')
    ports.clock.pass(12 * MINUTE)
    await ports.connectionState.update(state => ({ ...state, brake: NEW_BRAKE }))
    for (let minute = 0; minute < 5; minute += 1) await alert(ports)
    expect(subjects().slice(1)).toEqual([
      '[Carrefour] Resolvido: Zeros retidos para conferência (lojademo)',
    ])
  })
})

describe('the digest', () => {
  it('is sent once a day while something is open, with counts, units and what to do', async () => {
    const { ports, subjects } = await aConnectedShop()
    await ports.ledger.put(
      aProcess({
        status: 'ERROR',
        cause: 'AUTH_INVALID',
        causeSince: ports.clock.now(),
        quantity: 2,
        atCarrefour: 5,
      })
    )
    for (let hour = 0; hour < 48; hour += 1) {
      ports.clock.pass(HOUR)
      await alert(ports)
    }
    expect(subjects()).toHaveLength(2)
    const [line] = ports.mailer.mails[0]?.lines ?? []
    expect(line).toContain('ShopKey recusada pelo Carrefour (SKUs: 1).')
    expect(line).toContain('Unidades que podem ser vendidas sem ter estoque: 3.')
  })

  it('stays due while what is open cannot be read, and is sent once it can', async () => {
    const { ports, subjects } = await aConnectedShop()
    await ports.ledger.put(
      aProcess({ status: 'ERROR', cause: 'AUTH_INVALID', causeSince: ports.clock.now() })
    )
    ports.clock.pass(DAY)
    ports.ledger.fault = () => 'does not answer'
    await expect(alert(ports)).rejects.toThrow('does not answer')
    expect(subjects()).toEqual([])
    ports.ledger.fault = null
    await alert(ports)
    await alert(ports)
    expect(subjects()).toHaveLength(1)
  })

  it('is not sent when nothing is open', async () => {
    const { ports, subjects } = await aConnectedShop()
    ports.clock.pass(2 * DAY)
    await alert(ports)
    expect(subjects()).toEqual([])
  })
})

describe('a test mail', () => {
  it('is sent, and the history says who asked for it', async () => {
    const { ports } = await aConnectedShop()
    expect(await testAlert(ports)).toBe('SENT')
    expect(ports.history.notes).toEqual([{ kind: 'ALERT_TESTED', outcome: 'SENT' }])
    ports.clock.pass(MINUTE)
    ports.mailer.next = 'failed'
    expect(await testAlert(ports)).toBe('NOT_SENT')
  })

  it('sends one mail for forty concurrent requests, refuses the others, and sends one more a minute later', async () => {
    const { ports } = await aConnectedShop()
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => testAlert(ports)))
    expect(outcomes.filter(outcome => outcome === 'SENT')).toHaveLength(1)
    expect(outcomes.filter(outcome => outcome === 'TOO_SOON')).toHaveLength(39)
    expect(ports.mailer.mails).toHaveLength(1)
    expect(ports.history.notes).toHaveLength(1)
    ports.clock.pass(MINUTE)
    expect(await testAlert(ports)).toBe('SENT')
  })

  it('reports that no address is saved', async () => {
    const { ports } = await aConnectedShop({ notificationEmail: '' })
    expect(await testAlert(ports)).toBe('NO_ADDRESS')
  })
})

describe('an outage on VTEX’s side', () => {
  it('mails about the store, Master Data and a refused key within two minutes, without the ledger, and about each end', async () => {
    const { ports, open, subjects } = await aConnectedShop()
    const chance = { now: ports.clock.now(), random: 0 }
    await open('AUTH_INVALID')
    await ports.connectionState.update(state => ({
      ...state,
      outages: (['VTEX_UNAVAILABLE', 'LEDGER_UNAVAILABLE'] as const).reduce<Outages>(
        (seen, cause) => seeOutage(seen, { cause, message: 'HTTP 500' }, chance),
        []
      ),
    }))
    ports.ledger.fault = () => 'HTTP 500'
    await alert(ports)
    expect(subjects()).toHaveLength(1)
    ports.clock.pass(MINUTE)
    await alert(ports)
    expect(subjects().slice(1)).toEqual([
      '[Carrefour] Problema na integração: Não foi possível ler o estoque na loja VTEX (lojademo)',
      '[Carrefour] Problema na integração: O Master Data da VTEX não respondeu (lojademo)',
    ])
    expect(ports.mailer.mails[2]?.lines[0]).toContain('continua sendo enviado')
    await ports.connectionState.update(state => ({ ...state, outages: [] }))
    ports.clock.pass(MINUTE)
    await alert(ports)
    expect(subjects().slice(3)).toEqual([
      '[Carrefour] Resolvido: Não foi possível ler o estoque na loja VTEX (lojademo)',
      '[Carrefour] Resolvido: O Master Data da VTEX não respondeu (lojademo)',
    ])
  })
})

describe('the texts of a mail', () => {
  const AT = Date.UTC(2026, 10, 24, 2, 5)

  it.each<['PT' | 'EN' | 'ES', RegExp]>([
    ['PT', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
    ['EN', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
    ['ES', /^23\/11\/2026,? 23:05 (BRT|GMT-3)$/],
  ])('in %s, puts the day first and names Brasília’s time zone', (language, expected) => {
    expect(mailMoment(language, AT)).toMatch(expected)
  })

  describe('duration', () => {
    it.each([
      [2 * HOUR + 13 * MINUTE, '2 h 13 min'],
      [30 * SECOND, '1 min'],
      [59 * MINUTE + 59 * SECOND, '59 min'],
      [3 * HOUR, '3 h'],
      [DAY + 5 * MINUTE, '1 d 5 min'],
      [-HOUR, '1 min'],
    ])('%d ms is %s', (span, expected) => {
      expect(mailSpan(span)).toBe(expected)
    })
  })
})

/** A shop at work whose owner gets mails, with one confirmed SKU. */
async function aWatchedShop() {
  const shop = aShop()
  const { saved } = shop.ports.configurations
  if (saved)
    shop.ports.configurations.saved = {
      ...saved,
      choices: { ...saved.choices, ...someChoices({ notificationEmail: 'dona@loja.example' }) },
    }
  await notify(shop, 1)
  await minutes(shop, 3)
  await alertQuietly(shop.ports)
  shop.ports.mailer.mails.length = 0
  return shop
}

const standstillOf = async ({ ports }: Shop) => (await viewConnection(ports)).standstill

/** What a page does when somebody looks. */
async function look({ ports }: Shop) {
  const view = await viewConnection(ports)
  if (view.isUntold) await alertQuietly(ports)
  return view
}

const subjects = ({ ports }: Shop) => ports.mailer.mails.map(({ subject }) => subject)

/** Minutes in which whatever works does: the engine, and the mails. */
async function workFor({ ports }: Shop, count: number) {
  for (let minute = 0; minute < count; minute += 1) {
    await workAndTell(ports)
    ports.clock.pass(MINUTE)
  }
}

describe('an engine that is not called', () => {
  it('is seen by whoever looks after five minutes, and told once by mail, without the scheduler', async () => {
    const shop = await aWatchedShop()
    const { ranAt } = await shop.ports.connectionState.read()
    for (let id = 0; id < 20; id += 1) await notify(shop, 1)
    shop.ports.clock.pass(3 * MINUTE)
    expect((await look(shop)).standstill).toBeNull()
    shop.ports.clock.pass(MINUTE)
    for (let time = 0; time < 5; time += 1) await look(shop)
    expect(await standstillOf(shop)).toEqual({ kind: 'ENGINE', since: ranAt })
    expect(subjects(shop)).toEqual([
      '[Carrefour] Problema na integração: O envio de estoque está parado (lojademo)',
    ])
    expect(shop.ports.mailer.mails[0]?.lines[0]).toContain('não aciona o aplicativo')
  })

  it('is told by the webhook, when nobody looks and neither the scheduler nor an event comes', async () => {
    const shop = await aWatchedShop()
    const watch = new Watch()
    for (let minute = 0; minute < 30; minute += 1) {
      await notify(shop, 1)
      await watch.check(shop.ports, 'lojademo/master')
      shop.ports.clock.pass(MINUTE)
    }
    expect(subjects(shop)).toHaveLength(1)
  })

  it('when it is called again compares everything, and the closing mail says what differed', async () => {
    const shop = await aWatchedShop()
    shop.ports.clock.pass(30 * MINUTE)
    await look(shop)
    // A change of which nobody was told.
    shop.ports.store.stock.set(idOf(1), 3)
    await workFor(shop, 12)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
    const { gap, standstill } = await look(shop)
    expect(standstill).toBeNull()
    expect(gap).toMatchObject({ report: { compared: 1, differed: 1 } })
    expect(subjects(shop)).toHaveLength(2)
    expect(shop.ports.mailer.mails[1]?.lines.join(' ')).toContain(
      '1 SKUs comparados com o Carrefour, 1 diferentes'
    )
    await workFor(shop, 10)
    expect(subjects(shop)).toHaveLength(2)
    shop.ports.clock.pass(2 * DAY)
    expect((await viewConnection(shop.ports)).gap).toBeNull()
  })

  it('during a comparison is followed by another one: what was compared before it may have changed since', async () => {
    const shop = await aWatchedShop()
    const { ports } = shop
    const under = underOf(aConfiguration())
    await ports.connectionState.update(state => ({
      ...state,
      reconcile: beginReconcile(state.reconcile, under, ports.clock.now()),
    }))
    ports.clock.pass(30 * MINUTE)
    ports.store.stock.set(idOf(1), 3)
    await workFor(shop, 12)
    expect((await look(shop)).gap).toMatchObject({ report: { compared: 1 } })
    expect(ports.carrefour.offers.get('1')).toBe(3)
  })

  it.each([
    ['off', { active: false }],
    ['to be set up', null],
  ])('says nothing while the connection is %s', async (_, change) => {
    const shop = await aWatchedShop()
    const { saved } = shop.ports.configurations
    shop.ports.configurations.saved =
      saved && change ? { ...saved, choices: { ...saved.choices, ...change } } : null
    shop.ports.clock.pass(HOUR)
    expect((await look(shop)).standstill).toBeNull()
    expect(subjects(shop)).toEqual([])
  })
})

describe('other silences', () => {
  it('files that leave and are never confirmed are told after an hour', async () => {
    const shop = await aWatchedShop()
    shop.ports.carrefour.failedImports = 1_000
    for (let round = 0; round < 13; round += 1) {
      await notify(shop, 1)
      await workFor(shop, 5)
    }
    expect(await standstillOf(shop)).toMatchObject({ kind: 'UNCONFIRMED' })
    expect(subjects(shop)).toHaveLength(1)
    shop.ports.carrefour.failedImports = 0
    await notify(shop, 1)
    await workFor(shop, 4)
    expect(await standstillOf(shop)).toBeNull()
    expect(subjects(shop)).toHaveLength(2)
  })

  it('a ShopKey is tried once a day although nothing changes, so that its end is known before a change comes', async () => {
    const shop = await aWatchedShop()
    const { carrefour, clock } = shop.ports
    for (let hour = 0; hour < 19; hour += 1) {
      await workFor(shop, 1)
      clock.pass(HOUR - MINUTE)
      // As if the scheduler had called all the while.
      await shop.ports.connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    }
    const before = carrefour.calls.length
    carrefour.revoked.add('shop-key-of-the-demo-2001')
    clock.pass(2 * HOUR)
    await shop.ports.connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    await workFor(shop, 2)
    expect(carrefour.calls.length).toBe(before + 1)
    expect((await viewConnection(shop.ports)).incident).toMatchObject({ cause: 'AUTH_INVALID' })
  })

  it('a ShopKey without a good answer for a day is told when nothing else says why', async () => {
    const shop = await aWatchedShop()
    const now = shop.ports.clock.now()
    await shop.ports.connectionState.update(state => ({
      ...state,
      keyWorkedAt: now - DAY,
      ranAt: now,
    }))
    expect(await standstillOf(shop)).toEqual({ kind: 'KEY', since: now - DAY })
  })

  it('a change that waits while others are confirmed is told after a quarter of an hour', async () => {
    const shop = await aWatchedShop()
    const { queue, clock, connectionState } = shop.ports
    await queue.enqueue({ skuId: idOf(1), priority: 'changed' }, clock.now())
    clock.pass(15 * MINUTE)
    await connectionState.update(state => ({
      ...state,
      lastConfirmedAt: clock.now() - MINUTE,
      queueSince: clock.now() - 14 * MINUTE,
    }))
    const left = await leftInQueue(shop.ports, await shop.ports.connectionState.read(), 13 * MINUTE)
    await connectionState.update(state => ({ ...state, left, ranAt: clock.now() }))
    expect(await standstillOf(shop)).toMatchObject({ kind: 'LATE' })
  })
})

describe('what waited through trouble that was told', () => {
  const DOWN = { kind: 'unavailable', message: 'HTTP 503' } as const
  const KEY = 'shop-key-of-the-demo-2001'
  const SAVED = { shopKey: null, shopId: null, carrefourUrl: null }

  it.each<[string, (shop: Shop) => void, (shop: Shop) => void]>([
    [
      'an outage of Carrefour',
      ({ ports }) => void (ports.carrefour.outage = DOWN),
      ({ ports }) => void (ports.carrefour.outage = null),
    ],
    [
      'an outage of the store',
      ({ ports }) => void (ports.store.down = true),
      ({ ports }) => void (ports.store.down = false),
    ],
    [
      'a refused ShopKey',
      ({ ports }) => void ports.carrefour.revoked.add(KEY),
      ({ ports }) => void ports.carrefour.revoked.delete(KEY),
    ],
  ])('is no standstill when %s ends: two mails, and no notice', async (_, begin, end) => {
    const shop = await aWatchedShop()
    begin(shop)
    await notify(shop, 1)
    await workFor(shop, 40)
    expect(subjects(shop)).toHaveLength(1)
    end(shop)
    for (let minute = 0; minute < 40; minute += 1) {
      if (minute === 5) await testKey(shop.ports, SAVED)
      await workFor(shop, 1)
      expect(await standstillOf(shop)).toBeNull()
    }
    expect(subjects(shop)).toHaveLength(2)
  })

  it('is a standstill when nothing moves for a quarter of an hour after it', async () => {
    const shop = await aWatchedShop()
    const { connectionState, clock } = shop.ports
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    await workFor(shop, 40)
    const over = clock.now()
    await connectionState.update(state => answered(state, over))
    clock.pass(14 * MINUTE)
    await connectionState.update(state => ({ ...state, ranAt: clock.now() }))
    expect(await standstillOf(shop)).toBeNull()
    clock.pass(MINUTE)
    expect(await standstillOf(shop)).toEqual({ kind: 'QUEUE', since: over })
  })

  it.each([
    ['off', { active: false }],
    ['withheld in a development workspace', { sendFromDevelopment: false }],
  ])('is no standstill when a connection that was %s is turned on', async (_, off) => {
    const shop = await aWatchedShop()
    const { ports } = shop
    Object.assign(ports, { production: !('sendFromDevelopment' in off) })
    const { saved } = ports.configurations
    if (!saved) throw new Error('The shop has no configuration')
    const choices = { ...saved.choices, active: true, sendFromDevelopment: true }
    ports.configurations.saved = { ...saved, choices: { ...choices, ...off } }
    await notify(shop, 1)
    await workFor(shop, 40)
    const form = { ...choices, shopKey: null, version: saved.version }
    expect(await saveConfiguration(ports, form, 'dona@loja.example')).toMatchObject({
      kind: 'saved',
    })
    for (let minute = 0; minute < 20; minute += 1) {
      expect(await standstillOf(shop)).toBeNull()
      await workFor(shop, 1)
    }
    expect(subjects(shop)).toEqual([])
  })

  it('counts in full when the trouble was too short to be told', async () => {
    const shop = await aWatchedShop()
    const { connectionState, clock } = shop.ports
    shop.ports.carrefour.outage = DOWN
    await notify(shop, 1)
    const asked = clock.now()
    for (let time = 0; time < 3; time += 1) {
      await workFor(shop, 6)
      await connectionState.update(state => answered(state, clock.now()))
    }
    const still = await standstillOf(shop)
    expect(still).toMatchObject({ kind: 'QUEUE' })
    expect((still?.since ?? 0) - asked).toBeLessThan(MINUTE)
  })
})

it('tells the end of an outage of the store with what was compared, and not later than two hours after', () => {
  const outage = { cause: 'VTEX_UNAVAILABLE' as const, since: 0 }
  const told = afterAlert(EMPTY_ALERT_LOG, { kind: 'incident', incident: outage, shops: null })
  const open = { incident: null, outages: [], standstill: null, brake: { open: null } }
  const gap = { from: 0, to: HOUR, report: null }
  const at = (
    now: number,
    report: typeof gap.report | { at: number; compared: number; differed: number } = null
  ) => dueAlert({ ...told, digestAt: 10 * DAY }, { ...open, gap: { ...gap, report } }, now)
  expect(at(HOUR + MINUTE)).toBeNull()
  expect(at(3 * HOUR)).toMatchObject({ kind: 'solved', gap: null })
  const report = { at: HOUR + MINUTE, compared: 1_204, differed: 17 }
  expect(at(HOUR + MINUTE, report)).toMatchObject({ kind: 'solved', gap: { report } })
})
