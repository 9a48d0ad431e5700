import { describe, expect, it } from '@jest/globals'

import { CallError } from '../clients/callError'
import { configurationsContract } from '../testing/contracts/configurations'
import { FakeApps } from '../testing/context'
import { aConfiguration } from '../testing/factories'
import { FakeClock } from '../testing/fakes'
import { readConfiguration, SettingsConfigurations, toSettings } from './configurations'
import { SettingsSecrets } from './secrets'
import { AppSettings } from './settings'

configurationsContract('app settings', async () => {
  const settings = new AppSettings(new FakeApps())
  return {
    configurations: new SettingsConfigurations(settings),
    secrets: new SettingsSecrets(settings, new FakeClock()),
  }
})

describe('saved shapes', () => {
  const saved = toSettings(aConfiguration())

  it.each([
    ['nothing', null],
    ['no key', { ...saved, shopKey: null }],
    ['an empty key', { ...saved, shopKey: { key: ' ' } }],
    ['an address that the form refuses', { ...saved, carrefourUrl: 'http://carrefour.example' }],
    ['a shop id that is none', { ...saved, shopId: '2001&sku=1' }],
    ['no version', { ...saved, version: 'x' }],
  ])('given %s, expect none', (_, raw) => {
    expect(readConfiguration(raw)).toBeNull()
  })

  it('given fields of an older version are missing, expect careful defaults', () => {
    const { active: _a, sendKits: _s, minimumStock: _m, ...older } = saved
    expect(readConfiguration(older)?.choices).toMatchObject({
      active: false,
      sendKits: false,
      minimumStock: 0,
    })
  })

  it('given the platform knows no settings yet (404), expect none', async () => {
    const apps = new FakeApps()
    const missing = {
      ...apps,
      getAppSettings: () => Promise.reject(new CallError('apps-get-settings', 404, null)),
    }
    expect(await new AppSettings(missing).read('connection')).toBeNull()
  })

  it('given two replicas make secrets together, expect both to use the same', async () => {
    const settings = new AppSettings(new FakeApps())
    const clock = new FakeClock()
    const made = await Promise.all([
      new SettingsSecrets(settings, clock).ensure(),
      new SettingsSecrets(settings, clock).ensure(),
    ])
    expect(made[0]).toEqual(made[1])
  })
})
