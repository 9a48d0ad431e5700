import { type Check, type Violation, linesOf, onBoth } from '../evidence'
import { eventsOf } from '../history'
import { type World, expectedQuantity } from '../world'
import { stockOf, unitsWithin } from './stock'

/** How far apart two readings are that may take a shop off sale. */
const READINGS_APART = 10 * 60_000

/** So many SKUs may go to 0 after one reading: in a shop that has hardly more, and in a larger one. */
const FEW = 5
const IN_LARGER = 20

const mostOf = ({ skus }: World): number => (skus.length > IN_LARGER ? IN_LARGER : FEW)

/**
 * 13. A store that seems sold out takes no shop off sale in one step: within ten minutes of the first such answer no more
 * than a few SKUs that have units go to 0.
 */
export const staysOnSale: Check = evidence =>
  onBoth(side => {
    const { imports, world } = evidence.accounts[side]
    const began = eventsOf(evidence.history, 'soldOut').filter(
      event => event.side === side && event.empty
    )
    return began.flatMap(({ at }): Violation[] => {
      const until = at + READINGS_APART
      const zeros = imports
        .filter(({ createdAt }) => createdAt >= at && createdAt < until)
        .flatMap(({ file }) => linesOf(file ?? ''))
        .filter(({ sku, units }) => {
          const stock = unitsWithin(stockOf(evidence, side, Number(sku)), at, until)
          return units === 0 && stock.every(one => expectedQuantity(world, one) > 0)
        })
      const skus = [...new Set(zeros.map(({ sku }) => sku))]
      if (skus.length <= mostOf(world)) return []
      return [
        { promise: 13, side, what: `SKUs ${skus.join(', ')} went to 0 with units in the store` },
      ]
    })
  })
