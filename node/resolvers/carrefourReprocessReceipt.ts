import type { LineOutcome } from '../domain/receipt'
import { readReceipt } from '../useCases/jobs'
import { resolver } from './resolver'
import { showReceipt } from './views/job'

interface Args {
  readonly id: string
  readonly outcome?: LineOutcome | null
  readonly page?: number | null
  readonly pageSize?: number | null
}

export const carrefourReprocessReceipt = resolver(async (ports, args: Args) => {
  const { id, outcome = null, page, pageSize } = args
  const receipt = await readReceipt(ports, {
    id,
    outcome,
    page: page ?? 1,
    pageSize: pageSize ?? 100,
  })
  return receipt && showReceipt(receipt)
})
