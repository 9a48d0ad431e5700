import { describe, expect, it } from '@jest/globals'
import { fingerprint } from '../carrefour/classify.logic'
import type { Process } from './process.logic'
import { DAY, HOUR } from '../shared/time'
import { aProcess, skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { type AsideChoice, type Problem, byUrgency, NO_UNITS } from './problems.logic'
import { aStoredAccount } from '../testing/storedAccount'
import { dismissProblem, viewProblems } from './problems'

async function given(...processes: ReadonlyArray<Partial<Process> & { readonly id: number }>) {
  const ports = makePorts()
  for (const { id, ...more } of processes)
    await ports.ledger.put(aProcess({ skuId: skuId(id), ...more }))
  return ports
}

const now = makePorts().clock.now()
const uncatalogued = { status: 'WARNING', cause: 'NOT_CATALOGED' } as const
const refused = (message: string) =>
  ({
    status: 'ERROR',
    cause: 'OFFER_LINE_REJECTED',
    message,
    fingerprint: fingerprint(message),
    causeSince: now - HOUR,
  }) as const

describe('the open problems', () => {
  it('SKUs of one cause are one problem with its numbers', async () => {
    const ports = await given(
      { id: 1 },
      { id: 2, ...uncatalogued, causeSince: now - 3 * DAY, nextCheckAt: now + 50 },
      { id: 3, ...uncatalogued, causeSince: now - HOUR, nextCheckAt: now + 20 }
    )
    expect((await viewProblems(ports)).problems).toMatchObject([
      {
        id: 'NOT_CATALOGED',
        count: 2,
        since: now - 3 * DAY,
        lastDay: 1,
        sample: { skuId: '2' },
        nextCheckAt: now + 20,
        dismissed: false,
      },
    ])
  })

  it('causes that nobody must end are no problem; the last confirmation is shown', async () => {
    const ports = await given({ id: 1 }, { id: 2, status: 'WARNING', cause: 'BELOW_MIN_STOCK' })
    await ports.connectionState.update(state => ({ ...state, lastConfirmedAt: now }))
    expect(await viewProblems(ports)).toEqual({ problems: [], lastConfirmedAt: now })
  })

  it('refusals with two texts and one without are a problem each', async () => {
    const ports = await given(
      { id: 1, ...refused('Oferta 17 bloqueada') },
      { id: 2, ...refused('Oferta 18 bloqueada') },
      { id: 3, ...refused('Categoria fechada') },
      { id: 4, ...refused(''), fingerprint: null }
    )
    const { problems } = await viewProblems(ports)
    expect(problems.map(({ count, sample }) => [count, sample.message])).toEqual([
      [2, 'Oferta 17 bloqueada'],
      [1, null],
      [1, 'Categoria fechada'],
    ])
    expect(problems.find(problem => problem.fingerprint === null)?.count).toBe(1)
  })

  it('a hundred different texts give a bounded number of problems that adds up', async () => {
    const words = Array.from(
      { length: 100 },
      (_, at) => `Motivo ${'abcdefghij'[at % 10] ?? ''}${'klmnopqrst'[Math.floor(at / 10)] ?? ''}`
    )
    const ports = await given(...words.map((message, at) => ({ id: at + 1, ...refused(message) })))
    let calls = 0
    const counting = new Proxy(ports.ledger, {
      get: (target, name) => {
        calls += name === 'search' || name === 'count' ? 1 : 0
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? (member.bind(target) as unknown) : member
      },
    })
    const { problems } = await viewProblems({ ...ports, ledger: counting })
    expect(problems.length).toBeLessThanOrEqual(9)
    expect(problems.reduce((sum, { count }) => sum + count, 0)).toBe(100)
    expect(calls).toBeLessThan(60)
  })

  it('of problems that cost the same those of the merchant come first', async () => {
    const nothing = { ...uncatalogued, causeSince: now, quantity: 0, atCarrefour: 0 }
    const ports = await given(
      { id: 1, ...nothing },
      { id: 2, ...nothing },
      { id: 3, status: 'WARNING', cause: 'SKU_INACTIVE', causeSince: now, quantity: 0 }
    )
    expect((await viewProblems(ports)).problems.map(({ id }) => id)).toEqual([
      'SKU_INACTIVE',
      'NOT_CATALOGED',
    ])
  })
})

describe('dismissing', () => {
  const aside = (choice: Partial<AsideChoice> = {}) => ({
    id: 'NOT_CATALOGED',
    by: 'ana@loja.example',
    aside: { until: 'OVER', day: null, skus: null, reason: 'férias', ...choice } as const,
  })
  const more = async (ports: Awaited<ReturnType<typeof given>>, ids: readonly number[]) => {
    for (const id of ids)
      await ports.ledger.put(
        aProcess({ skuId: skuId(id), ...uncatalogued, causeSince: now - HOUR })
      )
  }

  const dismissed = async (ports: Awaited<ReturnType<typeof given>>) =>
    (await viewProblems(ports)).problems.map(problem => problem.dismissed)

  it('marks a problem as dismissed until it is shown again', async () => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    await dismissProblem(ports, aside())
    expect(await dismissed(ports)).toEqual([true])
    await dismissProblem(ports, { ...aside(), aside: null })
    expect(await dismissed(ports)).toEqual([false])
  })

  it('shows a problem that was over and started again', async () => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    await dismissProblem(ports, aside())
    await ports.ledger.put(aProcess({ ...uncatalogued, causeSince: ports.clock.now() + HOUR }))
    expect(await dismissed(ports)).toEqual([false])
  })

  it('until a day shows the problem from that moment on', async () => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    await dismissProblem(ports, aside({ until: 'DAY', day: now + DAY }))
    ports.clock.pass(DAY - 1)
    expect(await dismissed(ports)).toEqual([true])
    ports.clock.pass(1)
    expect(await dismissed(ports)).toEqual([false])
  })

  it.each<['MORE' | 'HALF', number | null, number]>([
    ['MORE', 3, 2],
    ['HALF', null, 1],
  ])('until %s shows the problem once it has grown so far', async (until, skus, calm) => {
    const ports = await given()
    await more(ports, [1, 2, 3, 4])
    const view = await dismissProblem(ports, aside({ until, skus }))
    const threshold = 4 + calm + 1
    expect(view).toMatchObject({
      value: { problems: [{ dismissal: { until: { skus: threshold }, reason: 'férias' } }] },
    })
    await more(
      ports,
      Array.from({ length: threshold - 5 }, (_, at) => at + 5)
    )
    expect(await dismissed(ports)).toEqual([true])
    await more(ports, [99])
    expect(await dismissed(ports)).toEqual([false])
  })

  it.each<Partial<AsideChoice>>([
    { until: 'DAY' },
    { until: 'DAY', day: now - 1 },
    { until: 'DAY', day: now + 400 * DAY },
    { until: 'MORE' },
    { until: 'MORE', skus: 0 },
    { until: 'MORE', skus: 1.5 },
    { reason: ' ' },
    { reason: 'x'.repeat(201) },
  ])('as %j is refused, and nothing changes', async choice => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    expect(await dismissProblem(ports, aside(choice))).toMatchObject({ ok: false })
    expect(await dismissed(ports)).toEqual([false])
    expect(ports.history.notes).toEqual([])
  })

  it('keeps how it was put aside in storage, and reads what older versions stored', async () => {
    const { ports, files } = aStoredAccount()
    await dismissProblem(ports, aside({ until: 'DAY', day: now + DAY }))
    expect(await ports.dismissals.read()).toMatchObject([
      { until: { kind: 'DAY', day: now + DAY }, reason: 'férias' },
    ])
    files.put('pages/dismissals.json', { dismissals: [{ id: 'UNKNOWN', by: 'x', at: 1 }] })
    expect(await ports.dismissals.read()).toEqual([
      { id: 'UNKNOWN', by: 'x', at: 1, until: { kind: 'OVER' }, reason: '' },
    ])
  })

  it.each(['', 'NOTHING', 'UNKNOWN.not hex', 'UNKNOWN.'])('%j is no problem', async id => {
    expect(await dismissProblem(await given(), { ...aside(), id })).toMatchObject({ ok: false })
  })
})

describe('what a problem costs', () => {
  const zero = { quantity: 0, available: 0 }
  const locked = { status: 'ERROR', cause: 'AUTH_FORBIDDEN' } as const

  it('is units that may be oversold, and units that are not offered, of all its SKUs', async () => {
    const ports = await given(
      { id: 1, ...uncatalogued, quantity: 7, atCarrefour: 0 },
      { id: 2, ...uncatalogued, quantity: 2, atCarrefour: 0 },
      { id: 3, ...locked, ...zero, atCarrefour: 4 },
      { id: 4, ...locked, quantity: 9, atCarrefour: 3 },
      { id: 5, status: 'WARNING', cause: 'ZERO_HELD', quantity: null, atCarrefour: 11 },
      { id: 6, status: 'ERROR', cause: 'STORE_SKU_FAILED', quantity: null, atCarrefour: 5 }
    )
    const { problems } = await viewProblems(ports)
    expect(problems.map(({ cause, units }) => [cause, units.oversold, units.unoffered])).toEqual([
      ['ZERO_HELD', 11, 0],
      ['AUTH_FORBIDDEN', 4, 6],
      ['NOT_CATALOGED', 0, 9],
      ['STORE_SKU_FAILED', 0, 0],
    ])
  })

  it('is told as at least so many when there are more SKUs than are added up', async () => {
    const ports = await given(
      ...Array.from({ length: 501 }, (_, at) => ({
        id: at + 1,
        ...uncatalogued,
        quantity: at === 300 ? 90 : 1,
        atCarrefour: 0,
      }))
    )
    const [problem] = (await viewProblems(ports)).problems
    expect(problem?.units).toEqual({ oversold: 0, unoffered: 589, isAtLeast: true })
  })

  it('one unit that may be oversold comes before any number that is not offered', () => {
    const problem = (cause: Problem['cause'], units: Partial<Problem['units']>, count = 1) => ({
      id: cause,
      cause,
      fingerprint: null,
      count,
      since: null,
      lastDay: 0,
      units: { ...NO_UNITS, ...units },
      sample: { skuId: skuId(1), message: null },
      nextCheckAt: null,
    })
    const sorted = [
      problem('NOT_CATALOGED', { unoffered: 5_000 }, 900),
      problem('SKU_INACTIVE', {}, 2),
      problem('STALE', { oversold: 1 }),
      problem('UNCONFIRMED', { oversold: 3 }),
      problem('VTEX_UNAVAILABLE', {}, 9),
    ].sort(byUrgency)
    expect(sorted.map(({ cause }) => cause)).toEqual([
      'UNCONFIRMED',
      'STALE',
      'NOT_CATALOGED',
      'SKU_INACTIVE',
      'VTEX_UNAVAILABLE',
    ])
  })
})
