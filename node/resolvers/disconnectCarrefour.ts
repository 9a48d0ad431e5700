import { disconnect } from '../useCases/disconnect'
import { viewConnection } from '../useCases/viewConnection'
import { configuring } from './resolver'
import { showConnection } from './views/connection'

export const disconnectCarrefour = configuring('disconnectCarrefour', async ports => {
  const result = await disconnect(ports)
  return result.kind === 'disconnected'
    ? {
        __typename: 'CarrefourDisconnected',
        connection: showConnection(await viewConnection(ports)),
      }
    : { __typename: 'CarrefourUnreachable', message: result.message, retryAfterSeconds: null }
})
