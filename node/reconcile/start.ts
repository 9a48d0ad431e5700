import type { ReconcileState } from './reconcile.logic'
import type { Ports } from '../ports'
import { type ClosedCode, gateOf } from '../connection/gate'

export type StartReconcileResult =
  | { readonly kind: 'started'; readonly state: ReconcileState }
  | { readonly kind: 'refused'; readonly code: ClosedCode | 'ALREADY_RUNNING' }

/** The state of the comparison with Carrefour. */
export const viewReconcile = async ({ connectionState }: Ports): Promise<ReconcileState> =>
  (await connectionState.read()).reconcile

/** Starts the comparison on a person's request. It runs when nothing else is due: live changes go first. */
export async function startReconcile(ports: Ports): Promise<StartReconcileResult> {
  const gate = await gateOf(ports)
  if ('code' in gate) return { kind: 'refused', code: gate.code }
  const at = ports.clock.now()
  const changed = await ports.connectionState.update(state =>
    state.reconcile.run
      ? null
      : { ...state, reconcile: { ...state.reconcile, due: { at, why: 'PERSON' } } }
  )
  if (!changed) return { kind: 'refused', code: 'ALREADY_RUNNING' }
  await ports.history.note({ kind: 'STOCK_COMPARED' })
  ports.log.info('reconcile.asked', {})
  await ports.workTrigger.trigger()
  return { kind: 'started', state: changed.reconcile }
}
