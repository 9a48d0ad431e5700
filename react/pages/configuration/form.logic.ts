import type {
  AlertLanguage,
  Configuration,
  ConfigurationInput,
  FieldProblem,
} from '../../graphql/connectionTypes'

/** The form as typed: texts stay texts until they are sent. */
export interface Form {
  active: boolean
  /** A new ShopKey; empty keeps the one that is saved. Never filled from the service. */
  shopKey: string
  shopId: string
  tradePolicy: string
  affiliateId: string
  minimumStock: string
  sendKits: boolean
  notificationEmail: string
  alertIncident: boolean
  alertSolved: boolean
  alertDigest: boolean
  alertLanguage: AlertLanguage
  carrefourUrl: string
  portalUrl: string
  /** Only shown in a workspace that is not production. */
  sendFromDevelopment: boolean
}

export type FieldName = keyof Form

/** In the order of the screen: the error summary follows it. */
export const FIELDS: readonly FieldName[] = [
  'active',
  'sendFromDevelopment',
  'shopKey',
  'shopId',
  'carrefourUrl',
  'portalUrl',
  'tradePolicy',
  'affiliateId',
  'minimumStock',
  'sendKits',
  'notificationEmail',
  'alertIncident',
  'alertSolved',
  'alertDigest',
  'alertLanguage',
]

/** Above this, VTEX may not tell the app when the minimum is reached (it reports changes at 5 or below). */
export const NOTIFIED_STOCK = 5

/** Largest whole number that GraphQL's Int carries. */
const INT_LIMIT = 2_147_483_647

/** The saved configuration as a form; sensible values for the first save when there is none. */
export function toForm(saved: Configuration | null): Form {
  return {
    active: saved?.active ?? true,
    shopKey: '',
    shopId: saved?.shopId ?? '',
    tradePolicy: saved?.tradePolicy ?? '',
    affiliateId: saved?.affiliateId ?? '',
    minimumStock: saved === null || saved.minimumStock === 0 ? '' : String(saved.minimumStock),
    sendKits: saved?.sendKits ?? false,
    notificationEmail: saved?.notificationEmail ?? '',
    alertIncident: saved?.alertIncident ?? true,
    alertSolved: saved?.alertSolved ?? true,
    alertDigest: saved?.alertDigest ?? true,
    alertLanguage: saved?.alertLanguage ?? 'PT',
    carrefourUrl: saved?.carrefourUrl ?? '',
    portalUrl: saved?.portalUrl ?? '',
    sendFromDevelopment: saved?.sendFromDevelopment ?? false,
  }
}

export const isChanged = (form: Form, original: Form) =>
  FIELDS.some(field => form[field] !== original[field])

/**
 * What the service can be sent. The service checks every field; here only what its types cannot carry is
 * refused: a minimum that is not a whole number of its size.
 */
export function toInput(
  form: Form,
  version: number | null
): { input: ConfigurationInput } | { problems: FieldProblem[] } {
  const minimum = readWhole(form.minimumStock)
  if (typeof minimum !== 'number') return { problems: [minimum] }

  const shopKey = form.shopKey.trim()
  return {
    input: {
      active: form.active,
      shopKey: shopKey === '' ? null : shopKey,
      shopId: form.shopId.trim(),
      tradePolicy: form.tradePolicy,
      affiliateId: form.affiliateId.trim(),
      minimumStock: minimum,
      sendKits: form.sendKits,
      notificationEmail: form.notificationEmail.trim(),
      alertIncident: form.alertIncident,
      alertSolved: form.alertSolved,
      alertDigest: form.alertDigest,
      alertLanguage: form.alertLanguage,
      carrefourUrl: form.carrefourUrl.trim(),
      portalUrl: form.portalUrl.trim(),
      sendFromDevelopment: form.sendFromDevelopment,
      version,
    },
  }
}

function readWhole(raw: string): number | FieldProblem {
  const trimmed = raw.trim()
  if (trimmed === '') return 0
  if (!/^-?\d+$/.test(trimmed)) return { field: 'minimumStock', code: 'NOT_A_WHOLE_NUMBER' }
  const value = Number(trimmed)
  return Math.abs(value) > INT_LIMIT ? { field: 'minimumStock', code: 'OUT_OF_RANGE' } : value
}

/** Whether the minimum is higher than the stock at which VTEX still reports every change. */
export const isMinimumHigh = (raw: string) => {
  const value = readWhole(raw)
  return typeof value === 'number' && value > NOTIFIED_STOCK
}

/** The problem of each field, in the order of the screen. Fields that the form has not got come last. */
export function sortProblems(problems: readonly FieldProblem[]): FieldProblem[] {
  const place = (field: string) => {
    const at = (FIELDS as readonly string[]).indexOf(field)
    return at < 0 ? FIELDS.length : at
  }
  return [...problems].sort((a, b) => place(a.field) - place(b.field))
}
