/* Made by `npm run generate` from graphql/ and react/graphql/: never edited by hand. */
import type { Language } from './generated'

/** The fields of the configuration, in the order of the screen, with what each holds before the first save. */
export const NEW_FORM = {
  active: false,
  sendFromDevelopment: false,
  shopId: '',
  carrefourUrl: '',
  portalUrl: '',
  tradePolicy: '',
  affiliateId: '',
  minimumStock: '',
  sendKits: false,
  notificationEmail: '',
  alertIncident: true,
  alertSolved: true,
  alertDigest: true,
  alertLanguage: 'PT' as Language,
}

/** Those that are whole numbers, typed as texts. */
export const NUMBER_FIELDS = ['minimumStock'] as const
