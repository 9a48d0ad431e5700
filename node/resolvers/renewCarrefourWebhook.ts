import { renewWebhook } from '../useCases/renewWebhook'
import { resolver } from './resolver'

export const renewCarrefourWebhook = resolver(ports => renewWebhook(ports))
