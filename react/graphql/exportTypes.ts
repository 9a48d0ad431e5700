import type { Actor, Cause, Reason, Status } from './types'

/** One SKU of a file. Moments are UTC, ISO 8601. */
export interface ExportRow {
  skuId: string
  name: string | null
  ean: string | null
  reference: string | null
  affiliate: string
  status: Status
  cause: Cause | null
  actor: Actor
  message: string | null
  quantity: number | null
  available: number | null
  processedAt: string | null
  causeSince: string | null
  nextCheckAt: string | null
  reason: Reason | null
  importId: string | null
}

export interface ExportPage {
  items: readonly ExportRow[]
  total: number
  cursor: string | null
}
