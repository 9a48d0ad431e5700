import type { ReadLine } from '../../domain/batches'
import { chunks, mapWhile } from '../../domain/mapLimit'
import type { Process } from '../../domain/processes'
import type { SkuId } from '../../domain/requests'
import { mostQuestions, unitsIn, worthAsking } from '../../domain/warehouses'
import { SIMULATION_SIZE } from '../../ports/store'
import { LedgerUnavailable } from '../../ports/stores'
import type { Run } from './run'
import { hasTime } from './run'

/** Calls at a time. */
const CALLS = 8

/**
 * Says why SKUs have no units, where the merchant can do something about it: no warehouse serves the trade
 * policy, or more is reserved than there is. The simulation answers 0 for both. A store that does not
 * answer in time explains nothing: 0 is sent all the same.
 */
export async function explainZeros(
  run: Run,
  lines: readonly ReadLine[]
): Promise<readonly ReadLine[]> {
  const empty = lines.filter(
    line => line.quantity === 0 && (line.remark === null || line.remark === 'NO_PRICE')
  )
  if (empty.length === 0 || !hasTime(run, 0)) return lines
  const { store } = run.ports
  const served = await store.servingWarehouses(run.configuration.choices.tradePolicy)
  if (!served.ok) return lines
  const serving = new Set(served.value)
  if (serving.size === 0) return remarked(lines, new Set(empty), 'NO_WAREHOUSE')
  const plain = empty.filter(line => line.remark === null && !line.facts?.isKit)
  const missing = await missingUnits(run, plain, lines.length, serving)
  return lines.map(line => {
    const units = missing.get(line.skuId)
    return units === undefined ? line : { ...line, available: units, remark: 'NEGATIVE_STOCK' }
  })
}

const remarked = (
  lines: readonly ReadLine[],
  which: ReadonlySet<ReadLine>,
  remark: ReadLine['remark']
): readonly ReadLine[] => lines.map(line => (which.has(line) ? { ...line, remark } : line))

/** SKUs of which more is reserved than there is, with the negative difference; a few are asked about. */
async function missingUnits(
  run: Run,
  empty: readonly ReadLine[],
  all: number,
  serving: ReadonlySet<string>
): Promise<ReadonlyMap<SkuId, number>> {
  const { ledger, store } = run.ports
  const groups = chunks(
    empty.map(line => line.skuId),
    SIMULATION_SIZE
  )
  const mayAsk = () => hasTime(run, 0)
  const rows = (await mapWhile(groups, CALLS, mayAsk, group => rowsOf(ledger, group))).flat()
  const asked = worthAsking(
    empty.map(({ skuId, reason }) => ({ skuId, byPerson: reason === 'REPROCESS' })),
    new Map(rows.map(row => [row.skuId, row])),
    mostQuestions(all)
  )
  const answers = await mapWhile(asked, CALLS, mayAsk, skuId => store.warehouseStock(skuId))
  const missing = new Map<SkuId, number>()
  for (const [index, answer] of answers.entries()) {
    const skuId = asked[index]
    const units = answer.ok ? unitsIn(answer.value, serving) : 0
    if (skuId && units < 0) missing.set(skuId, units)
  }
  return missing
}

/** What is known of some SKUs; nothing while the ledger does not answer. */
async function rowsOf(
  ledger: Run['ports']['ledger'],
  skuIds: readonly SkuId[]
): Promise<readonly Process[]> {
  try {
    return await ledger.find(skuIds)
  } catch (error) {
    if (error instanceof LedgerUnavailable) return []
    throw error
  }
}
