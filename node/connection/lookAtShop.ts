import { type Run, accessOf, hasTime } from '../engine/run'
import type { ConnectionState } from '../engine/state.logic'
import { LONGEST_ANSWER } from '../ports/carrefour'
import { mustAsk } from './seenShop.logic'
import { askForShop } from './verifyKey'

/**
 * Asks Carrefour why the shop is not open, once its offers say so. Only then: A01 is answered once a day, and a new
 * ShopKey needs it to name its shop.
 */
export async function lookAtShop(run: Run, state: ConnectionState): Promise<void> {
  if (state.incident !== null || !mustAsk(state.sight) || !hasTime(run, LONGEST_ANSWER)) return
  const { ports, configuration } = run
  const access = accessOf(configuration)
  await askForShop(ports, access, await ports.secrets.print(access))
}
