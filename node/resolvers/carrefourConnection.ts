import { viewConnection } from '../useCases/viewConnection'
import { resolver } from './resolver'
import { showConnection } from './views/connection'

export const carrefourConnection = resolver(async ports =>
  showConnection(await viewConnection(ports))
)
