import { describe, expect, it } from '@jest/globals'

import {
  type Shop,
  aShop,
  aShopWithFailures,
  idOf,
  jobOf,
  minutes,
  notify,
  start,
} from '../testing/workday'
import { Crash } from '../testing/deaths'
import { LedgerUnavailable } from '../ports/stores'
import { SimulatedClock } from '../testing/simulated'
import { MINUTE, SECOND } from '../shared/time'
import { cancelJob } from '../jobs/start'
import { judgedAt } from './judged.logic'
import { runEngine, WORK_BUDGET } from './engine'
import service from '../service.json'

/** Writes under way at once. */
const AT_ONCE = 8

/** A ledger in the cloud: each write takes a while, and in every `took` milliseconds one of them ends. */
function slowWrites({ ports }: ReturnType<typeof aShop>, took: number): void {
  const put = ports.ledger.put.bind(ports.ledger)
  ports.ledger.put = async process => {
    await ports.clock.sleep(took * AT_ONCE)
    return put(process)
  }
}

function switchOff({ ports: { configurations } }: Shop): void {
  const { saved } = configurations
  if (saved) configurations.saved = { ...saved, choices: { ...saved.choices, active: false } }
}

/** Runs the engine until a judged batch waits to be settled, in twenty runs at most. */
async function untilJudged({ ports }: ReturnType<typeof aShop>): Promise<void> {
  for (let run = 0; run < 20; run += 1) {
    if ((await ports.connectionState.read()).judged.length > 0) return
    await runEngine(ports, WORK_BUDGET)
  }
}

/** A shop that is switched off while the outcomes of 1,800 SKUs are being written. */
async function aSlowShopSwitchedOff(): Promise<Shop> {
  const shop = await aShopWithFailures(1_800, new SimulatedClock())
  slowWrites(shop, 100)
  await start(shop)
  await untilJudged(shop)
  switchOff(shop)
  return shop
}

describe('how long a run works', () => {
  it('goes on for longer while rows are written, under a lease that is always valid and ends soon after a death', async () => {
    const shop = await aShopWithFailures(3_000, new SimulatedClock())
    const { clock, connectionState, ledger } = shop.ports
    slowWrites(shop, 100)
    await start(shop)
    await untilJudged(shop)
    const left: number[] = []
    const put = ledger.put.bind(ledger)
    ledger.put = async process => {
      const { lease } = await connectionState.read()
      left.push((lease?.until ?? 0) - clock.now())
      return put(process)
    }
    const began = clock.now()
    await runEngine(shop.ports, WORK_BUDGET)
    expect(clock.now() - began).toBeGreaterThan(45 * SECOND)
    expect(clock.now() - began).toBeLessThan(service.timeout * SECOND)
    // What was begun last has ended before the lease does.
    expect(Math.min(...left)).toBeGreaterThan(WORK_BUDGET / 2)
    expect(Math.max(...left)).toBeLessThanOrEqual(40 * SECOND)
  })

  it('is as short as ever when it only waits', async () => {
    const shop = aShop(new SimulatedClock())
    const { clock, carrefour } = shop.ports
    carrefour.importTime = 10 * MINUTE
    shop.sell(1, 5)
    await notify(shop, 1)
    for (let run = 0; run < 3; run += 1) {
      const began = clock.now()
      expect(await runEngine(shop.ports, WORK_BUDGET)).toMatchObject({ ended: 'later' })
      expect(clock.now() - began).toBeLessThanOrEqual(WORK_BUDGET)
    }
  })
})

describe('sending beside settling', () => {
  it('sends a live change within two minutes while a long job is being settled', async () => {
    const shop = await aShopWithFailures(3_000, new SimulatedClock())
    const { ports } = shop
    slowWrites(shop, 100)
    const { id } = await start(shop)
    // Until the job's file is judged: its 3,000 rows take five minutes.
    await untilJudged(shop)
    expect((await ports.connectionState.read()).judged).toHaveLength(1)
    shop.sell(5_000, 9)
    await notify(shop, 5_000)
    const began = ports.clock.now()
    for (let run = 0; run < 20; run += 1) {
      if ((await ports.ledger.get(idOf(5_000)))?.status === 'SUCCESS') break
      await runEngine(ports, WORK_BUDGET)
    }
    expect(ports.clock.now() - began).toBeLessThanOrEqual(2 * MINUTE)
    // The job goes on, and is complete in the end.
    expect((await jobOf(shop, id)).state).toBe('RUNNING')
    await minutes(shop, 12)
    expect(await jobOf(shop, id)).toMatchObject({ state: 'DONE', counts: { succeeded: 3_000 } })
  })

  it('sends the ranges of a job one after the other, and a live change among them, while the first is being settled', async () => {
    const shop = await aShopWithFailures(25_000, new SimulatedClock())
    const { ports } = shop
    slowWrites(shop, 20)
    const { id } = await start(shop)
    const files = () => ports.carrefour.calls.filter(({ operation }) => operation === 'STO01')
    const began = ports.clock.now()
    for (let run = 0; run < 30 && files().length < 3; run += 1) await runEngine(ports, WORK_BUDGET)
    // To write the first 10,000 rows takes more than three minutes.
    expect(files()).toHaveLength(3)
    expect(ports.clock.now() - began).toBeLessThanOrEqual(3 * MINUTE)
    expect((await jobOf(shop, id)).ends).toEqual([])
    shop.sell(50_000, 9)
    await notify(shop, 50_000)
    const noticed = ports.clock.now()
    for (let run = 0; run < 20; run += 1) {
      if ((await ports.ledger.get(idOf(50_000)))?.status === 'SUCCESS') break
      await runEngine(ports, WORK_BUDGET)
    }
    expect(ports.clock.now() - noticed).toBeLessThanOrEqual(90 * SECOND)
    await minutes(shop, 12)
    expect(await jobOf(shop, id)).toMatchObject({
      state: 'DONE',
      ends: [10_000, 20_000, 25_000],
      counts: { succeeded: 25_000 },
    })
  })

  it('keeps the order of the receipt when all of a later range is urgent', async () => {
    const shop = await aShopWithFailures(10_050, new SimulatedClock())
    slowWrites(shop, 20)
    const { id } = await start(shop)
    await untilJudged(shop)
    for (let sku = 1; sku <= 10_050; sku += 1) if (sku > 9_990) await notify(shop, sku)
    await minutes(shop, 8)
    expect(await jobOf(shop, id)).toMatchObject({
      state: 'DONE',
      ends: [10_000, 10_050],
      counts: { succeeded: 10_050 },
    })
    // Each range once: out of its order it would have to be gone through again.
    const settled = shop.ports.log.lines.filter(({ event }) => event === 'job.range.settled')
    expect(settled).toHaveLength(2)
  })

  it('ends a cancelled job when the last of its files is settled', async () => {
    const shop = await aShopWithFailures(25_000, new SimulatedClock())
    const { ports } = shop
    slowWrites(shop, 20)
    const { id } = await start(shop)
    for (let run = 0; run < 20; run += 1) {
      if ((await ports.connectionState.read()).judged.length > 1) break
      await runEngine(ports, WORK_BUDGET)
    }
    await cancelJob(ports, id)
    const states: string[] = []
    for (let run = 0; run < 60; run += 1) {
      const { state, ends } = await jobOf(shop, id)
      states.push(`${state} ${ends.length}`)
      if (state === 'CANCELLED') break
      await runEngine(ports, WORK_BUDGET)
    }
    expect([...new Set(states)]).toEqual(['CANCELLING 0', 'CANCELLING 1', 'CANCELLED 2'])
    expect((await jobOf(shop, id)).counts).toMatchObject({ succeeded: 20_000, skipped: 5_000 })
  })

  it('never takes a row back to an older batch that is settled later', async () => {
    const shop = await aShopWithFailures(800, new SimulatedClock())
    const { ports } = shop
    slowWrites(shop, 100)
    await start(shop)
    await untilJudged(shop)
    // These rows of the job are among the last to be written.
    for (const id of [790, 795, 800]) {
      shop.sell(id, 77)
      await notify(shop, id)
    }
    await minutes(shop, 6)
    for (const id of [790, 795, 800]) {
      const row = await ports.ledger.get(idOf(id))
      expect(row).toMatchObject({ quantity: 77, status: 'SUCCESS' })
      expect(new Set(row?.attempts.map(({ batchId }) => batchId)).size).toBe(row?.attempts.length)
      expect(row?.attempts.map(({ reason }) => reason)).toEqual(
        expect.arrayContaining(['NOTIFICATION', 'REPROCESS'])
      )
    }
    ports.carrefour.settleImports()
    expect(ports.carrefour.offers.get('800')).toBe(77)
  })

  it('takes no fifth batch while four are still to be settled', async () => {
    const shop = aShop()
    const { ports } = shop
    // Nothing can be written, and the list of outcomes that wait for the ledger is full.
    ports.ledger.fault = () => {
      throw new LedgerUnavailable('HTTP 503')
    }
    const unwritten = { key: 'full', skus: 10_000, notBefore: ports.clock.now() + 30 * MINUTE }
    ports.connectionState.write({ ...(await ports.connectionState.read()), unwritten })
    for (let minute = 0; minute < 8; minute += 1) {
      shop.sell(1, 10 + minute)
      await notify(shop, 1)
      await minutes(shop, 1)
    }
    const files = ports.carrefour.calls.filter(({ operation }) => operation === 'STO01')
    expect(files).toHaveLength(4)
    expect((await ports.connectionState.read()).judged).toHaveLength(4)
    ports.ledger.fault = null
    await minutes(shop, 40)
    expect(await ports.ledger.get(idOf(1))).toMatchObject({ quantity: 17, status: 'SUCCESS' })
    expect((await ports.connectionState.read()).judged).toEqual([])
  })

  it('settles while the connection is switched off, and counts no death of a run that only ran out of time', async () => {
    const shop = await aSlowShopSwitchedOff()
    const { ports } = shop
    await runEngine(ports, 4 * SECOND)
    await runEngine(ports, 4 * SECOND)
    expect((await ports.connectionState.read()).judged).toMatchObject([{ deaths: 0 }])
    await minutes(shop, 6)
    expect((await ports.connectionState.read()).judged).toEqual([])
    expect(ports.log.lines.filter(({ event }) => event === 'line.left')).toEqual([])
  })

  it('writes no more rows once it could not save its place, because another run holds the lease', async () => {
    const shop = await aShopWithFailures(2_500, new SimulatedClock())
    const { ledger, connectionState, clock } = shop.ports
    slowWrites(shop, 5)
    const put = ledger.put.bind(ledger)
    let written = 0
    ledger.put = async process => {
      written += 1
      const lease = { holder: 'another run', until: clock.now() + MINUTE }
      if (written === 600) await connectionState.update(state => ({ ...state, lease }))
      return put(process)
    }
    await start(shop)
    let ended = ''
    for (let run = 0; run < 20 && ended !== 'leaseLost'; run += 1)
      ended = (await runEngine(shop.ports, WORK_BUDGET)).ended
    expect(ended).toBe('leaseLost')
    // The second place that is saved is the first that is refused.
    expect(written).toBeGreaterThanOrEqual(1_000)
    expect(written).toBeLessThanOrEqual(1_000 + 2 * AT_ONCE)
  })

  it('looks after what waits about once a minute while a job is being settled, not in each run', async () => {
    const shop = await aShopWithFailures(3_000, new SimulatedClock())
    const { ports } = shop
    slowWrites(shop, 100)
    await start(shop)
    await untilJudged(shop)
    const due = ports.ledger.due.bind(ports.ledger)
    const looks: number[] = []
    ports.ledger.due = (...args) => {
      looks.push(ports.clock.now())
      return due(...args)
    }
    const began = ports.clock.now()
    let runs = 0
    while ((await ports.connectionState.read()).judged.length > 0 && runs < 30) {
      await runEngine(ports, WORK_BUDGET)
      runs += 1
    }
    const took = (ports.clock.now() - began) / MINUTE
    expect(took).toBeGreaterThan(4)
    expect(looks.length).toBeLessThanOrEqual(took + 1)
    // Not forgotten either.
    expect(looks.length).toBeGreaterThanOrEqual(took / 2)
  })

  it('loses no outcome that the ledger refuses while those refused before are tried again', async () => {
    const shop = await aShopWithFailures(900, new SimulatedClock())
    const { ports } = shop
    const { connectionState, ledger } = ports
    slowWrites(shop, 100)
    let refuses = (skuId: string): boolean => skuId === '3'
    ledger.fault = (name, [skuId]) => (name === 'put' && refuses(skuId ?? '') ? 'HTTP 400' : null)
    await start(shop)
    await untilJudged(shop)
    const state = await connectionState.read()
    const { unwritten } = state
    if (!unwritten) throw new Error('Nothing was refused')
    const list = await connectionState.readUnwritten(unwritten.key)
    const due = list.map(one => ({ ...one, notBefore: 0 }))
    await connectionState.saveUnwritten(unwritten.key, due)
    // A file is sent first, so that rows are being written when the list is read.
    shop.sell(5_000, 9)
    await notify(shop, 5_000)
    ports.clock.pass(MINUTE)
    connectionState.write({ ...state, unwritten: { ...unwritten, notBefore: 0 }, lookedAt: null })
    refuses = skuId => Number(skuId) % 10 === 5
    await runEngine(ports, WORK_BUDGET)
    ledger.fault = null
    await minutes(shop, 60)
    expect(ledger.all().filter(({ status }) => status === 'SUCCESS').length).toBe(901)
  })

  it('asks for the next run when there was too little time to settle while the connection is switched off', async () => {
    const { ports } = await aSlowShopSwitchedOff()
    const ends: string[] = []
    while (ends.at(-1) !== 'off' && ends.length < 10)
      ends.push((await runEngine(ports, WORK_BUDGET)).ended)
    expect((await ports.connectionState.read()).judged).toEqual([])
    expect(new Set(ends)).toEqual(new Set(['later', 'off']))
  })

  it('asks for no run at once when the ledger is out while the connection is switched off', async () => {
    const { ports } = await aSlowShopSwitchedOff()
    ports.ledger.fault = () => {
      throw new LedgerUnavailable('HTTP 503')
    }
    const ends = [await runEngine(ports, WORK_BUDGET), await runEngine(ports, WORK_BUDGET)]
    expect(ends.at(-1)?.ended).toBe('off')
  })

  /** A shop in which the outcomes of 3,000 SKUs are being written, for minutes, and a SKU has just changed. */
  async function busyShop() {
    const shop = await aShopWithFailures(3_000, new SimulatedClock())
    slowWrites(shop, 100)
    await start(shop)
    await untilJudged(shop)
    shop.sell(5_000, 9)
    await notify(shop, 5_000)
    // Carrefour's minute for the next file is over.
    shop.ports.clock.pass(MINUTE)
    return shop
  }

  /** Notes of each reading of the store's stock whether rows are being written meanwhile. */
  function readsBeside({ ports: { ledger, store } }: Shop): boolean[] {
    let underWay = 0
    const put = ledger.put.bind(ledger)
    ledger.put = async process => {
      underWay += 1
      return put(process).finally(() => (underWay -= 1))
    }
    const beside: boolean[] = []
    const simulate = store.simulate.bind(store)
    store.simulate = async (...args) => {
      beside.push(underWay > 0)
      return simulate(...args)
    }
    return beside
  }

  it('reads and sends a live change while rows are being written', async () => {
    const shop = await busyShop()
    const beside = readsBeside(shop)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(beside).toEqual([true])
  })

  /** Notes of each row of live changes whether rows of other SKUs are being written meanwhile. */
  function liveRowsBeside({ ports: { ledger } }: Shop, live: string): boolean[] {
    let others = 0
    const put = ledger.put.bind(ledger)
    const beside: boolean[] = []
    ledger.put = async process => {
      if (process.skuId === live) beside.push(others > 0)
      else others += 1
      return put(process).finally(() => {
        if (process.skuId !== live) others -= 1
      })
    }
    return beside
  }

  /** Runs the engine until Carrefour's quantity of the SKU is in the ledger, in twenty runs at most. */
  async function untilConfirmed({ ports }: Shop, sku: number, quantity: number): Promise<void> {
    for (let run = 0; run < 20; run += 1) {
      const row = await ports.ledger.get(idOf(sku))
      if (row?.status === 'SUCCESS' && row.quantity === quantity) return
      await runEngine(ports, WORK_BUDGET)
    }
    throw new Error('It was not confirmed')
  }

  it('writes the outcome of a live change while the rows of a job are being written', async () => {
    const shop = await busyShop()
    const beside = liveRowsBeside(shop, idOf(5_000))
    await untilConfirmed(shop, 5_000, 9)
    expect(beside).toEqual([true])
    await minutes(shop, 10)
    expect((await shop.ports.connectionState.read()).judged).toEqual([])
    expect(shop.ports.ledger.all().filter(({ status }) => status === 'SUCCESS').length).toBe(3_001)
  })

  it('goes on with a job while it makes room for the next file by settling a live change', async () => {
    const shop = await busyShop()
    const { connectionState } = shop.ports
    const state = await connectionState.read()
    const [job] = state.judged
    const batch = job && (await connectionState.readBatch(job.key))
    if (!job || batch?.stage !== 'judged') throw new Error('Nothing is judged')
    // With the live change these are as many as may be judged.
    const more = ['second', 'third'].map(key => ({ ...batch, id: key, slice: null, lines: [] }))
    for (const one of more) await connectionState.saveBatch(one.id, one)
    const judged = more.map(one => ({ ...judgedAt(one.id, one), jobId: job.jobId }))
    connectionState.write({ ...state, judged: [job, ...judged] })
    const beside = liveRowsBeside(shop, idOf(5_000))
    await untilConfirmed(shop, 5_000, 9)
    expect(beside).toEqual([true])
  })

  it('settles a live change in place of a job when both have its SKU, which then keeps the newer outcome', async () => {
    const shop = await busyShop()
    // One of the last lines of the job.
    shop.sell(2_999, 9)
    await notify(shop, 2_999)
    const beside = liveRowsBeside(shop, idOf(2_999))
    await untilConfirmed(shop, 2_999, 9)
    expect(beside).toEqual([false])
    await minutes(shop, 10)
    expect(await shop.ports.ledger.get(idOf(2_999))).toMatchObject({ quantity: 9 })
    expect(shop.ports.ledger.all().filter(({ status }) => status === 'SUCCESS').length).toBe(3_001)
  })

  it('settles a live change in its turn when the ledger refuses its row beside others', async () => {
    const shop = await busyShop()
    const { ledger, connectionState } = shop.ports
    const refused: number[] = []
    ledger.fault = (name, [skuId]) => {
      if (name !== 'put' || skuId !== idOf(5_000)) return null
      refused.push(shop.ports.clock.now())
      return 'HTTP 400'
    }
    for (let run = 0; run < 20 && refused.length < 2; run += 1)
      await runEngine(shop.ports, WORK_BUDGET)
    // Refused once beside the job, and once alone: only then it is kept for later.
    expect((await connectionState.read()).unwritten).toMatchObject({ skus: 1 })
    ledger.fault = null
    await minutes(shop, 60)
    expect(await ledger.get(idOf(5_000))).toMatchObject({ status: 'SUCCESS', quantity: 9 })
    expect(ledger.all().filter(({ status }) => status === 'SUCCESS').length).toBe(3_001)
  })

  it('settles a live change alone after a death while it was settled beside a job', async () => {
    const shop = await busyShop()
    const { ledger, connectionState, clock } = shop.ports
    const beside = liveRowsBeside(shop, idOf(5_000))
    const put = ledger.put.bind(ledger)
    ledger.put = process =>
      process.skuId === idOf(5_000) ? Promise.reject(new Crash()) : put(process)
    const untilDead = async () => {
      for (let run = 0; run < 20; run += 1) await runEngine(shop.ports, WORK_BUDGET)
    }
    await expect(untilDead()).rejects.toThrow(Crash)
    const { judged } = await connectionState.read()
    expect(judged.filter(({ jobId }) => jobId === null)).toMatchObject([{ deaths: 1 }])
    ledger.put = put
    clock.pass(MINUTE)
    await untilConfirmed(shop, 5_000, 9)
    expect(beside).toEqual([false])
    await minutes(shop, 10)
    expect((await connectionState.read()).judged).toEqual([])
    expect(ledger.all().filter(({ status }) => status === 'SUCCESS').length).toBe(3_001)
  })

  it('settles alone in the run after a death in which it was under way', async () => {
    const shop = await busyShop()
    const { ports } = shop
    const state = await ports.connectionState.read()
    const judged = state.judged.map(one => ({ ...one, deaths: 1 }))
    ports.connectionState.write({ ...state, judged })
    const beside = readsBeside(shop)
    await runEngine(ports, WORK_BUDGET)
    expect(beside.filter(Boolean)).toEqual([])
    // What it wrote shows that it was not to blame.
    expect((await ports.connectionState.read()).judged).toMatchObject([{ deaths: 0 }])
    await runEngine(ports, WORK_BUDGET)
    expect(await ports.ledger.get(idOf(5_000))).toBeTruthy()
  })

  it('sends alone in the run after a death in which sending was under way', async () => {
    const shop = await busyShop()
    const { ports } = shop
    const simulate = ports.store.simulate.bind(ports.store)
    ports.store.simulate = () => Promise.reject(new Crash())
    await expect(runEngine(ports, WORK_BUDGET)).rejects.toThrow(Crash)
    ports.store.simulate = simulate
    ports.clock.pass(MINUTE)
    expect((await ports.connectionState.read()).begun?.step).toMatch(/^send/)
    const beside = readsBeside(shop)
    await runEngine(ports, WORK_BUDGET)
    expect(beside).toEqual([false])
  })
})
