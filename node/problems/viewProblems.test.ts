import { describe, expect, it } from '@jest/globals'

import { fingerprint } from '../ledger/classify.logic'
import type { Process } from '../ledger/process.logic'
import { DAY, HOUR } from '../shared/time'
import { aProcess, skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { dismissProblem, viewProblems } from './viewProblems'

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

  it('problems of the merchant come first', async () => {
    const ports = await given(
      { id: 1, ...uncatalogued, causeSince: now },
      { id: 2, ...uncatalogued, causeSince: now },
      { id: 3, status: 'WARNING', cause: 'SKU_INACTIVE', causeSince: now }
    )
    expect((await viewProblems(ports)).problems.map(({ id }) => id)).toEqual([
      'SKU_INACTIVE',
      'NOT_CATALOGED',
    ])
  })
})

describe('dismissing', () => {
  const dismissed = async (ports: Awaited<ReturnType<typeof given>>) =>
    (await viewProblems(ports)).problems.map(problem => problem.dismissed)

  it('marks a problem as dismissed until it is shown again', async () => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    await dismissProblem(ports, 'NOT_CATALOGED', true, 'ana@loja.example')
    expect(await dismissed(ports)).toEqual([true])
    await dismissProblem(ports, 'NOT_CATALOGED', false, 'ana@loja.example')
    expect(await dismissed(ports)).toEqual([false])
  })

  it('shows a problem that was over and started again', async () => {
    const ports = await given({ id: 1, ...uncatalogued, causeSince: now - HOUR })
    await dismissProblem(ports, 'NOT_CATALOGED', true, 'ana@loja.example')
    await ports.ledger.put(aProcess({ ...uncatalogued, causeSince: ports.clock.now() + HOUR }))
    expect(await dismissed(ports)).toEqual([false])
  })

  it.each(['', 'NOTHING', 'UNKNOWN.not hex', 'UNKNOWN.'])('%j is no problem', async id => {
    expect(await dismissProblem(await given(), id, true, 'ana@loja.example')).toBeNull()
  })
})
