import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { countProcesses, healthOf } from './matches'
import { viewProcesses } from './list'
import { type ProcessFilter, EVERY_PROCESS } from './filter.logic'
import { DAY } from '../shared/time'
import { viewConnection } from '../connection/view'
import { problemsInLedger, viewProblems } from './problems'
import type { Problem } from './problems.logic'
import type { Ports } from '../ports'
import { aProcess, skuId } from '../testing/factories'
import { Crash, crashing } from '../testing/deaths'
import { NO_SUMMARY, opened } from './summary.logic'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { type Shop, aShop, minutes, notify } from '../testing/workday'

/** The ports of somebody for whom the ledger was never counted: every view asks the ledger. */
const withoutSummary = (ports: Ports): Ports => ({
  ...ports,
  summary: { read: async () => NO_SUMMARY, update: async () => null },
})

const FILTERS: readonly Partial<ProcessFilter>[] = [
  {},
  { status: 'ERROR' },
  { status: 'PENDING' },
  { causes: ['NOT_CATALOGED', 'OFFER_LINE_REJECTED'] },
  { actor: 'MERCHANT' },
  { actor: 'NOBODY', status: 'WARNING' },
]

/** Counts by every filter, and the totals: from the summary must be what the ledger says. */
async function expectCounts({ ports }: Shop): Promise<void> {
  const counted = withoutSummary(ports)
  for (const one of FILTERS) {
    const filter = { ...EVERY_PROCESS, ...one }
    expect(await countProcesses(ports, filter)).toEqual(await countProcesses(counted, filter))
  }
  const { success, warning, error, blocked } = await viewConnection(ports)
  // Rows that have left the last day are seen at the next count.
  const health = await healthOf(ports)
  const from = { ...counted, clock: { ...counted.clock, now: () => health.since + DAY } }
  expect(health).toEqual(await healthOf(from))
  expect({ success, warning, error, blocked }).toMatchObject(pick(await viewConnection(counted)))
  // What the card says is what the list says of the same rows, and the tabs of outcomes are all rows.
  expect(await listSays(ports, null)).toEqual({ success, warning, error })
  const { since, ...day } = health
  expect(await listSays(ports, since)).toEqual(day)
  const window = { sort: 'newest', page: 1, pageSize: 1 } as const
  const { total } = await viewProcesses(ports, EVERY_PROCESS, window)
  expect((success ?? 0) + (warning ?? 0) + (error ?? 0)).toBe(total)
}

/** The numbers of the list's tabs for rows processed since a moment. */
async function listSays(ports: Ports, since: number | null) {
  const counts = await countProcesses(ports, { ...EVERY_PROCESS, since })
  const of = (wanted: string) => counts?.statuses.find(({ status }) => status === wanted)?.count
  return { success: of('SUCCESS'), warning: of('WARNING'), error: of('ERROR') }
}

const pick = ({
  success,
  warning,
  error,
  blocked,
}: Awaited<ReturnType<typeof viewConnection>>) => ({
  success,
  warning,
  error,
  blocked,
})

/** At rest nothing is left to count, and everything is what the ledger says. */
async function expectAtRest(shop: Shop): Promise<void> {
  const { ports } = shop
  // A file in doubt is followed for a while: its rows may be written once more.
  for (let part = 0; part < 12; part += 1) {
    await minutes(shop, 20)
    if ((await ports.summary.read()).recountFrom === null) break
  }
  expect(await ports.summary.read()).toMatchObject({ open: null, recountFrom: null })
  await expectCounts(shop)
  await expectProblems(shop)
}

/** The problems with their numbers and what they cost are what the ledger says. */
async function expectProblems({ ports }: Shop): Promise<void> {
  const { problems } = await viewProblems(ports)
  const found = await problemsInLedger(ports)
  const known = ({ id, count, units }: Problem) =>
    `${id} ${count} ${units.oversold} ${units.unoffered}`
  expect(problems.map(known).sort()).toEqual(found.map(known).sort())
}

async function aCountedShop(skus: number): Promise<Shop> {
  const shop = aShop()
  for (let id = 1; id <= skus; id += 1) shop.sell(id, 5)
  await minutes(shop, 2)
  expect((await shop.ports.summary.read()).countedAt).toBeGreaterThan(0)
  return shop
}

describe('the summary', () => {
  it('follows every row that is written, before the ledger is counted again', async () => {
    const shop = await aCountedShop(6)
    const { carrefour } = shop.ports
    const { countedAt } = await shop.ports.summary.read()
    carrefour.rejections.set('2', 'Oferta bloqueada')
    carrefour.offers.delete('3')
    for (let id = 1; id <= 6; id += 1) await notify(shop, id)
    await minutes(shop, 1)
    await expectCounts(shop)
    carrefour.rejections.clear()
    carrefour.rejections.set('4', 'Outra coisa')
    shop.ports.store.stock.set(skuId(4), 2)
    for (const id of [2, 4]) await notify(shop, id)
    await minutes(shop, 1)
    await expectCounts(shop)
    await expectProblems(shop)
    shop.ports.store.stock.set(skuId(4), 1)
    shop.ports.store.stock.set(skuId(3), 9)
    for (const id of [3, 4]) await notify(shop, id)
    await minutes(shop, 1)
    await expectProblems(shop)
    expect((await shop.ports.summary.read()).countedAt).toBe(countedAt)
    expect((await viewProblems(shop.ports)).problems).toMatchObject([
      {
        cause: 'OFFER_LINE_REJECTED',
        count: 1,
        units: { oversold: 4, unoffered: 0 },
        sample: { skuId: '4' },
      },
      {
        cause: 'NOT_CATALOGED',
        count: 1,
        units: { oversold: 0, unoffered: 9 },
        sample: { skuId: '3' },
      },
    ])
    await expectAtRest(shop)
  })

  it('is counted again after a run that died while it wrote rows', async () => {
    const shop = await aCountedShop(4)
    const { ports } = shop
    ports.carrefour.rejections.set('2', 'Oferta bloqueada')
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    let writes = 0
    const dying: Ports = {
      ...ports,
      summary: {
        read: () => ports.summary.read(),
        // Opened, then the process dies with its changes.
        update: change =>
          (writes += 1) > 1 ? Promise.reject(new Crash('dead')) : ports.summary.update(change),
      },
    }
    for (let run = 0; run < 4 && writes < 2; run += 1)
      await runEngine(dying, WORK_BUDGET).catch(() => null)
    expect((await ports.summary.read()).open).not.toBeNull()
    await expectAtRest(shop)
  })

  it('names its moment while a run writes rows, and none at rest', async () => {
    const shop = await aCountedShop(2)
    const { ports } = shop
    expect((await viewConnection(ports)).numbersAt).toBeNull()
    const { at } = await ports.summary.read()
    await ports.summary.update(now => opened(now, 'run-1', ports.clock.now()))
    expect((await viewConnection(ports)).numbersAt).toBe(at)
    await ports.summary.update(now => ({ ...now, open: null }))
    expect((await viewConnection(ports)).numbersAt).toBeNull()
  })

  it('is counted again when somebody else wrote or removed rows', async () => {
    const shop = await aCountedShop(4)
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    await minutes(shop, 8)
    await shop.ports.ledger.put(aProcess({ skuId: skuId(900), cause: 'UNKNOWN', status: 'ERROR' }))
    await minutes(shop, 6)
    await expectCounts(shop)
    expect((await viewConnection(shop.ports)).error).toBe(1)
  })

  it('costs no search while nothing changes, but for a count of the last day each hour', async () => {
    const shop = await aCountedShop(4)
    for (let id = 1; id <= 4; id += 1) await notify(shop, id)
    await minutes(shop, 20)
    let counts = 0
    shop.ports.ledger.fault = name => {
      if (name === 'count') counts += 1
      return null
    }
    await minutes(shop, 30)
    expect(counts).toBeLessThanOrEqual(50)
  })

  it('says at rest what the ledger says, whatever happens and wherever a run dies', async () => {
    const move = fc.record({
      kind: fc.constantFrom('notify', 'reject', 'accept', 'vanish', 'work', 'die'),
      id: fc.integer({ min: 1, max: 6 }),
      at: fc.integer({ min: 1, max: 60 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 14 }), async moves => {
        const shop = await aCountedShop(6)
        const { ports } = shop
        for (const { kind, id, at, when } of moves) {
          if (kind === 'notify') await notify(shop, id)
          if (kind === 'reject') ports.carrefour.rejections.set(String(id), `Motivo ${id % 3}`)
          if (kind === 'accept') ports.carrefour.rejections.delete(String(id))
          if (kind === 'vanish') ports.carrefour.offers.delete(String(id))
          if (kind === 'work') await minutes(shop, 1)
          if (kind === 'die') {
            const run = runEngine(crashing(ports, { at, when }), WORK_BUDGET)
            await run.catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error
            })
            ports.clock.pass(60_000)
          }
        }
        await expectAtRest(shop)
      }),
      { numRuns: 30 }
    )
  })
})
