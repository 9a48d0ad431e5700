import { type Run, hasTime } from '../engine/run'
import type { ConnectionState } from '../engine/state.logic'
import { LONGEST_ANSWER } from '../ports/carrefour'
import { mustAsk } from './shop.logic'
import { askOwner } from './watchShop'

/**
 * Asks Carrefour why the shop is not open, once its offers say so. Only then: A01 is answered once a day, and a new
 * ShopKey needs it to name its shop.
 */
export async function lookAtShop(run: Run, state: ConnectionState): Promise<void> {
  if (state.incident !== null || !mustAsk(state.sight) || !hasTime(run, LONGEST_ANSWER)) return
  await askOwner(run)
}
