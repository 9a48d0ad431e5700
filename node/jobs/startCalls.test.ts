import { describe, expect, it } from '@jest/globals'

import { saveConfiguration } from '../connection/save'
import { WORK_BUDGET, runEngine } from '../engine/engine'
import { MINUTE } from '../shared/time'
import { someChoices, skuId } from '../testing/factories'
import { CallTimes, SimulatedClock } from '../testing/simulated'
import { aStoredAccount } from '../testing/storedAccount'
import type { RawFilter } from './filter.logic'
import { startJob } from './start'

const PERSON = 'dona@lojademo.example'

/** An account whose ledger has been counted: one success, one line refused. Each call takes one unit of time. */
async function anAccount() {
  const clock = new SimulatedClock()
  const times = new CallTimes(clock)
  const { ports } = aStoredAccount({ clock, around: times.around })
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, PERSON)
  for (const id of [1, 2]) {
    ports.store.sell(skuId(id), 5)
    ports.carrefour.catalogue(String(id))
    await ports.queue.enqueue({ skuId: skuId(id), priority: 'changed' }, clock.now())
  }
  ports.carrefour.rejections.set('2', 'Oferta bloqueada')
  const work = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await runEngine(ports, WORK_BUDGET)
      clock.pass(MINUTE)
    }
  }
  await work(3)
  // The first job of an account also makes the file of all jobs.
  await startJob(ports, { filter: {}, key: 'first', person: PERSON })
  await work(10)
  await ports.summary.update(counted => ({
    ...counted,
    countedAt: clock.now(),
    success: 1,
    causes: { OFFER_LINE_REJECTED: 1 },
  }))
  const { calls } = times
  times.latency = () => 1
  const asked = {
    ...ports,
    workTrigger: times.around(ports.workTrigger, 'events'),
  }
  return { ports: asked, calls, clock }
}

type Account = Awaited<ReturnType<typeof anAccount>>

/** What a click on "reprocess all" waits for: calls in all, and one after the other. */
async function click({ ports, calls, clock }: Account, filter: RawFilter, key = 'k') {
  calls.length = 0
  const began = clock.now()
  const started = await startJob(ports, { filter, key, person: PERSON })
  return {
    job: started.ok ? started.value : null,
    parts: calls.map(({ part }) => part),
    inARow: clock.now() - began,
  }
}

describe('the click on "reprocess all"', () => {
  it.each<[string, RawFilter, number]>([
    ['everything', {}, 2],
    ['what failed', { status: 'ERROR' }, 1],
    ['one cause', { causes: ['OFFER_LINE_REJECTED'] }, 1],
    ['what one side must mend', { actor: 'MERCHANT' }, 1],
  ])('waits for four calls of the platform in a row: %s', async (_, filter, expected) => {
    const account = await anAccount()
    const { job, parts, inARow } = await click(account, filter)
    expect(job?.expected).toBe(expected)
    expect(inARow).toBeLessThanOrEqual(4)
    // The entry of the history; nothing is counted.
    expect(parts.filter(part => part === 'masterdata')).toHaveLength(1)
    // Eight for the answer; the copy of the list in the summary is begun beside them.
    expect(parts.length).toBeLessThanOrEqual(10)
  })

  it('counts the ledger where the summary cannot tell, or knows of none', async () => {
    const account = await anAccount()
    const texts = await click(account, { search: 'camiseta' })
    expect(texts.parts.filter(part => part === 'masterdata')).toHaveLength(2)
    const none = await click(account, { causes: ['INVALID_QUANTITY'] }, 'k2')
    expect(none.parts).toContain('masterdata')
  })

  it('does nothing twice: the same click again reads and writes nothing', async () => {
    const account = await anAccount()
    const { job } = await click(account, {})
    const { ports, calls, clock } = account
    await clock.sleep(50)
    calls.length = 0
    const again = await startJob(ports, { filter: {}, key: 'k', person: PERSON })
    expect(again.ok && again.value.id).toBe(job?.id)
    expect(calls.filter(({ name }) => /^(save|update|delete)/.test(name))).toEqual([])
  })

  it('leaves the list in the summary as current as before, right after its answer', async () => {
    const account = await anAccount()
    const { job } = await click(account, {})
    const { ports, clock } = account
    await clock.sleep(50)
    const { jobs } = (await ports.summary.read()).copies
    expect(jobs.kind === 'held' && jobs.value.jobs.map(({ id }) => id)).toContain(job?.id)
  })
})
