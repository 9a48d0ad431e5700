import { reprocessBlocked } from '../useCases/reprocess'
import { resolver } from './resolver'
import { signedIn } from './signedIn'
import { showReprocess } from './views/reprocess'

export const reprocessCarrefourBlocked = resolver(async (ports, _args: unknown, people) =>
  showReprocess(await reprocessBlocked(ports, await signedIn(people)))
)
