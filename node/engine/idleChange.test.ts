import { describe, expect, it } from '@jest/globals'

import { saveConfiguration } from '../connection/save'
import { acceptNotification } from '../queue/notification'
import { Admissions } from '../queue/admission'
import { MINUTE, SECOND } from '../shared/time'
import { someChoices, skuId } from '../testing/factories'
import { FakeLedger } from '../testing/fakes'
import { CallTimes, SimulatedClock } from '../testing/simulated'
import { aStoredAccount } from '../testing/storedAccount'
import { WORK_BUDGET, runEngine } from './engine'

const BY_SEARCH = ['find', 'search', 'count', 'due', 'stocked', 'walk']

/** Between the shortest and the longest of what `local/platform/profile/cloud.ts` assumes, as a share of the way. */
const cloud =
  (share: number) =>
  (part: string, name: string): number => {
    const [shortest, longest] = rangeOf(part, name)
    return shortest + (longest - shortest) * share
  }

function rangeOf(part: string, name: string): readonly [number, number] {
  switch (part) {
    case 'carrefour':
      return [300, 2_000]
    case 'store':
      return name === 'simulate' ? [200, 600] : [80, 250]
    case 'ledger':
      return BY_SEARCH.includes(name) ? [100, 300] : [60, 150]
    default:
      return [20, 60]
  }
}

/** An account with 20 SKUs that Carrefour holds, at rest for some minutes. */
async function atRest() {
  const clock = new SimulatedClock()
  const times = new CallTimes(clock)
  const { ports } = aStoredAccount({ clock, around: times.around })
  const ledger = new FakeLedger(clock)
  const account = {
    ...ports,
    ledger: times.around(ledger, 'ledger'),
    carrefour: times.around(ports.carrefour, 'carrefour'),
    store: times.around(ports.store, 'store'),
    workTrigger: times.around(ports.workTrigger, 'events'),
  }
  ports.carrefour.importTime = 1_500
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, 'dona@lojademo.example')
  for (let id = 1; id <= 20; id += 1) {
    ports.store.sell(skuId(id), 5)
    ports.carrefour.catalogue(String(id))
    await ports.queue.enqueue({ skuId: skuId(id), priority: 'changed' }, clock.now())
  }
  for (let minute = 0; minute < 30; minute += 1) {
    const until = clock.now() + MINUTE
    while ((await runEngine(account, WORK_BUDGET)).ended === 'later');
    clock.pass(Math.max(until - clock.now(), 0))
  }
  return { account, times, clock, ledger }
}

/** Time from the store's call until the ledger holds Carrefour's confirmation. */
async function change(share: number) {
  const { account, times, clock, ledger } = await atRest()
  account.store.sell(skuId(3), 9)
  times.latency = cloud(share)
  times.calls.length = 0
  const began = clock.now()
  const admissions = new Admissions()
  await acceptNotification(account, { IdSku: '3', An: account.account }, request =>
    admissions.admit(account, 'lojademo/master', request)
  )
  await runEngine(account, WORK_BUDGET)
  const confirmed = times.calls.find(({ part, name }) => part === 'ledger' && name === 'put')
  expect(ledger.all().find(row => row.skuId === '3')).toMatchObject({ quantity: 9, status: 'SUCCESS' })
  const sent = times.calls.findIndex(({ name }) => name === 'sendStock')
  if (process.env.TRACE)
    console.log(
      times.calls.map(({ at, part, name, what }) => [at - began, part, name, what].join('\t')).join('\n')
    )
  return {
    seconds: (confirmed ? confirmed.at - began : Infinity) / SECOND,
    beforeSending: times.calls.slice(0, sent).filter(({ part }) => part === 'vbase').length,
  }
}

describe('a change while all is at rest and Carrefour\u2019s windows are free', () => {
  it('is confirmed within 8 seconds, with the calls as slow as the cloud\u2019s are assumed to be', async () => {
    const { seconds, beforeSending } = await change(0.5)
    console.log(seconds, beforeSending)
    expect(seconds).toBeLessThanOrEqual(8)
  })

  it('is confirmed within 20 seconds with the slowest', async () => {
    const { seconds } = await change(1)
    console.log(seconds)
    expect(seconds).toBeLessThanOrEqual(20)
  })
})
