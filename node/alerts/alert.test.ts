import { describe, expect, it } from '@jest/globals'
import { NEW_BRAKE } from '../engine/brake.logic'
import { aConfiguration, aProcess, anOpenBrake, someChoices } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { DAY, HOUR, MINUTE, SECOND } from '../shared/time'
import { type Problem, type ProblemUnits, NO_UNITS } from '../ledger/problems.logic'
import type { Cause } from '../shared/causes'
import type { Choices } from '../connection/configuration.logic'
import { type IncidentCause, type Outages, seeOutage } from '../engine/incident.logic'
import { openIncident } from '../engine/transitions.logic'
import { alert, testAlert } from './alert'
import { idOf } from '../testing/workday'
import { viewConnection } from '../connection/view'
import { mailMoment, mailSpan } from './mail'

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

async function aShop(change: Partial<Choices> = {}) {
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
    const { ports, open, close, subjects } = await aShop()
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
    const { ports, open, close, subjects } = await aShop()
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
    const { ports, open } = await aShop()
    await open('AUTH_INVALID')
    ports.mailer.next = 'failed'
    await alert(ports)
    await alert(ports)
    await alert(ports)
    expect(ports.mailer.deliveries).toEqual(['failed', 'sent'])
  })

  it('sends no second mail when no answer came, because the first may have arrived', async () => {
    const { ports, open } = await aShop()
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
    const { ports, open, close, subjects } = await aShop(change)
    await open('AUTH_INVALID')
    await alert(ports)
    await close()
    await alert(ports)
    expect(subjects()).toEqual([])
  })

  it('says how many SKUs wait, and nothing of it when none does (C4)', async () => {
    const { ports, open } = await aShop()
    for (const id of [1, 2, 3])
      await ports.queue.enqueue({ skuId: idOf(id), priority: 'changed' }, ports.clock.now())
    await open('AUTH_INVALID')
    await alert(ports)
    expect(ports.mailer.mails[0]?.lines).toContain('SKUs que aguardam neste momento: 3.')
    const calm = await aShop()
    await calm.open('AUTH_INVALID')
    await alert(calm.ports)
    expect(calm.ports.mailer.mails[0]?.lines.join(' ')).not.toContain('aguardam neste momento')
  })

  it('says what the SKUs that met it cost in units, and nothing of units that nobody knows (C4)', async () => {
    const { ports, open } = await aShop()
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
    const calm = await aShop()
    await calm.open('AUTH_INVALID')
    await alert(calm.ports)
    expect(calm.ports.mailer.mails[0]?.lines.join(' ')).not.toContain('Unidades')
  })

  it('is mailed all the same when nobody can count what waits', async () => {
    const { ports, open, subjects } = await aShop()
    await open('AUTH_INVALID')
    ports.jobs.read = () => Promise.reject(new Error('no answer'))
    ports.summary.read = () => Promise.reject(new Error('no answer'))
    await alert(ports)
    expect(subjects()).toHaveLength(1)
  })

  it('uses the chosen language', async () => {
    const { ports, open, subjects } = await aShop({ alertLanguage: 'EN' })
    await open('AUTH_INVALID')
    await alert(ports)
    expect(subjects()[0]).toMatch(/^\[Carrefour\] Integration problem: ShopKey/)
  })
})

describe('stock at a standstill', () => {
  const QUARTER = 15 * MINUTE
  const waiting = async (change: Partial<Choices> = {}) => {
    const shop = await aShop(change)
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
    const { ports, subjects } = await aShop()
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
    const { ports, subjects } = await aShop()
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
    const { ports, subjects } = await aShop()
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
    const { ports, subjects } = await aShop()
    ports.clock.pass(2 * DAY)
    await alert(ports)
    expect(subjects()).toEqual([])
  })
})

describe('a test mail', () => {
  it('is sent, and the history says who asked for it', async () => {
    const { ports } = await aShop()
    expect(await testAlert(ports)).toBe('SENT')
    expect(ports.history.notes).toEqual([{ kind: 'ALERT_TESTED', outcome: 'SENT' }])
    ports.clock.pass(MINUTE)
    ports.mailer.next = 'failed'
    expect(await testAlert(ports)).toBe('NOT_SENT')
  })

  it('sends one mail for forty concurrent requests, refuses the others, and sends one more a minute later', async () => {
    const { ports } = await aShop()
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => testAlert(ports)))
    expect(outcomes.filter(outcome => outcome === 'SENT')).toHaveLength(1)
    expect(outcomes.filter(outcome => outcome === 'TOO_SOON')).toHaveLength(39)
    expect(ports.mailer.mails).toHaveLength(1)
    expect(ports.history.notes).toHaveLength(1)
    ports.clock.pass(MINUTE)
    expect(await testAlert(ports)).toBe('SENT')
  })

  it('reports that no address is saved', async () => {
    const { ports } = await aShop({ notificationEmail: '' })
    expect(await testAlert(ports)).toBe('NO_ADDRESS')
  })
})

describe('an outage on VTEX’s side', () => {
  it('mails about the store, Master Data and a refused key within two minutes, without the ledger, and about each end', async () => {
    const { ports, open, subjects } = await aShop()
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
      '[Carrefour] Problema na integração: A loja VTEX não respondeu (lojademo)',
      '[Carrefour] Problema na integração: O Master Data da VTEX não respondeu (lojademo)',
    ])
    expect(ports.mailer.mails[2]?.lines[0]).toContain('continua sendo enviado')
    await ports.connectionState.update(state => ({ ...state, outages: [] }))
    ports.clock.pass(MINUTE)
    await alert(ports)
    expect(subjects().slice(3)).toEqual([
      '[Carrefour] Resolvido: A loja VTEX não respondeu (lojademo)',
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
