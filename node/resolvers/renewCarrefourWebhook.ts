import { renewWebhook } from '../useCases/renewWebhook'
import { configuring } from './resolver'

export const renewCarrefourWebhook = configuring('renewCarrefourWebhook', ports =>
  renewWebhook(ports)
)
