import { readReceipt } from '../useCases/jobs'
import { resolver } from './resolver'
import { showReceipt } from './views/job'

interface Args {
  readonly id: string
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourReprocessReceipt = resolver(async (ports, { id, page, pageSize }: Args) => {
  const receipt = await readReceipt(ports, id, page ?? 1, pageSize ?? 100)
  return receipt && showReceipt(receipt)
})
