import { describe, expect, it } from '@jest/globals'

import { CasFile } from '../storage/vbase'
import { FakeFiles } from '../testing/files'
import { RowChanges, putRow } from '../summary/changes'
import { aConfiguration, aProcess } from '../testing/factories'
import { aShop, minutes, notify } from '../testing/workday'
import { Calls, type Run, updateState } from './run'
import { LEASE_TIME, takeLease } from './state.logic'
import { SECOND } from '../shared/time'

/** A run that holds the lease. */
async function aRun() {
  const { ports } = aShop()
  const run: Run = {
    ports,
    configuration: aConfiguration(),
    holder: 'this run',
    deadline: ports.clock.now() + 25 * SECOND,
    calls: new Calls(),
    changes: new RowChanges(),
  }
  await ports.connectionState.update(state => takeLease(state, run.holder, ports.clock.now()))
  return { run, ports }
}

describe('a write that changes nothing is left out', () => {
  it('of the shared state, although it would renew the lease', async () => {
    const { run, ports } = await aRun()
    const { writes } = ports.connectionState
    ports.clock.pass(5 * SECOND)
    await updateState(run, state => ({ ...state, outages: [] }))
    expect(ports.connectionState.writes).toBe(writes)
    await updateState(run, state => ({ ...state, parkedNext: !state.parkedNext }))
    expect(ports.connectionState.writes).toBe(writes + 1)
    const { lease } = await ports.connectionState.read()
    expect(lease?.until).toBe(ports.clock.now() + LEASE_TIME)
  })

  it('of a row, and of the summary with it', async () => {
    const { run, ports } = await aRun()
    const row = aProcess()
    const puts: string[] = []
    ports.ledger.fault = name => {
      if (name === 'put') puts.push(name)
      return null
    }
    await putRow(run, row, { ...row, attempts: [...row.attempts] })
    expect([puts.length, ports.summary.writes]).toEqual([0, 0])
    await putRow(run, row, { ...row, quantity: (row.quantity ?? 0) + 1 })
    expect(puts).toHaveLength(1)
  })

  it('of any file that replicas share', async () => {
    const { ports } = aShop()
    const files = new FakeFiles()
    const read = (raw: unknown) => ({ count: Number((raw as { count?: number } | null)?.count) })
    const shape = { bucket: 'control', path: 'count.json', empty: { count: 0 }, read }
    const file = new CasFile(shape, files, files, ports.clock, ports.ids)
    await file.update(() => ({ count: 1 }))
    let writes = 0
    files.beforeWrite = () => {
      writes += 1
    }
    expect(await file.update(({ count }) => ({ count }))).toEqual({ count: 1 })
    expect(writes).toBe(0)
    await file.update(({ count }) => ({ count: count + 1 }))
    expect(writes).toBe(1)
  })

  it('so that a minute in which nothing happens writes the state twice: the lease, and its end', async () => {
    const shop = aShop()
    const { connectionState, summary, ledger } = shop.ports
    await notify(shop, 1)
    await minutes(shop, 20)
    const before = [connectionState.writes, summary.writes]
    let puts = 0
    ledger.fault = name => {
      if (name === 'put') puts += 1
      return null
    }
    await minutes(shop, 5)
    expect(connectionState.writes - (before[0] ?? 0)).toBeLessThanOrEqual(10)
    expect([summary.writes - (before[1] ?? 0), puts]).toEqual([0, 0])
  })
})
