import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'

import type { Configuration } from './configuration.logic'
import type { Ports } from '../ports'
import { crashing, replicaOf, Crash } from '../testing/deaths'
import { shopKey, someChoices } from '../testing/factories'
import { type Shop, aShop } from '../testing/workday'
import { type Form, type SaveResult, disconnect, saveConfiguration, switchConnection } from './save'
import { install } from '../engine/entrances'
import { repairRegistration, renewWebhook } from './registration'
import { testKey } from './verifyKey'

const OWNER = 'owner@lojademo.example'
const OLD_KEY = shopKey().reveal()

const save = (ports: Ports, version: number | null, change: Partial<Form> = {}) =>
  saveConfiguration(ports, { ...someChoices(), shopKey: null, version, ...change }, OWNER)

const kinds = (results: readonly SaveResult[]) => results.map(({ kind }) => kind).sort()

/** Holds callers at the write until `count` have arrived. */
function barrier(shop: Shop, count: number): void {
  const { configurations } = shop.ports
  let open: () => void = () => undefined
  const opened = new Promise<void>(resolve => (open = resolve))
  let come = 0
  configurations.beforeWrite = () => {
    come += 1
    if (come >= count) open()
    return opened
  }
}

/** Holds the first one at its write until `go` is called. */
function held(shop: Shop): { readonly arrived: Promise<void>; readonly go: () => void } {
  const { configurations } = shop.ports
  let go: () => void = () => undefined
  let arrive: () => void = () => undefined
  const opened = new Promise<void>(resolve => (go = resolve))
  const arrived = new Promise<void>(resolve => (arrive = resolve))
  configurations.beforeWrite = () => {
    configurations.beforeWrite = null
    arrive()
    return opened
  }
  return { arrived, go }
}

async function nothingRegistered({ ports }: Shop): Promise<void> {
  expect([ports.configurations.saved, await ports.secrets.read()]).toEqual([null, null])
  expect([ports.store.affiliates.size, ports.scheduler.entry]).toEqual([0, null])
}

describe('saves of one version', () => {
  it('of six at once, one succeeds and five get the saved configuration', async () => {
    const shop = aShop()
    barrier(shop, 6)
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(minimumStock => save(shop.ports, 1, { minimumStock }))
    )
    expect(kinds(results)).toEqual([...Array<string>(5).fill('conflict'), 'saved'])
    const { saved } = shop.ports.configurations
    expect(saved?.version).toBe(2)
    for (const result of results)
      if (result.kind === 'conflict') expect(result.current).toEqual(saved)
  })

  it('of six first saves, one succeeds', async () => {
    const shop = aShop()
    shop.ports.configurations.saved = null
    const { shopId, carrefourUrl } = someChoices()
    await testKey(shop.ports, { shopKey: 'a-key-that-works', shopId, carrefourUrl })
    barrier(shop, 6)
    const results = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(at =>
        save(shop.ports, null, { shopKey: 'a-key-that-works', minimumStock: at })
      )
    )
    expect(kinds(results)).toEqual([...Array<string>(5).fill('conflict'), 'saved'])
  })

  it('a form from before a key change does not bring the old key back', async () => {
    const shop = aShop()
    const { arrived, go } = held(shop)
    const stale = save(shop.ports, 1, { minimumStock: 3 })
    await arrived
    expect(await save(shop.ports, 1, { shopKey: 'the-new-key' })).toMatchObject({ kind: 'saved' })
    go()
    expect(await stale).toMatchObject({ kind: 'conflict', current: { version: 2 } })
    expect(shop.ports.configurations.saved?.shopKey.key.reveal()).toBe('the-new-key')
  })

  it('leaves only the winner’s affiliate', async () => {
    const shop = aShop()
    await save(shop.ports, 1)
    barrier(shop, 3)
    const ids = ['CRF', 'BCD', 'FGH']
    await Promise.all(ids.map(affiliateId => save(shop.ports, 2, { affiliateId })))
    const saved = shop.ports.configurations.saved?.choices.affiliateId ?? 'none'
    expect([...shop.ports.store.affiliates.keys()]).toEqual([saved])
  })

  it('reports a conflict to one of two people who change mail switches', async () => {
    const shop = aShop()
    barrier(shop, 2)
    const results = await Promise.all([
      save(shop.ports, 1, { alertDigest: false }),
      save(shop.ports, 1, { alertSolved: false }),
    ])
    expect(kinds(results)).toEqual(['conflict', 'saved'])
  })

  it('a switch-off during a save stays, and the save reports a conflict', async () => {
    const shop = aShop()
    const { arrived, go } = held(shop)
    const saving = save(shop.ports, 1, { minimumStock: 3 })
    await arrived
    expect(await switchConnection(shop.ports, false, OWNER)).toMatchObject({ kind: 'saved' })
    go()
    expect(await saving).toMatchObject({ kind: 'conflict' })
    expect(shop.ports.configurations.saved?.choices.active).toBe(false)
  })

  it('a save that died before, during or after its write does not block the next one', async () => {
    for (let at = 1; at <= 30; at += 1) {
      const shop = aShop()
      await save(crashing(shop.ports, { at, when: 'after' }), 1, { shopKey: 'a-new-key' }).catch(
        (error: unknown) => expect(error).toBeInstanceOf(Crash)
      )
      const version = shop.ports.configurations.saved?.version ?? null
      expect(await save(shop.ports, version, { minimumStock: 4 })).toMatchObject({ kind: 'saved' })
      const own = await shop.ports.secrets.read()
      expect(shop.ports.store.affiliates.get('CRF')?.endpoint).toContain(own?.webhook ?? 'none')
    }
  })
})

describe('a disconnect', () => {
  it('ends a save in progress with a conflict, and nothing comes back', async () => {
    const shop = aShop()
    const { arrived, go } = held(shop)
    const saving = save(shop.ports, 1, { shopKey: 'a-new-key' })
    await arrived
    expect(await disconnect(shop.ports)).toEqual({ kind: 'disconnected' })
    go()
    expect(await saving).toEqual({ kind: 'conflict', current: null })
    await nothingRegistered(shop)
  })

  it('reports a conflict to a form from before it, after a new connection', async () => {
    const shop = aShop()
    await disconnect(shop.ports)
    expect(await save(shop.ports, 1, { shopKey: 'a-key' })).toEqual({
      kind: 'conflict',
      current: null,
    })
    expect(await save(shop.ports, null, { shopKey: 'a-key' })).toMatchObject({ kind: 'saved' })
    expect(await save(shop.ports, 1, { minimumStock: 3 })).toMatchObject({ kind: 'conflict' })
  })
})

/** Concurrent actions of people and the platform. */
type Act = 'save' | 'newKey' | 'switch' | 'disconnect' | 'install' | 'renew' | 'repair'

function act(ports: Ports, what: Act, saved: Configuration, at: number): Promise<unknown> {
  switch (what) {
    case 'save':
      return save(ports, saved.version, { minimumStock: at + 1 })
    case 'newKey':
      return save(ports, saved.version, { shopKey: `new-key-${at}` })
    case 'switch':
      return switchConnection(ports, false, OWNER)
    case 'disconnect':
      return disconnect(ports)
    case 'install':
      return install(ports)
    case 'renew':
      return renewWebhook(ports)
    case 'repair':
      return repairRegistration(ports, saved)
  }
}

const isSaved = (result: unknown) => (result as SaveResult).kind === 'saved'

describe('any interleaving', () => {
  const ACTS: readonly Act[] = [
    'save',
    'newKey',
    'switch',
    'disconnect',
    'install',
    'renew',
    'repair',
  ]

  it('saves a version at most once, brings no old key back and leaves nothing after a disconnect', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom(...ACTS), { minLength: 2, maxLength: 5 }),
        async (scheduler, acts) => {
          const shop = aShop()
          await save(shop.ports, 1, { shopKey: 'the-key-of-now' })
          const saved = shop.ports.configurations.saved
          if (!saved) throw new Error('nothing is saved')
          const ports = replicaOf(shop.ports, scheduler)
          const running = acts.map((what, at) => act(ports, what, saved, at))
          const results = await scheduler.waitFor(Promise.all(running))
          const ofVersion = results.filter(
            (result, at) => ['save', 'newKey'].includes(acts[at] ?? '') && isSaved(result)
          )
          expect(ofVersion.length).toBeLessThanOrEqual(1)
          const left = shop.ports.configurations.saved
          expect(left?.shopKey.key.reveal()).not.toBe(OLD_KEY)
          if (acts.includes('disconnect')) await nothingRegistered(shop)
          else {
            const own = await shop.ports.secrets.read()
            const endpoint = shop.ports.store.affiliates.get('CRF')?.endpoint ?? ''
            const accepted = own ? [own.webhook, ...own.former.map(({ secret }) => secret)] : []
            expect(accepted.some(secret => endpoint.endsWith(`/${secret}`))).toBe(true)
          }
        }
      ),
      { numRuns: process.env['LONG_TESTS'] === '1' ? 3_000 : 150 }
    )
  })
})
