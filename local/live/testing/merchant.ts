import { Secret } from '../secret'
import type { LiveSettings } from '../settings'

/** The merchant whose store and shop the real world holds, and what that merchant types and saves. */
export const APP_KEY = 'vtexappkey-minhaloja-ABCDEF'
export const APP_TOKEN = 'TOKENTOKENTOKENTOKENTOKENTOKENTOKEN0123456789'
export const ACCOUNT = 'minhaloja'
export const SHOP = { shopId: 4711, name: 'Minha Loja Ltda.' }

export interface LiveOptions {
  readonly storeUrl: string
  readonly carrefourUrl: string
  readonly ca?: string | null
  readonly callsPerSecond?: number
  readonly publicUrl?: string
}

/** `live.json` as it is read. */
export const settingsOf = (options: LiveOptions): LiveSettings => ({
  account: ACCOUNT,
  store: {
    address: new URL(options.storeUrl),
    appKey: new Secret(APP_KEY),
    appToken: new Secret(APP_TOKEN),
  },
  carrefour: { address: new URL(options.carrefourUrl) },
  callsPerSecond: options.callsPerSecond ?? 50,
  ca: options.ca ?? null,
  publicUrl: options.publicUrl === undefined ? null : new URL(options.publicUrl),
})

/** The form of the configuration as it is saved; `version` is of the one before. */
export const formOf = (carrefourUrl: string, version: number | null = null) => ({
  active: true,
  shopId: String(SHOP.shopId),
  tradePolicy: '2',
  affiliateId: 'CRF',
  minimumStock: 0,
  sendKits: false,
  notificationEmail: '',
  carrefourUrl,
  portalUrl: '',
  version,
})
