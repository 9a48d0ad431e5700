import type { Ports } from '../ports'
import type { Form, SaveResult } from '../useCases/saveConfiguration'
import { saveConfiguration } from '../useCases/saveConfiguration'
import { viewConnection } from '../useCases/viewConnection'
import { resolver } from './resolver'
import { signedIn } from './signedIn'
import { showConfiguration } from './views/configuration'
import { showConnection } from './views/connection'
import { showVerdict } from './views/verdict'

interface Args {
  readonly input: Omit<Form, 'shopKey' | 'version'> & Partial<Pick<Form, 'version'>>
  readonly shopKey?: string | null
}

export const saveCarrefourConfiguration = resolver(
  async (ports, { input, shopKey }: Args, people) => {
    const person = await signedIn(people)
    const form = { ...input, shopKey: shopKey ?? null, version: input.version ?? null }
    return show(ports, await saveConfiguration(ports, form, person))
  }
)

/** What became of the form, as `CarrefourSaveResult`. */
async function show(ports: Ports, result: SaveResult) {
  switch (result.kind) {
    case 'saved':
      return {
        __typename: 'CarrefourSaved',
        connection: showConnection(await viewConnection(ports)),
        blocked: result.blocked,
      }
    case 'invalid':
      return { __typename: 'CarrefourInvalidConfiguration', problems: result.problems }
    case 'refused':
    case 'unreachable':
      return showVerdict(result)
    case 'conflict':
      return {
        __typename: 'CarrefourConfigurationConflict',
        current: showConfiguration(result.current),
      }
  }
}
