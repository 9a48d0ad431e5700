import { viewProblems } from '../useCases/viewProblems'
import { resolver } from './resolver'
import { showProblems } from './views/problems'

export const carrefourProblems = resolver(async ports => showProblems(await viewProblems(ports)))
