import { describe, expect, it } from '@jest/globals'
import { saveConfiguration } from '../connection/save'
import { acceptNotification, Admissions } from '../queue/notification'
import { MINUTE, SECOND } from '../shared/time'
import { cloudAt, CallTimes, SimulatedClock } from '../testing/simulated'
import { someChoices, skuId } from '../testing/factories'
import { FakeLedger } from '../testing/ledger'
import { aStoredAccount } from '../testing/storedAccount'
import { WORK_BUDGET, runEngine } from './engine'

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

/** Seconds from the store's call until the ledger holds Carrefour's confirmation, and the calls until the file leaves. */
async function change(share: number) {
  const { account, times, clock, ledger } = await atRest()
  account.store.sell(skuId(3), 9)
  times.latency = cloudAt(share)
  times.calls.length = 0
  const began = clock.now()
  const admissions = new Admissions()
  await acceptNotification(account, { IdSku: '3', An: account.account }, request =>
    admissions.admit(account, 'lojademo/master', request)
  )
  await runEngine(account, WORK_BUDGET)
  expect(ledger.all().find(row => row.skuId === '3')).toMatchObject({
    quantity: 9,
    status: 'SUCCESS',
  })
  const { calls } = times
  const written = calls.find(({ part, name }) => part === 'ledger' && name === 'put')
  const confirmedAt = written ? written.at + cloudAt(share)('ledger', 'put') : Infinity
  const sent = calls.findIndex(({ name }) => name === 'sendStock')
  return { seconds: (confirmedAt - began) / SECOND, calls: calls.slice(0, sent).length }
}

describe('a change while all is at rest and the windows of Carrefour are free', () => {
  it('is confirmed within 8 seconds, with calls as slow as those of the cloud are assumed to be', async () => {
    const { seconds, calls } = await change(0.5)
    expect(seconds).toBeLessThanOrEqual(8)
    // One of them is for kits, which this shop sends.
    expect(calls).toBeLessThanOrEqual(26)
  })

  it('is confirmed within 20 seconds with the slowest of them', async () => {
    const { seconds } = await change(1)
    expect(seconds).toBeLessThanOrEqual(20)
  })
})
