import fc from 'fast-check'
import { type Configuration, noteOfSave, readChoices } from './configuration.logic'
import type { Ports } from '../ports'
import { aConfiguration, shopKey, someChoices } from '../testing/factories'
import { type Shop, aShop, idOf, minutes, notify } from '../testing/workday'
import { crashing, replicaOf, Crash } from '../testing/deaths'
import { describe, expect, it } from '@jest/globals'
import { install } from '../engine/entrances'
import { NEW_CONNECTION } from '../engine/state.logic'
import { disconnected, releasedByKey } from '../engine/transitions.logic'
import { repairRegistration, renewWebhook } from './registration'
import { reprocess, reprocessBlocked } from '../jobs/start'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { testKey } from './verifyKey'
import { type Form, type SaveResult, saveConfiguration, switchConnection, disconnect } from './save'

const OWNER = 'owner@lojademo.example'
const form = (change: Partial<Form> = {}): Form => ({
  ...someChoices(),
  shopKey: null,
  version: 1,
  ...change,
})

describe('saving the configuration', () => {
  it('saves, registers the affiliate and schedules the calls when the first key works', async () => {
    const { ports } = aShop()
    ports.configurations.saved = null
    const result = await saveConfiguration(
      ports,
      form({ shopKey: '  a-key-that-works ', version: null }),
      OWNER
    )
    expect(result).toMatchObject({ kind: 'saved', blocked: 0, shop: { shopId: '2001' } })
    const saved = ports.configurations.saved as ReturnType<typeof aConfiguration> | null
    expect(saved?.shopKey.key.reveal()).toBe('a-key-that-works')
    expect(ports.store.affiliates.get('CRF')?.endpoint).toMatch(
      /^https:\/\/lojademo\.myvtex\.com\/_v\/carrefour-inventory\/notify\/.+/
    )
    expect(ports.scheduler.entry).toBe((await ports.secrets.read())?.tick)
  })

  it('gives the affiliate the person’s e-mail when none is configured', async () => {
    const { ports } = aShop()
    await saveConfiguration(ports, form({ notificationEmail: '' }), OWNER)
    expect(ports.store.affiliates.get('CRF')?.followUpEmail).toBe(OWNER)
  })

  it('records the changed fields, and a refused key, in the history', async () => {
    const { ports } = aShop()
    await saveConfiguration(ports, form({ minimumStock: 3 }), OWNER)
    ports.carrefour.revoked.add('a-wrong-key')
    await saveConfiguration(ports, form({ shopKey: 'a-wrong-key', version: 2 }), OWNER)
    expect(ports.history.notes).toEqual([
      { kind: 'CONFIGURATION_SAVED', fields: ['minimumStock'] },
      { kind: 'CONFIGURATION_NOT_SAVED', outcome: 'REFUSED' },
    ])
  })

  it('saves nothing and keeps the old key when the new one is refused', async () => {
    const { ports } = aShop()
    ports.carrefour.revoked.add('a-wrong-key')
    const result = await saveConfiguration(
      ports,
      form({ shopKey: 'a-wrong-key', minimumStock: 3 }),
      OWNER
    )
    expect(result).toMatchObject({ kind: 'refused', httpStatus: 401 })
    expect(ports.configurations.saved).toEqual(aConfiguration())
  })

  it.each(['tradePolicies', 'affiliate', 'saveAffiliate'] as const)(
    'saves nothing and does not blame Carrefour when the store does not answer (%s)',
    async name => {
      const { ports } = aShop()
      const before = ports.configurations.saved
      ports.store.fault = called => (called === name ? 'ECONNRESET' : null)
      const result = await saveConfiguration(
        ports,
        form({ affiliateId: 'CRX', minimumStock: 3 }),
        OWNER
      )
      expect([result.kind, ports.configurations.saved]).toEqual(['storeUnreachable', before])
    }
  )

  it('refuses a key that may not send stock (403)', async () => {
    const { ports } = aShop()
    ports.carrefour.forbidden.add('a-reading-key')
    const result = await saveConfiguration(ports, form({ shopKey: 'a-reading-key' }), OWNER)
    expect(result).toMatchObject({ kind: 'refused', httpStatus: 403 })
  })

  it('does not call Carrefour without a new key or address', async () => {
    const { ports } = aShop()
    expect(await saveConfiguration(ports, form({ minimumStock: 3 }), OWNER)).toMatchObject({
      kind: 'saved',
    })
    expect(ports.carrefour.calls).toEqual([])
  })

  it('saves nothing and reports the conflict when somebody else saved first', async () => {
    const { ports } = aShop()
    const result = await saveConfiguration(ports, form({ version: 0, minimumStock: 3 }), OWNER)
    expect(result).toMatchObject({ kind: 'conflict', current: { version: 1 } })
  })

  it.each([
    [{ tradePolicy: '77' }, { field: 'tradePolicy', code: 'UNKNOWN_TRADE_POLICY' }],
    [{ shopKey: 'Bearer a-key' }, { field: 'shopKey', code: 'NOT_ALONE' }],
    [{ shopKey: 'a\u200bkey' }, { field: 'shopKey', code: 'CONTROL_CHARACTERS' }],
    [
      { carrefourUrl: 'https://evil.com', shopKey: 'a-key' },
      { field: 'carrefourUrl', code: 'HOST_NOT_ALLOWED' },
    ],
    [{ minimumStock: -1 }, { field: 'minimumStock', code: 'OUT_OF_RANGE' }],
  ])('with %j: names the field and saves nothing', async (change, problem) => {
    const { ports } = aShop()
    expect(await saveConfiguration(ports, form(change), OWNER)).toEqual({
      kind: 'invalid',
      problems: [problem],
    })
    expect(ports.configurations.saved).toEqual(aConfiguration())
  })

  it('refuses an affiliate id that somebody else uses', async () => {
    const { ports } = aShop()
    ports.store.affiliates.set('CRF', {
      id: 'CRF',
      name: 'Outro',
      tradePolicy: '1',
      followUpEmail: '',
      endpoint: 'https://other.example/api/notification/',
    })
    expect(await saveConfiguration(ports, form(), OWNER)).toEqual({
      kind: 'invalid',
      problems: [{ field: 'affiliateId', code: 'AFFILIATE_TAKEN' }],
    })
  })

  it('an unrelated change leaves a connection with a refused key blocked', async () => {
    const shop = aShop()
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    const calls = shop.ports.carrefour.calls.length
    await saveConfiguration(shop.ports, form({ minimumStock: 1 }), OWNER)
    await notify(shop, 1)
    await minutes(shop, 3)
    expect(shop.ports.carrefour.calls).toHaveLength(calls)
  })
})

describe('after a refused ShopKey', () => {
  it('offers and sends exactly the blocked SKUs with a new key', async () => {
    const shop = aShop()
    shop.sell(2, 5)
    await notify(shop, 2)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.carrefour.revoked.add(shopKey().reveal())
    shop.ports.clock.pass(60_000)
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    expect(await reprocess(shop.ports, ['1'])).toMatchObject({
      kind: 'refused',
      code: 'INCIDENT_OPEN',
    })
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'refused',
      code: 'INCIDENT_OPEN',
    })

    const saved = await saveConfiguration(shop.ports, form({ shopKey: 'a-new-key' }), OWNER)
    expect(saved).toMatchObject({ kind: 'saved', blocked: 1 })
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'accepted',
      accepted: 1,
    })
    await minutes(shop, 2)
    const process = await shop.ports.ledger.get(idOf(1))
    expect(process).toMatchObject({ status: 'SUCCESS', quantity: 7 })
    expect(process?.attempts.map(attempt => attempt.reason)).toEqual(['REPROCESS', 'NOTIFICATION'])
    expect((await shop.ports.ledger.get(idOf(2)))?.attempts).toHaveLength(1)
    expect(await reprocessBlocked(shop.ports, OWNER)).toMatchObject({
      kind: 'refused',
      code: 'NOTHING_TO_DO',
    })
  })
})

describe('reprocessing', () => {
  it('sends current stock for a SKU with an old failure', async () => {
    const shop = aShop()
    shop.ports.carrefour.rejections.set('1', 'bloqueada')
    await notify(shop, 1)
    await runEngine(shop.ports, WORK_BUDGET)
    shop.ports.carrefour.rejections.clear()
    shop.ports.store.stock.set(idOf(1), 3)
    expect(await reprocess(shop.ports, ['1', '1'])).toMatchObject({
      kind: 'accepted',
      accepted: 1,
      skuIds: ['1'],
    })
    await minutes(shop, 2)
    expect(shop.ports.carrefour.offers.get('1')).toBe(3)
  })

  it.each([
    [[], 'NOTHING_TO_DO'],
    [['77'], 'SKU_NOT_FOUND'],
    [['x'], 'SKU_NOT_FOUND'],
    [Array.from({ length: 101 }, (_, index) => String(index)), 'TOO_MANY'],
  ])('%j gives %s', async (skuIds, code) => {
    const { ports } = aShop()
    expect(await reprocess(ports, skuIds)).toMatchObject({ kind: 'refused', code })
  })
})

describe('the switch', () => {
  const OWNER = 'owner@lojademo.example'

  describe('turning the connection off and on', () => {
    it('changes only that, without a call to Carrefour', async () => {
      const { ports } = aShop()
      expect(await switchConnection(ports, false, OWNER)).toMatchObject({ kind: 'saved' })
      const { choices, shopKey } = aConfiguration()
      expect(ports.configurations.saved).toEqual({
        choices: { ...choices, active: false },
        shopKey,
        version: 2,
      })
      await switchConnection(ports, true, OWNER)
      expect(ports.configurations.saved?.choices).toEqual(someChoices())
      expect(ports.carrefour.calls).toEqual([])
    })

    it('asks for the ShopKey when nothing is configured', async () => {
      const { ports } = aShop()
      ports.configurations.saved = null
      expect(await switchConnection(ports, true, OWNER)).toMatchObject({
        kind: 'invalid',
        problems: [{ field: 'shopKey', code: 'REQUIRED' }],
      })
    })
  })
})

describe('a save in the history', () => {
  const before = someChoices()

  it('names the changed fields and none of their values', () => {
    const after = someChoices({ minimumStock: 7, notificationEmail: 'a@b.co' })
    const note = noteOfSave(before, after, true)
    expect(note).toEqual({
      kind: 'CONFIGURATION_SAVED',
      fields: ['shopKey', 'minimumStock', 'notificationEmail'],
    })
    expect(JSON.stringify(note)).not.toContain('a@b.co')
  })

  it('names at the first save what was filled in, and not what was left as offered', () => {
    const first = { ...readChoices({}), active: true, tradePolicy: '2', alertDigest: false }
    expect(noteOfSave(null, first, true)).toEqual({
      kind: 'CONFIGURED',
      fields: ['shopKey', 'active', 'tradePolicy', 'alertDigest'],
    })
  })

  it.each([
    [false, 'TURNED_OFF'],
    [true, 'TURNED_ON'],
  ])('with only the switch set to %s, calls it %s', (active, kind) => {
    expect(noteOfSave(someChoices({ active: !active }), someChoices({ active }), false)).toEqual({
      kind,
    })
  })
})

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

describe('a disconnect that VTEX does not answer', () => {
  it('is in the history once, however often it is repeated', async () => {
    const { ports } = aShop()
    await save(ports, 1, { minimumStock: 3 })
    ports.scheduler.down = true
    expect(await disconnect(ports)).toMatchObject({ kind: 'storeUnreachable' })
    expect(ports.configurations.saved).toBeNull()
    ports.scheduler.down = false
    expect(await disconnect(ports)).toEqual({ kind: 'disconnected' })
    await disconnect(ports)
    expect(ports.history.notes.filter(({ kind }) => kind === 'DISCONNECTED')).toHaveLength(1)
  })
})

describe('a save and a disconnect that the state hears of in the other order', () => {
  const saved = { version: 6, shopKey: { version: 6 } }

  it('leaves a connection that was configured after the disconnect', () => {
    const state = releasedByKey(NEW_CONNECTION, saved, 1_000)
    expect(disconnected(state, 5, 2_000)).toBeNull()
    expect(disconnected(state, 7, 2_000)?.disconnectedAt).toBe(2_000)
  })

  it('leaves a disconnect that came after the save', () => {
    const state = disconnected(NEW_CONNECTION, 7, 1_000) ?? NEW_CONNECTION
    expect(releasedByKey(state, saved, 2_000).disconnectedAt).toBe(1_000)
    expect(releasedByKey(state, { ...saved, version: 8 }, 2_000).disconnectedAt).toBeNull()
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
