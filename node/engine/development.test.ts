import { describe, expect, it } from '@jest/globals'

import { isWithheld } from '../connection/configuration.logic'
import { aConfiguration, someChoices } from '../testing/factories'
import { aShop, minutes, notify } from '../testing/workday'
import { viewConnection } from '../connection/view'

describe('a workspace that is not production', () => {
  it('queues a change and never calls Carrefour', async () => {
    const shop = aShop()
    shop.ports.production = false
    await notify(shop, 1)
    await minutes(shop, 30)
    expect(shop.ports.carrefour.calls).toEqual([])
    const view = await viewConnection(shop.ports)
    expect(view).toMatchObject({ production: false, pending: 1, nextSendAt: null })
  })

  it('sends as production does when its configuration says so', async () => {
    const shop = aShop()
    shop.ports.production = false
    const choices = someChoices({ sendFromDevelopment: true })
    shop.ports.configurations.saved = aConfiguration({ choices })
    await notify(shop, 1)
    await minutes(shop, 5)
    expect(shop.ports.carrefour.offers.get('1')).toBe(7)
  })

  it.each([
    [true, false, false],
    [true, true, false],
    [false, true, false],
    [false, false, true],
  ])('production %s, switch %s: withheld %s', (production, sendFromDevelopment, withheld) => {
    expect(isWithheld({ sendFromDevelopment }, production)).toBe(withheld)
  })
})
