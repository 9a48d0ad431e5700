import type { Form } from '../useCases/saveConfiguration'
import { saveConfiguration } from '../useCases/saveConfiguration'
import { configuring } from './resolver'
import { signedIn } from './signedIn'
import { showSave } from './views/save'

interface Args {
  readonly input: Omit<Form, 'shopKey' | 'version' | 'confirmedShopId'> &
    Partial<Pick<Form, 'version'>>
  readonly shopKey?: string | null
  readonly confirmedShopId?: string | null
}

export const saveCarrefourConfiguration = configuring(
  'saveCarrefourConfiguration',
  async (ports, { input, shopKey, confirmedShopId }: Args, people) => {
    const form = {
      ...input,
      shopKey: shopKey ?? null,
      version: input.version ?? null,
      confirmedShopId: confirmedShopId ?? null,
    }
    return showSave(ports, await saveConfiguration(ports, form, await signedIn(people)))
  }
)
