import { viewReconcile } from '../useCases/reconcile'
import { resolver } from './resolver'
import { showReconcile } from './views/reconcile'

export const carrefourReconcile = resolver(async ports => showReconcile(await viewReconcile(ports)))
