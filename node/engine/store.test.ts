import { describe, expect, it } from '@jest/globals'
import { CallError } from '../shared/callError'
import type { Batch } from './batch.logic'
import { NEW_CONNECTION } from './state.logic'
import { Conflict } from '../ports/stores'
import { uuids } from '../vtex/platform'
import { controlContract } from '../testing/contracts/files'
import { aClaimedBatch } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { FakeFiles } from '../testing/vtex'
import { Random } from '../testing/cases'
import { BriefReads, KeptFiles } from '../shared/keptFiles'
import { VBaseControl, readConnectionState } from './store'

const batches = () => new KeptFiles<Batch>(1_000, batch => batch.lines.length)

const FAULTS = ['lost after', 'late conflict', 'lost before'] as const

const controlOn = (
  vbase: FakeFiles,
  files = batches(),
  owner = 'lojademo/master',
  clock = new FakeClock()
) =>
  new VBaseControl(vbase, vbase, clock, uuids, {
    files,
    owner,
    states: new BriefReads(30_000),
  })

controlContract('VBase', async () => {
  const files = new FakeFiles()
  return [controlOn(files), controlOn(files)]
})

describe('conditional writes', () => {
  const add = (control: VBaseControl) =>
    control.update(state => ({ ...state, settled: state.settled + 1 }))

  it.each([409, 412] as const)(
    'keeps both changes when another replica writes first (%i)',
    async status => {
      const files = new FakeFiles()
      files.conflictStatus = status
      const control = controlOn(files)
      await add(control)
      let others = 0
      files.beforeWrite = async () => {
        files.beforeWrite = null
        others += 1
        await add(controlOn(files))
      }
      await add(control)
      expect([others, (await control.read()).settled]).toEqual([1, 3])
    }
  )

  it.each(['lost after', 'late conflict', 'lost before'] as const)(
    'makes the change once when the answer to a write is %s',
    async fault => {
      const files = new FakeFiles()
      const control = controlOn(files)
      await add(control)
      files.faults.push(fault)
      const written = await add(control)
      expect([written?.settled, (await control.read()).settled]).toEqual([2, 2])
    }
  )

  it('does not read again what it read a moment ago', async () => {
    const files = new FakeFiles()
    const control = controlOn(files)
    await add(control)
    await control.read()
    const { calls } = files
    await add(control)
    expect([files.calls - calls, (await control.read()).settled]).toEqual([1, 2])
  })

  it('reads again before it believes that there is nothing to change', async () => {
    const files = new FakeFiles()
    const [control, other] = [controlOn(files), controlOn(files)]
    await add(control)
    await control.read()
    await add(other)
    const seen: number[] = []
    const upToTwo = await control.update(state => {
      seen.push(state.settled)
      return state.settled < 2 ? null : { ...state, settled: 9 }
    })
    expect([seen, upToTwo?.settled]).toEqual([[1, 2], 9])
  })

  it('does not build on what it read long ago', async () => {
    const files = new FakeFiles()
    const clock = new FakeClock()
    const control = controlOn(files, batches(), 'lojademo/master', clock)
    await add(control)
    await control.read()
    clock.pass(60_000)
    const { calls } = files
    await add(control)
    expect(files.calls - calls).toBe(2)
  })

  it.each([409, 412] as const)(
    'loses no change of three replicas that read and write in any order (%i)',
    async status => {
      const random = new Random(status)
      for (let round = 0; round < 40; round += 1) {
        const files = new FakeFiles()
        files.conflictStatus = status
        const replicas = [controlOn(files), controlOn(files), controlOn(files)]
        await replicas[0]?.update(state => ({ ...state, settled: 0 }))
        let added = 0
        const act = async (mayFail = false) => {
          const replica = random.pick(replicas)
          if (random.chance(0.5)) return void (await replica.read())
          if (random.chance(0.2)) return void (await replica.update(() => null))
          if (mayFail && random.chance(0.2)) files.faults.push(random.pick(FAULTS))
          added += 1
          await add(replica)
        }
        for (let step = 0; step < 12; step += 1)
          await (random.chance(0.3) ? Promise.all([act(), act()]) : act(true))
        expect((await controlOn(files).read()).settled).toBe(added)
      }
    }
  )

  it('fails when no write is ever answered', async () => {
    const files = new FakeFiles()
    const control = controlOn(files)
    await add(control)
    files.faults.push('lost before', 'lost before', 'lost before')
    await expect(add(control)).rejects.toBeInstanceOf(CallError)
  })

  it('gives up with a conflict when others always win', async () => {
    const files = new FakeFiles()
    const control = controlOn(files)
    await add(control)
    let others = 0
    files.beforeWrite = () =>
      files.put('control/connection.json', { ...NEW_CONNECTION, settled: (others += 10) })
    await expect(add(control)).rejects.toBeInstanceOf(Conflict)
    expect(others).toBe(80)
  })
})

describe('stored shapes', () => {
  it.each([
    null,
    [],
    'text',
    { lease: 3, budget: [], incident: { cause: 'NEW_CAUSE' }, settled: -4 },
  ])('reads %j as a new connection', async content => {
    const files = new FakeFiles()
    files.put('control/connection.json', content)
    expect(await controlOn(files).read()).toEqual(NEW_CONNECTION)
  })

  it('sends the SKUs of a batch of an unknown stage again', async () => {
    const files = new FakeFiles()
    files.put('batches/k.json', {
      id: 'b',
      stage: 'flying',
      lines: [{ skuId: '1' }, { skuId: 'x' }, null],
    })
    expect(await controlOn(files).readBatch('k')).toEqual({
      stage: 'claimed',
      id: 'b',
      claimedAt: 0,
      failures: {},
      notBefore: 0,
      marksRemoved: false,
      readAt: null,
      slice: null,
      lines: [
        { skuId: '1', reason: 'NOTIFICATION', refreshFacts: false, facts: null, ofJob: false },
      ],
    })
  })

  it('makes no call for a key that could leave its folder', async () => {
    await expect(controlOn(new FakeFiles()).readBatch('../control/connection')).rejects.toThrow(
      'batch key'
    )
  })
})

describe('cached batches', () => {
  it('does not read a batch again that this process saved or read', async () => {
    const files = new FakeFiles()
    const [writer, reader] = [controlOn(files), controlOn(files)]
    await writer.saveBatch('k', aClaimedBatch())
    await reader.readBatch('k')
    const reads = files.reads
    expect(await writer.readBatch('k')).toEqual(aClaimedBatch())
    expect(await reader.readBatch('k')).toEqual(aClaimedBatch())
    expect(files.reads).toBe(reads)
  })

  it('does not cache a batch that could not be saved', async () => {
    const files = new FakeFiles()
    const control = controlOn(files)
    files.faults.push('lost before')
    await expect(control.saveBatch('k', aClaimedBatch())).rejects.toThrow()
    expect(await control.readBatch('k')).toBeNull()
  })

  it('keeps two accounts with the same key apart', async () => {
    const kept = batches()
    const one = controlOn(new FakeFiles(), kept, 'loja1/master')
    const other = controlOn(new FakeFiles(), kept, 'loja2/master')
    await one.saveBatch('k', aClaimedBatch({ id: 'one' }))
    expect(await other.readBatch('k')).toBeNull()
    await other.saveBatch('k', aClaimedBatch({ id: 'other' }))
    expect((await one.readBatch('k'))?.id).toBe('one')
  })
})

describe('the state as stored', () => {
  const told = {
    incident: { cause: 'AUTH_INVALID', since: 5 },
    outages: [{ cause: 'LEDGER_UNAVAILABLE', since: 3 }],
    standstill: 5,
    brake: 8,
    digestAt: 7,
  } as const

  it('reads the alert log back unchanged', () => {
    const state = { ...NEW_CONNECTION, told }
    expect(readConnectionState(JSON.parse(JSON.stringify(state)))).toEqual(state)
  })

  it('reads outages and parked batches back unchanged, and drops those of another shape', () => {
    const seen = {
      cause: 'VTEX_UNAVAILABLE',
      since: 1,
      lastSeenAt: 2,
      message: 'x',
      tries: 3,
    } as const
    const state = {
      ...NEW_CONNECTION,
      outages: [{ ...seen, nextTryAt: 4 }],
      parked: [{ key: 'k', notBefore: 5, why: 'store', jobId: null } as const],
      parkedNext: true,
    }
    expect(readConnectionState(JSON.parse(JSON.stringify(state)))).toEqual(state)
    const strange = { ...state, outages: [{ cause: 'OTHER', since: 1 }, 7], parked: ['k'] }
    expect(readConnectionState(strange)).toMatchObject({ outages: [], parked: [] })
  })

  it.each([undefined, 'x', { incident: { cause: 'OTHER', since: 5 }, digestAt: 'x' }])(
    'reads %j as an empty alert log',
    raw => {
      expect(readConnectionState({ ...NEW_CONNECTION, told: raw }).told).toEqual(
        NEW_CONNECTION.told
      )
    }
  )
})
