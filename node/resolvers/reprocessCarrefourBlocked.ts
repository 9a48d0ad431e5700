import { reprocessBlocked } from '../useCases/reprocess'
import { resolver } from './resolver'
import { showReprocess } from './views/reprocess'

export const reprocessCarrefourBlocked = resolver(async ports =>
  showReprocess(await reprocessBlocked(ports))
)
