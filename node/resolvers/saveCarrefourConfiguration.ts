import { AuthenticationError } from '@vtex/api'

import { SECOND } from '../domain/time'
import type { Ports } from '../ports'
import type { Form, SaveResult } from '../useCases/saveConfiguration'
import { saveConfiguration } from '../useCases/saveConfiguration'
import { viewConnection } from '../useCases/viewConnection'
import { resolver } from './resolver'
import { showConfiguration } from './views/configuration'
import { showConnection } from './views/connection'

type Input = Omit<Form, 'shopKey' | 'version'> & Partial<Pick<Form, 'shopKey' | 'version'>>

export const saveCarrefourConfiguration = resolver(
  async (ports, { input }: { readonly input: Input }, people) => {
    const person = await people.user()
    if (person === null) throw new AuthenticationError('Nobody is signed in.')
    const form = { ...input, shopKey: input.shopKey ?? null, version: input.version ?? null }
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
      return {
        __typename: 'CarrefourShopKeyRefused',
        httpStatus: result.httpStatus,
        message: result.message,
      }
    case 'unreachable':
      return {
        __typename: 'CarrefourUnreachable',
        message: result.message,
        retryAfterSeconds:
          result.retryAfter === null ? null : Math.ceil(result.retryAfter / SECOND),
      }
    case 'conflict':
      return {
        __typename: 'CarrefourConfigurationConflict',
        current: showConfiguration(result.current),
      }
  }
}
