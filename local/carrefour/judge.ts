import type { Offer, WarehouseQuantity } from './offers'
import type { CarrefourSettings } from './settings'
import { MAX_QUANTITY, type StockLine } from './stockFile'
import { reasonText, type Reason } from './texts'

/** A line and why it was refused; an empty reason when only another line of its offer was. */
export interface RefusedLine {
  line: StockLine
  reason: string
}

/** What a stock file does to one offer. */
export type OfferVerdict =
  | { ok: true; offer: Offer; quantity: number; warehouses: WarehouseQuantity[] }
  | { ok: false; lines: RefusedLine[] }

/** Puts the lines of each offer together, in the order in which the offers first appear. */
export function linesByOffer(lines: StockLine[]): Map<string, StockLine[]> {
  const groups = new Map<string, StockLine[]>()
  for (const line of lines) {
    const group = groups.get(line.sku)
    if (group === undefined) groups.set(line.sku, [line])
    else group.push(line)
  }
  return groups
}

/**
 * Decides about all lines of one offer together: one wrong line refuses them all. Lines without a
 * warehouse set the offer's quantity; lines with one set that warehouse's and the offer's is their sum.
 */
export function judgeOffer(
  lines: StockLine[],
  offer: Offer | undefined,
  settings: CarrefourSettings
): OfferVerdict {
  const refused = lines.map((line, i) => ({
    line,
    reason: refusal(line, i, lines, offer, settings),
  }))
  if (offer === undefined || refused.some(({ reason }) => reason !== '')) {
    return { ok: false, lines: refused }
  }
  const warehouses = new Map(offer.warehouses.map(held => [held.code, held.quantity]))
  let quantity: number | undefined
  for (const line of lines) {
    const units = line.updateDelete === 'delete' ? 0 : Number(line.quantity)
    if (line.warehouse === '') quantity = units
    else if (line.updateDelete === 'delete') warehouses.delete(line.warehouse)
    else warehouses.set(line.warehouse, units)
  }
  if (quantity !== undefined) return { ok: true, offer, quantity, warehouses: [] }
  const held = [...warehouses].map(([code, units]) => ({ code, quantity: units }))
  return {
    ok: true,
    offer,
    quantity: held.reduce((sum, w) => sum + w.quantity, 0),
    warehouses: held,
  }
}

function refusal(
  line: StockLine,
  position: number,
  lines: StockLine[],
  offer: Offer | undefined,
  settings: CarrefourSettings
): string {
  if (offer !== undefined && offer.blocked !== null) return offer.blocked
  const reason = reasonFor(line, position, lines, offer, settings)
  return reason === undefined ? '' : reasonText(reason, line, settings)
}

function reasonFor(
  line: StockLine,
  position: number,
  lines: StockLine[],
  offer: Offer | undefined,
  settings: CarrefourSettings
): Reason | undefined {
  if (offer === undefined) return 'unknownOffer'
  if (!['', 'update', 'delete'].includes(line.updateDelete)) return 'badUpdateDelete'
  if (line.updateDelete !== 'delete' && !isQuantity(line.quantity)) return 'badQuantity'
  const before = lines.slice(0, position).some(other => other.warehouse === line.warehouse)
  return before && settings.duplicateLines === 'error' ? 'duplicateLine' : undefined
}

function isQuantity(text: string): boolean {
  return /^\d{1,10}$/.test(text) && Number(text) <= MAX_QUANTITY
}
