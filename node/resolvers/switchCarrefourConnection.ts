import { switchConnection } from '../useCases/switchConnection'
import { configuring } from './resolver'
import { signedIn } from './signedIn'
import { showSave } from './views/save'

export const switchCarrefourConnection = configuring(
  'switchCarrefourConnection',
  async (ports, { active }: { readonly active: boolean }, people) =>
    showSave(ports, await switchConnection(ports, active, await signedIn(people)))
)
