import { describe, expect, it } from '@jest/globals'
import { saveConfiguration } from '../connection/save'
import { work } from '../engine/entrances'
import { acceptNotification } from '../queue/notification'
import { NEVER_COMPARED, underOf } from '../reconcile/reconcile.logic'
import { CallError } from '../shared/callError'
import { SECOND } from '../shared/time'
import { skuId, someChoices } from '../testing/factories'
import { FakeClock, makePorts } from '../testing/fakes'
import { aStoredAccount } from '../testing/storedAccount'
import { FakeFiles } from '../testing/vtex'
import { uuids } from './platform'
import { CasFile } from './vbase'

const SKUS = [1, 2].map(id => skuId(id))
const FORM = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }

/** An account whose every run is made by another replica, which remembers nothing. */
async function aConnectedAccount() {
  const fakes = makePorts({ clock: new FakeClock() })
  const { ports, files, apps, documents } = aStoredAccount({ fakes })
  const shared = { vbase: files, settings: apps, masterdata: documents }
  const around = <T extends object>(_: T, part: string): T =>
    shared[part as keyof typeof shared] as unknown as T
  await saveConfiguration(ports, FORM, 'dona@lojademo.example')
  const saved = await ports.configurations.read()
  if (!saved) throw new Error('nothing is saved')
  await ports.connectionState.update(state => ({
    ...state,
    reconcile: { ...NEVER_COMPARED, under: underOf(saved) },
  }))
  fakes.carrefour.importTime = 70 * SECOND
  for (const id of SKUS) {
    fakes.store.sell(id, 7)
    fakes.carrefour.catalogue(id)
  }
  const run = async () => {
    await work(aStoredAccount({ clock: fakes.clock, fakes, around }).ports)
    fakes.clock.pass(30 * SECOND)
  }
  return { fakes, ports, files, run }
}

/** Two changes on their way to Carrefour, while one read of VBase does not find a file that is there. */
async function storyMissing(read: number | null) {
  const { fakes, ports, files, run } = await aConnectedAccount()
  const before = files.reads
  files.missedRead = read === null ? null : before + read
  for (const id of SKUS)
    await acceptNotification(ports, { IdSku: id, An: ports.account, StockModified: true })
  for (let runs = 0; runs < 6; runs += 1) await run()
  const { reads } = files
  files.missedRead = null
  const rows = await Promise.all(SKUS.map(id => ports.ledger.get(id)))
  return {
    reads: reads - before,
    rows: rows.map(row => row?.status ?? null),
    offers: SKUS.map(id => fakes.carrefour.offers.get(id) ?? null),
    version: (await ports.configurations.read())?.version ?? null,
    sent: fakes.carrefour.calls.filter(({ operation }) => operation === 'STO01').length,
  }
}

describe('a file that one answer says is missing', () => {
  it('is there: every change arrives, in one file, and nothing that was saved is lost', async () => {
    const { reads, ...asUsual } = await storyMissing(null)
    expect(asUsual).toMatchObject({ rows: ['SUCCESS', 'SUCCESS'], sent: 1 })
    const wrong: unknown[] = []
    for (let read = 1; read <= reads; read += 1) {
      const { reads: _, ...seen } = await storyMissing(read)
      if (JSON.stringify(seen) !== JSON.stringify(asUsual)) wrong.push({ read, ...seen })
    }
    expect(wrong).toEqual([])
  })
})

it('an answer without its ETag is a failure, and never a file that is missing', async () => {
  const files = new FakeFiles()
  const read = (raw: unknown) => ({ count: Number((raw as { count?: number } | null)?.count) })
  const shape = { bucket: 'control', path: 'count.json', empty: { count: 0 }, read }
  const aFile = () => new CasFile(shape, files, files, new FakeClock(), uuids)
  await aFile().update(() => ({ count: 1 }))
  files.withoutEtag = true
  await expect(aFile().update(({ count }) => ({ count: count + 1 }))).rejects.toThrow(CallError)
  files.withoutEtag = false
  expect(await aFile().read()).toEqual({ count: 1 })
})
