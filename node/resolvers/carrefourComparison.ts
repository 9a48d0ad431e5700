import { toIso } from '../domain/time'
import type { Figure } from '../useCases/compareSku'
import { compareSku } from '../useCases/compareSku'
import { BadInput } from './refusal'
import { resolver } from './resolver'

export const carrefourComparison = resolver(
  async (ports, { skuId }: { readonly skuId: string }) => {
    const found = await compareSku(ports, skuId)
    if (!found) throw new BadInput('skuId: a SKU id is a whole number of up to 18 digits')
    return {
      skuId: found.skuId,
      at: toIso(found.at),
      store: show(found.store),
      carrefour: show(found.carrefour),
      minimumStock: found.minimumStock,
    }
  }
)

const show = (figure: Figure) =>
  figure.kind === 'units'
    ? { units: figure.units, missing: null, nextAt: null }
    : {
        units: null,
        missing: figure.why,
        nextAt: figure.nextAt === null ? null : toIso(figure.nextAt),
      }
