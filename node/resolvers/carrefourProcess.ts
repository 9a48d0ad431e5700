import { viewProcess } from '../useCases/viewProcesses'
import { resolver } from './resolver'
import { showProcess } from './views/process'

export const carrefourProcess = resolver(async (ports, { skuId }: { readonly skuId: string }) => {
  const view = await viewProcess(ports, skuId)
  return view && showProcess(view)
})
