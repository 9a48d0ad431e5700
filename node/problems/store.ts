import { asNumber, asObject, asText, entriesOf, partOf } from '../shared/json'
import { type Dismissal, type Until, LONGEST_REASON } from './problems.logic'
import type { Clock, Ids } from '../ports'
import { type Dismissals, Conflict } from '../ports/stores'
import { type Files, CasFile, BUCKETS, DISMISSALS_FILE } from '../vtex/vbase'

interface Content {
  readonly dismissals: readonly Dismissal[]
}

/** Dismissed problems in one small VBase file per account, written with `If-Match`. */
export class VBaseDismissals implements Dismissals {
  readonly #file: CasFile<Content>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.pages,
      path: DISMISSALS_FILE,
      empty: { dismissals: [] },
      read: (raw: unknown): Content => ({
        dismissals: readDismissals(asObject(raw)?.dismissals),
      }),
    }
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<readonly Dismissal[]> {
    return (await this.#file.read()).dismissals
  }

  async update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]> {
    const written = await this.#file.update(before => ({ dismissals: change(before.dismissals) }))
    if (!written) throw new Conflict(DISMISSALS_FILE)
    return written.dismissals
  }
}

/** The dismissals in a stored list. */
export const readDismissals = (raw: unknown): readonly Dismissal[] =>
  entriesOf(raw, one =>
    partOf(
      one,
      ({ id, at }) => ({ id: asText(id), at: asNumber(at) }),
      (needed, { by, until, reason }) => ({
        ...needed,
        by: asText(by) ?? '',
        until: readUntil(until),
        reason: (asText(reason) ?? '').slice(0, LONGEST_REASON),
      })
    )
  )

/** Of another shape: until it was over, as in older versions. */
function readUntil(raw: unknown): Until {
  const stored = asObject(raw)
  const [day, skus] = [asNumber(stored?.day), asNumber(stored?.skus)]
  if (stored?.kind === 'DAY' && day !== null) return { kind: 'DAY', day }
  if ((stored?.kind === 'MORE' || stored?.kind === 'HALF') && skus !== null)
    return { kind: stored.kind, skus }
  return { kind: 'OVER' }
}
