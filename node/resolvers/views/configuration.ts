import type { Configuration } from '../../domain/configuration'
import { toIso } from '../../domain/time'
import { isoOrNull } from './iso'

/** A configuration as `CarrefourConfiguration`: all of it but the ShopKey, of which only the end is shown. */
export const showConfiguration = ({ choices, shopKey, version }: Configuration) => ({
  active: choices.active,
  shopId: choices.shopId,
  tradePolicy: choices.tradePolicy,
  affiliateId: choices.affiliateId,
  minimumStock: choices.minimumStock,
  sendKits: choices.sendKits,
  notificationEmail: choices.notificationEmail,
  alertIncident: choices.alertIncident,
  alertSolved: choices.alertSolved,
  alertDigest: choices.alertDigest,
  alertLanguage: choices.alertLanguage,
  carrefourUrl: choices.carrefourUrl,
  portalUrl: choices.portalUrl,
  sendFromDevelopment: choices.sendFromDevelopment,
  shopKey: {
    last4: shopKey.key.last4,
    savedBy: shopKey.savedBy,
    savedAt: toIso(shopKey.savedAt),
    verifiedAt: isoOrNull(shopKey.verifiedAt),
  },
  version,
})
