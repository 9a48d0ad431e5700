import { beforeEach, describe, expect, it } from '@jest/globals'
import type { Configuration, OwnSecrets } from '../../connection/configuration.logic'
import type { Configurations, Replacement, SecretStore } from '../../ports/stores'
import { aConfiguration, anAccess, shopKey, someChoices } from '../factories'

/** Contract of every store of configuration and own secrets. */
export function configurationsContract(
  name: string,
  make: () => Promise<{ configurations: Configurations; secrets: SecretStore }>
): void {
  describe(`Configurations and secrets: ${name}`, () => {
    let configurations: Configurations
    let secrets: SecretStore
    let own: OwnSecrets
    beforeEach(async () => {
      ;({ configurations, secrets } = await make())
      own = await secrets.fresh()
    })

    const saving = (with_: Partial<Configuration> = {}): Replacement => ({
      next: version => ({ ...aConfiguration(with_), version }),
      secrets: own,
    })

    it('are empty at first', async () => {
      expect(await configurations.read()).toBeNull()
      expect(await secrets.read()).toBeNull()
    })

    it('keep the whole configuration, including the ShopKey', async () => {
      const first = await configurations.replace(null, saving())
      expect(first).toEqual(aConfiguration())
      const next = aConfiguration({
        choices: someChoices({ active: false, minimumStock: 3, shopId: '', portalUrl: '' }),
        shopKey: {
          ...aConfiguration().shopKey,
          key: shopKey('another-key-0002'),
          verifiedAt: null,
          version: 2,
          shop: null,
        },
        version: 2,
      })
      await configurations.replace(1, saving(next))
      const read = await configurations.read()
      expect(read).toEqual(next)
      expect(read?.shopKey.key.reveal()).toBe('another-key-0002')
    })

    it.each([[null], [0], [2]])(
      'lose a save of version %j when version 1 is saved',
      async expected => {
        await configurations.replace(null, saving())
        expect(
          await configurations.replace(expected, saving({ choices: someChoices({ shopId: '7' }) }))
        ).toBeNull()
        expect(await configurations.read()).toEqual(aConfiguration())
      }
    )

    it('make exactly one of many concurrent saves of one version', async () => {
      await configurations.replace(null, saving())
      const stocks = [1, 2, 3, 4, 5, 6]
      const saved = await Promise.all(
        stocks.map(minimumStock =>
          configurations.replace(1, saving({ choices: someChoices({ minimumStock }) }))
        )
      )
      const won = saved.filter(one => one !== null)
      expect(won).toHaveLength(1)
      expect(await configurations.read()).toEqual(won[0])
    })

    it('create the secrets once and keep them beside the configuration', async () => {
      const made = await secrets.ensure()
      await configurations.replace(null, { ...saving(), secrets: made ?? own })
      expect(await secrets.ensure()).toEqual(made)
      expect(await secrets.read()).toEqual(made)
      expect((await configurations.read())?.version).toBe(1)
      expect(made?.webhook).not.toBe(made?.tick)
    })

    it('keep the secrets of a first save', async () => {
      await configurations.replace(null, saving())
      expect(await secrets.read()).toEqual(own)
    })

    it('accept the previous webhook secret for a day after a renewal', async () => {
      await configurations.replace(null, saving())
      const renewed = await secrets.renew()
      expect(renewed?.webhook).not.toBe(own.webhook)
      expect(renewed?.tick).toBe(own.tick)
      expect(renewed?.former.map(({ secret }) => secret)).toEqual([own.webhook])
      expect(await secrets.read()).toEqual(renewed)
    })

    it('renew nothing before secrets exist', async () => {
      expect(await secrets.renew()).toBeNull()
    })

    it('forget everything after a disconnect, and create no secrets until the next save', async () => {
      await configurations.replace(null, saving())
      expect(await configurations.takeDown()).toMatchObject({ leaving: 'CRF', isFirst: true })
      expect([await configurations.read(), await secrets.read()]).toEqual([null, null])
      expect([await secrets.ensure(), await secrets.renew()]).toEqual([null, null])
      expect(await configurations.takeDown()).toMatchObject({ leaving: 'CRF', isFirst: false })
      await configurations.tookDown()
      const last = await configurations.takeDown()
      expect(last.leaving).toBeNull()
      const again = await configurations.replace(null, saving())
      expect(again?.version).toBeGreaterThan(last.version)
      expect(await secrets.ensure()).toEqual(own)
    })

    it('lose a save that started before a disconnect', async () => {
      await configurations.replace(null, saving())
      await configurations.takeDown()
      expect(await configurations.replace(1, saving())).toBeNull()
      await configurations.replace(null, saving())
      expect(await configurations.replace(1, saving())).toBeNull()
    })

    it('distinguish accesses by a digest that reveals nothing of them', async () => {
      const one = await secrets.print(anAccess())
      expect(await secrets.print(anAccess())).toBe(one)
      expect(await secrets.print(anAccess({ shopId: '7' }))).not.toBe(one)
      expect(await secrets.print(anAccess({ shopKey: shopKey('another-key') }))).not.toBe(one)
      expect(one).toMatch(/^[0-9a-f]{64}$/)
    })
  })
}
