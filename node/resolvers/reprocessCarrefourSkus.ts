import { reprocess } from '../useCases/reprocess'
import { resolver } from './resolver'
import { showReprocess } from './views/reprocess'

export const reprocessCarrefourSkus = resolver(
  async (ports, { skuIds }: { readonly skuIds: readonly string[] }) =>
    showReprocess(await reprocess(ports, skuIds))
)
