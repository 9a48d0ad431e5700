import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { shownOf } from '../connection/configuration.logic'
import { saveConfiguration } from '../connection/save'
import { addJob } from '../jobs/jobList.logic'
import type { Ports } from '../ports'
import { MINUTE } from '../shared/time'
import { aJob, someChoices } from '../testing/factories'
import { FakeFiles } from '../testing/vtex'
import { aStoredAccount } from '../testing/storedAccount'
import { mendCopies } from './copied'
import { forPages } from '../guard/resolver'

const PERSON = 'dona@lojademo.example'

async function anAccount() {
  const account = aStoredAccount()
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(account.ports, form, PERSON)
  account.ports.clock.pass(2 * MINUTE)
  await mendCopies(account.ports)
  return account
}

/** What a page sees, and what is in the files. */
const seen = async (ports: Ports) => {
  const page = forPages(ports)
  return [await page.jobs.read(), await page.dismissals.read(), await page.configurations.shown()]
}
const written = async ({ jobs, dismissals, configurations }: Ports) => {
  const saved = await configurations.read()
  return [await jobs.read(), await dismissals.read(), saved && shownOf(saved)]
}

const addOne = (ports: Ports, id: string) =>
  ports.jobs.update(book => {
    const added = addJob(book, aJob({ id, key: id }))
    return added.ok ? added.value : null
  })

const putAside = (ports: Ports, id: string) =>
  ports.dismissals.update(before => [
    ...before,
    { id, by: PERSON, at: 1, until: { kind: 'OVER' }, reason: 'r' },
  ])

describe('the copies of what pages show', () => {
  it('are of what a person has just written, with one file read', async () => {
    const { ports, files } = await anAccount()
    await addOne(ports, 'job-1')
    await putAside(ports, 'UNKNOWN')
    const [saved] = [await ports.configurations.read()]
    const form = { ...someChoices({ minimumStock: 7 }), version: saved?.version ?? null }
    await saveConfiguration(ports, { ...form, shopKey: null }, PERSON)
    const before = files.calls
    const shown = await seen(ports)
    expect(files.calls - before).toBe(1)
    expect(shown).toEqual(await written(ports))
    expect(JSON.stringify(shown)).toMatch(/job-1.*UNKNOWN.*"minimumStock":7/)
  })

  it('stay when a change changes nothing', async () => {
    const { ports, files } = await anAccount()
    const before = files.calls
    await ports.jobs.update(book => ({ ...book }))
    expect(files.calls - before).toBe(1)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('held')
  })

  it('are made again a minute after their writer died, and never say the old meanwhile', async () => {
    const { ports, files } = await anAccount()
    // The file is written; then the process dies.
    let writes = 0
    files.beforeWrite = () => {
      writes += 1
      if (writes > 2) throw new Error('dead')
    }
    await addOne(ports, 'job-1').catch(() => null)
    files.beforeWrite = null
    expect((await ports.summary.read()).copies.jobs.kind).toBe('dropped')
    expect(await seen(ports)).toEqual(await written(ports))
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('dropped')
    ports.clock.pass(2 * MINUTE)
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.jobs.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are made again when a replica of an older version wrote the file', async () => {
    const { ports, files } = await anAccount()
    files.put('pages/dismissals.json', {
      dismissals: [{ id: 'UNKNOWN', by: PERSON, at: 1, until: { kind: 'OVER' }, reason: 'r' }],
    })
    for (let minute = 0; minute < 11; minute += 1) {
      await mendCopies(ports)
      ports.clock.pass(MINUTE)
    }
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are not what another writer has read, when one writes after that and dies', async () => {
    const { ports, files } = await anAccount()
    await putAside(ports, 'STORE_SKU_FAILED')
    const save = files.saveJSON.bind(files)
    let isDead = false
    let go = () => {}
    const gate = new Promise<void>(resolve => (go = resolve))
    let isFirst = true
    const saving = async (...args: Parameters<FakeFiles['saveJSON']>) => {
      const [, path] = args
      if (isDead && path === 'summary.json') throw new Error('dead')
      if (path === 'dismissals.json' && isFirst) {
        isFirst = false
        await gate
      }
      return save(...args)
    }
    Object.assign(files, { saveJSON: saving })
    const dying = putAside(ports, 'UNKNOWN')
    await new Promise(setImmediate)
    await putAside(ports, 'NOT_CATALOGED')
    isDead = true
    go()
    await dying
    isDead = false
    expect(await ports.dismissals.read()).toHaveLength(3)
    expect(await seen(ports)).toEqual(await written(ports))
    ports.clock.pass(MINUTE)
    await mendCopies(ports)
    expect((await ports.summary.read()).copies.dismissals.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are made by the last of those who write at once', async () => {
    const { ports } = await anAccount()
    await Promise.all([
      putAside(ports, 'UNKNOWN'),
      putAside(ports, 'NOT_CATALOGED'),
      putAside(ports, 'OFFER_LINE_REJECTED'),
    ])
    expect((await ports.summary.read()).copies.dismissals.kind).toBe('held')
    expect(await seen(ports)).toEqual(await written(ports))
  })

  it('are never older than the files, however two replicas write and wherever one dies', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 40 }), async (s, death) => {
        const { ports, files } = await anAccount()
        const real = { save: files.saveJSON, read: files.getRawJSON }
        let calls = 0
        const scheduled = (how: 'saveJSON' | 'getRawJSON') =>
          Object.assign(files, {
            [how]: async (...args: never[]) => {
              calls += 1
              // From here on the platform does nothing for one of the two.
              if (calls === death) throw new Error('dead')
              await s.schedule(Promise.resolve(), how)
              const call = (how === 'saveJSON' ? real.save : real.read) as (
                ...given: never[]
              ) => Promise<unknown>
              return call(...args)
            },
          })
        scheduled('saveJSON')
        scheduled('getRawJSON')
        const both = Promise.allSettled([
          addOne(ports, 'job-1'),
          addOne(ports, 'job-2'),
          putAside(ports, 'UNKNOWN'),
        ])
        await s.waitFor(both)
        Object.assign(files, { saveJSON: real.save, getRawJSON: real.read })
        expect(files).toBeInstanceOf(FakeFiles)
        expect(await seen(ports)).toEqual(await written(ports))
      }),
      { numRuns: process.env.LONG_TESTS ? 2_000 : 60 }
    )
  })
})
