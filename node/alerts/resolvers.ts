import { testAlert } from './alert'
import { resolver } from '../guard/resolver'

export const testCarrefourAlert = resolver(ports => testAlert(ports))
