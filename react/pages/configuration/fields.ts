import type { FieldName } from './form.logic'

const SLUGS: Readonly<Record<FieldName, string>> = {
  active: 'active',
  shopKey: 'shop-key',
  shopId: 'shop-id',
  tradePolicy: 'trade-policy',
  affiliateId: 'affiliate-id',
  minimumStock: 'minimum-stock',
  sendKits: 'send-kits',
  notificationEmail: 'notification-email',
  alertIncident: 'alert-incident',
  alertSolved: 'alert-solved',
  alertDigest: 'alert-digest',
  alertLanguage: 'alert-language',
  carrefourUrl: 'carrefour-url',
  portalUrl: 'portal-url',
  sendFromDevelopment: 'send-from-development',
}

/** Message key of a field's label; its help has `.help` added. */
export const fieldKey = (name: FieldName) => `field.${SLUGS[name]}`

/** Label key for a field name that came from the service; null when the form has no such field. */
export const fieldKeyOf = (name: string): string | null =>
  name in SLUGS ? fieldKey(name as FieldName) : null
