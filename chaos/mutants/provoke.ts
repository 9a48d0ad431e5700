import type { Action, Step } from '../plan'
import { unitsFor } from '../world'
import type { Mutant } from './mutant'

const at = (after: number, side: 0 | 1, action: Action): Step => ({ after, side, action })

const stock = (side: 0 | 1, units: number): Action => ({
  kind: 'stock',
  skus: [0, 1, 2],
  units: unitsFor(side, units),
  via: 'webhook',
})

/** Trouble of every kind that a mutant may be blind to, spread over some minutes. */
const FAULTS: readonly Step[] = [
  at(500, 0, {
    kind: 'platformFault',
    fault: { part: 'vbase', kind: 'status', match: 'requests/files', status: 503, times: 12 },
  }),
  at(100, 0, stock(0, 40)),
  at(8_000, 1, {
    kind: 'carrefourFault',
    fault: { operation: 'STO01', kind: 'http', status: 429, retryAfter: 90, times: 1 },
  }),
  at(100, 1, stock(1, 60)),
  at(20_000, 0, { kind: 'catalogue' }),
  at(20_000, 1, { kind: 'catalogue' }),
  at(5_000, 0, {
    kind: 'carrefourFault',
    fault: { operation: 'STO01', kind: 'import-fails', times: 2 },
  }),
  at(100, 0, stock(0, 80)),
  at(20_000, 0, { kind: 'reprocess', skus: [0, 1] }),
  at(100, 0, stock(0, 120)),
  at(20_000, 1, {
    kind: 'platformFault',
    fault: { part: 'masterdata', kind: 'status', match: 'PUT ', status: 503, times: 6 },
  }),
  at(100, 1, stock(1, 140)),
  at(30_000, 0, { kind: 'breakKey', how: 'revoke' }),
  at(100, 0, stock(0, 160)),
  at(60_000, 0, { kind: 'stock', skus: [3, 4], units: 180, via: 'webhook' }),
  at(60_000, 0, { kind: 'tick', times: 1 }),
  at(120_000, 0, { kind: 'tick', times: 1 }),
]

const SLOW_IMPORTS: readonly Step[] = [
  at(500, 0, { kind: 'importTime', ms: 70_000 }),
  at(100, 0, stock(0, 40)),
  at(30_000, 0, stock(0, 60)),
  at(30_000, 0, stock(0, 80)),
  at(30_000, 0, stock(0, 100)),
]

/** The steps that give a mutant the occasion to go wrong. */
export const provocation = ({ provoke }: Mutant): readonly Step[] =>
  provoke === 'faults' ? FAULTS : provoke === 'slowImports' ? SLOW_IMPORTS : []
