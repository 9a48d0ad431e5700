import RECONCILE from '../graphql/reconcile.graphql'
import type { Reconcile } from '../graphql/reconcileTypes'
import { useFreshQuery } from './useFreshQuery'

/** Milliseconds between two looks at the comparison. */
const RECONCILE_POLL_MS = 10_000

/** How the comparison with Carrefour stands; null until it is known. */
export function useReconcile() {
  const { data, failure, reload } = useFreshQuery<{ carrefourReconcile: Reconcile }>(RECONCILE, {
    pollMs: RECONCILE_POLL_MS,
  })
  return { reconcile: data === null ? null : data.carrefourReconcile, failure, reload }
}
