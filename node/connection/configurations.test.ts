import { describe, expect, it } from '@jest/globals'

import { CallError } from '../shared/callError'
import { DAY } from '../shared/time'
import type { Json } from '../shared/json'
import { uuids } from '../vtex/platform'
import { FakeApps, FakeFiles } from '../testing/vtex'
import { configurationsContract } from '../testing/contracts/configurations'
import { aConfiguration, someChoices } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { readConfiguration, writeConfiguration } from './configurations'
import { KeptFiles } from '../shared/keptFiles'
import { SavedConnection, secretsOf } from './savedConnection'
import { type VaultKeys, AppSettings, open, seal, Vault } from './vault'

const KEY = 'shop-key-of-the-demo-2001'
const FILE = 'control/configuration.json'

/** One account's stores; each replica caches keys of its own. */
function anAccount(account = 'lojademo') {
  const [files, apps, clock] = [new FakeFiles(), new FakeApps(), new FakeClock()]
  const replica = (clockOf = clock) => {
    const settings = new AppSettings(apps, clock)
    const kept = new KeptFiles<VaultKeys>(100, keys => keys.size + 1)
    const saved = new SavedConnection({
      vbase: files,
      exactVbase: files,
      settings,
      vault: new Vault(settings, kept, `${account}/master`),
      clock: clockOf,
      ids: uuids,
      account,
      hosts: [],
    })
    return { configurations: saved, secrets: secretsOf(saved) }
  }
  return { files, apps, clock, replica }
}

const save = async (
  { configurations, secrets }: ReturnType<ReturnType<typeof anAccount>['replica']>,
  expected: number | null = null,
  minimumStock = 0
) =>
  configurations.replace(expected, {
    next: version => ({ ...aConfiguration({ choices: someChoices({ minimumStock }) }), version }),
    secrets: await secrets.fresh(),
  })

configurationsContract('VBase and app settings', async () => anAccount().replica())

const plain = (text: string): string => text

describe('stored shapes', () => {
  const saved = writeConfiguration(aConfiguration(), plain)

  it.each([
    ['nothing', null],
    ['no key', { ...saved, shopKey: null }],
    ['an empty key', { ...saved, shopKey: { key: ' ' } }],
    ['an address that the form refuses', { ...saved, carrefourUrl: 'http://carrefour.example' }],
    ['a host that is not allowed', { ...saved, carrefourUrl: 'https://carrefour.example' }],
    ['a shop id that is none', { ...saved, shopId: '2001&sku=1' }],
    ['no version', { ...saved, version: 'x' }],
  ])('reads %s as not configured', (_, raw) => {
    expect(readConfiguration(raw)).toBeNull()
  })

  it('uses careful defaults for fields missing in an older version', () => {
    const { active: _a, sendKits: _s, minimumStock: _m, ...older } = saved
    expect(readConfiguration(older)?.choices).toMatchObject({
      active: false,
      sendKits: false,
      minimumStock: 0,
    })
  })

  it('reads missing platform settings (404) as not configured', async () => {
    const missing = {
      ...new FakeApps(),
      getAppSettings: () => Promise.reject(new CallError('apps-get-settings', 404, null)),
    }
    expect(await new AppSettings(missing, new FakeClock()).readFormer()).toEqual({
      connection: null,
      secrets: null,
    })
  })
})

describe('settings of an older version', () => {
  const former = {
    connection: writeConfiguration(aConfiguration({ version: 4 }), plain),
    secrets: { webhook: 'w'.repeat(64), tick: 't'.repeat(64) },
  }

  it('are read as they are, moved with the first save, and removed', async () => {
    const { apps, replica } = anAccount()
    apps.saved = former
    const one = replica()
    expect(await one.configurations.read()).toEqual(aConfiguration({ version: 4 }))
    expect((await one.secrets.read())?.webhook).toBe('w'.repeat(64))
    expect((await save(one, 4, 3))?.version).toBe(5)
    expect(Object.keys(apps.saved as Json)).toEqual(['vault'])
    expect((await one.secrets.read())?.tick).toBe('t'.repeat(64))
  })

  it('are ignored when they come back after the move', async () => {
    const { apps, replica } = anAccount()
    const one = replica()
    await save(one)
    await one.configurations.takeDown()
    apps.saved = { ...(apps.saved as Json), ...former }
    expect([await one.configurations.read(), await one.secrets.read()]).toEqual([null, null])
  })
})

describe('secrets at rest', () => {
  it('no ShopKey and no secret in anything that either store holds', async () => {
    const { files, apps, replica } = anAccount()
    const one = replica()
    await save(one)
    const own = await one.secrets.read()
    const stored = `${JSON.stringify(await files.getJSON('control', 'configuration.json'))} ${JSON.stringify(apps.saved)}`
    for (const secret of [KEY, own?.webhook, own?.tick]) expect(stored).not.toContain(secret)
  })

  it('a replica that has seen no key yet reads the same', async () => {
    const { replica } = anAccount()
    await save(replica())
    expect((await replica().configurations.read())?.shopKey.key.reveal()).toBe(KEY)
  })

  it('without the key in the settings, nothing is configured and a new save works', async () => {
    const { apps, clock, replica } = anAccount()
    await save(replica())
    apps.saved = {}
    expect(await replica().configurations.read()).toBeNull()
    clock.pass(60_000)
    expect((await save(replica()))?.version).toBe(2)
    expect(await replica().configurations.read()).not.toBeNull()
  })

  it('after a year, the next save uses a new key, and what the old one sealed is still read', async () => {
    const { apps, clock, replica } = anAccount()
    const one = replica()
    await save(one)
    const own = await one.secrets.read()
    const keys = () => Object.keys((apps.saved as { vault: Json }).vault)
    const [before] = keys()
    clock.pass(366 * 86_400_000)
    await save(one, 1)
    expect(keys()).not.toEqual([before])
    expect((await replica().configurations.read())?.version).toBe(2)
    expect((await replica().secrets.read())?.tick).toBe(own?.tick)
  })

  it('replicas that create the first key together get one key, with every text readable', async () => {
    const { apps, replica } = anAccount()
    const made = await Promise.all([1, 2, 3, 4].map(() => replica().secrets.ensure()))
    expect(new Set(made.map(one => one?.webhook)).size).toBe(1)
    expect(Object.keys((apps.saved as { vault: Json }).vault)).toHaveLength(1)
  })

  it('the next one creates the key when the one creating it died', async () => {
    const { apps, replica } = anAccount()
    apps.failNext = new CallError('apps-save-settings', 500, null)
    await expect(save(replica())).rejects.toBeInstanceOf(CallError)
    expect(await save(replica())).not.toBeNull()
  })

  it('a sealed text that was changed or belongs to another account is not opened', () => {
    const key = Buffer.alloc(32, 7)
    const keys = new Map([['k', key]])
    const sealed = seal('secret', 'lojademo', 'k', key)
    expect(open(sealed, 'lojademo', keys)).toBe('secret')
    expect(open(sealed, 'outraloja', keys)).toBeNull()
    expect(open(sealed.replace(/.(=*)$/, 'A$1'), 'lojademo', new Map())).toBeNull()
    const parts = sealed.split(':')
    parts[3] = Buffer.from('SECRET').toString('base64')
    expect(open(parts.join(':'), 'lojademo', keys)).toBeNull()
    expect(open('sealed1:k', 'lojademo', keys)).toBeNull()
    expect(seal('secret', 'lojademo', 'k', key)).not.toBe(sealed)
  })
})

describe('settings that two answers in a row say are missing', () => {
  it('are there: a save keeps the key that the rest is encrypted with', async () => {
    const lost: number[] = []
    for (let first = 1; first <= 12; first += 1) {
      const { apps, clock, replica } = anAccount()
      await save(replica())
      const secrets = await replica().secrets.read()
      clock.pass(DAY)
      apps.missedReads = [apps.reads + first, apps.reads + first + 1]
      const version = (await replica().configurations.read())?.version ?? null
      await save(replica(), version)
      apps.missedReads = []
      const now = await replica().secrets.read()
      if (now === null || now.tick !== secrets?.tick) lost.push(first)
    }
    expect(lost).toEqual([])
  })
})

describe('concurrent writes of different parts', () => {
  it('keeps a save, a renewed webhook and new secrets', async () => {
    const { files, replica } = anAccount()
    await save(replica())
    let others = 0
    files.beforeWrite = async () => {
      files.beforeWrite = null
      others += 1
      await replica().secrets.renew()
    }
    await save(replica(), 1, 9)
    expect(others).toBe(1)
    expect((await replica().configurations.read())?.choices.minimumStock).toBe(9)
    expect((await replica().secrets.read())?.former.length).toBeGreaterThan(0)
  })

  it('reads a file of another shape as not configured', async () => {
    const { files, replica } = anAccount()
    for (const content of [
      null,
      [],
      'x',
      { moved: true, connection: 7, secrets: [], vault: 'x' },
    ]) {
      files.put(FILE, content)
      expect(await replica().configurations.read()).toBeNull()
    }
  })
})
