import { testAlert } from '../useCases/testAlert'
import { resolver } from './resolver'

export const testCarrefourAlert = resolver(ports => testAlert(ports))
