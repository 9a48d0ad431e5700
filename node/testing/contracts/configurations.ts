import { beforeEach, describe, expect, it } from '@jest/globals'

import type { Configurations, SecretStore } from '../../ports/stores'
import { aConfiguration, shopKey, someChoices } from '../factories'

/** What every store of configuration and own secrets must do. */
export function configurationsContract(
  name: string,
  make: () => Promise<{ configurations: Configurations; secrets: SecretStore }>
): void {
  describe(`Configurations and secrets: ${name}`, () => {
    let configurations: Configurations
    let secrets: SecretStore
    beforeEach(async () => {
      ;({ configurations, secrets } = await make())
    })

    it('are empty at first', async () => {
      expect(await configurations.read()).toBeNull()
      expect(await secrets.read()).toBeNull()
    })

    it('keep a configuration whole, the ShopKey included', async () => {
      const first = aConfiguration()
      await configurations.write(first)
      const next = aConfiguration({
        choices: someChoices({ active: false, minimumStock: 3, shopId: '', portalUrl: '' }),
        shopKey: {
          ...first.shopKey,
          key: shopKey('another-key-0002'),
          verifiedAt: null,
          version: 2,
        },
        version: 2,
      })
      await configurations.write(next)
      const read = await configurations.read()
      expect(read).toEqual(next)
      expect(read?.shopKey.key.reveal()).toBe('another-key-0002')
    })

    it('make the secrets once and keep them beside the configuration', async () => {
      const made = await secrets.ensure()
      await configurations.write(aConfiguration())
      expect(await secrets.ensure()).toEqual(made)
      expect(await secrets.read()).toEqual(made)
      expect((await configurations.read())?.version).toBe(1)
      expect(made.webhook).not.toBe(made.tick)
    })

    it('forget one and keep the other; secrets made again are others', async () => {
      const made = await secrets.ensure()
      await configurations.write(aConfiguration())
      await configurations.clear()
      expect([await configurations.read(), await secrets.read()]).toEqual([null, made])
      await configurations.write(aConfiguration())
      await secrets.clear()
      expect([await secrets.read(), await configurations.read()]).toEqual([null, aConfiguration()])
      expect((await secrets.ensure()).webhook).not.toBe(made.webhook)
    })
  })
}
