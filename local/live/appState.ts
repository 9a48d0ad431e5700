import type { AskApp } from '../demo/graphql'

import type { AppState } from './progress'

const STATE = `{
  carrefourConnection { pending }
  carrefourReconcile { run { phase } last { compared drift neverSent } }
}`

interface Answer {
  readonly carrefourConnection: { readonly pending: number }
  readonly carrefourReconcile: Pick<AppState, 'run' | 'last'>
}

/** Asks the app how it stands, as a page does; null when it does not answer. Callers side by side share one answer. */
export function createAppState(ask: () => AskApp): () => Promise<AppState | null> {
  let asking: Promise<AppState | null> | null = null
  const once = async (): Promise<AppState | null> => {
    try {
      const { carrefourConnection, carrefourReconcile } = await ask()<Answer>(STATE)
      return { ...carrefourReconcile, pending: carrefourConnection.pending }
    } catch {
      return null
    } finally {
      asking = null
    }
  }
  return () => (asking ??= once())
}
