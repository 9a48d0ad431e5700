import { startReconcile } from '../useCases/reconcile'
import { resolver } from './resolver'
import { showReconcile } from './views/reconcile'

export const startCarrefourReconcile = resolver(async ports => {
  const result = await startReconcile(ports)
  return result.kind === 'started'
    ? { __typename: 'CarrefourReconcileStarted', reconcile: showReconcile(result.state) }
    : { __typename: 'CarrefourReconcileRefused', code: result.code }
})
