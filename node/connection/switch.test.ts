import { describe, expect, it } from '@jest/globals'

import { aConfiguration, someChoices } from '../testing/factories'
import { aShop } from '../testing/workday'
import { switchConnection } from './save'

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
