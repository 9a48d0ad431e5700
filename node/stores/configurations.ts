import type { Json } from '../clients/json'
import { asFlag, asNumber, asObject, asText } from '../clients/json'
import type { Choices, Configuration, SavedKey } from '../domain/configuration'
import { problemsOf } from '../domain/form'
import { ShopKey } from '../domain/shopKey'
import { fromIso, toIso } from '../domain/time'
import type { Configurations } from '../ports/stores'
import type { AppSettings } from './settings'

/** The saved configuration in the app's settings. Here alone the ShopKey is written down. */
export class SettingsConfigurations implements Configurations {
  constructor(private readonly settings: AppSettings) {}

  async read(): Promise<Configuration | null> {
    return readConfiguration(await this.settings.read('connection'))
  }

  async write(configuration: Configuration): Promise<void> {
    await this.settings.write('connection', toSettings(configuration))
  }

  async clear(): Promise<void> {
    await this.settings.remove('connection')
  }
}

/** The form in which it is saved. */
export const toSettings = ({ choices, shopKey, version }: Configuration): Json => ({
  ...choices,
  shopKey: {
    key: shopKey.key.reveal(),
    savedBy: shopKey.savedBy,
    savedAt: toIso(shopKey.savedAt),
    verifiedAt: shopKey.verifiedAt === null ? null : toIso(shopKey.verifiedAt),
    version: shopKey.version,
  },
  version,
})

/** The configuration in what is saved; null when nothing can be sent with it. */
export function readConfiguration(raw: unknown): Configuration | null {
  const saved = asObject(raw)
  const choices = saved && readChoices(saved)
  const shopKey = readKey(saved?.shopKey)
  const version = asNumber(saved?.version)
  return choices && shopKey && version !== null ? { choices, shopKey, version } : null
}

/** Choices that a call is made with: a value that the form would refuse is not used either. */
const VITAL: ReadonlySet<string> = new Set<keyof Choices>([
  'carrefourUrl',
  'shopId',
  'tradePolicy',
  'affiliateId',
])

const readLanguage = (raw: unknown): Choices['alertLanguage'] =>
  raw === 'EN' || raw === 'ES' ? raw : 'PT'

function readChoices(saved: Json): Choices | null {
  const choices: Choices = {
    active: asFlag(saved.active) ?? false,
    shopId: asText(saved.shopId) ?? '',
    tradePolicy: asText(saved.tradePolicy) ?? '',
    affiliateId: asText(saved.affiliateId) ?? '',
    minimumStock: Math.max(Math.trunc(asNumber(saved.minimumStock) ?? 0), 0),
    sendKits: asFlag(saved.sendKits) ?? false,
    notificationEmail: asText(saved.notificationEmail) ?? '',
    alertIncident: asFlag(saved.alertIncident) ?? true,
    alertSolved: asFlag(saved.alertSolved) ?? true,
    alertDigest: asFlag(saved.alertDigest) ?? true,
    alertLanguage: readLanguage(saved.alertLanguage),
    carrefourUrl: asText(saved.carrefourUrl) ?? '',
    portalUrl: asText(saved.portalUrl) ?? '',
  }
  return problemsOf(choices).some(({ field }) => VITAL.has(field)) ? null : choices
}

function readKey(raw: unknown): SavedKey | null {
  const saved = asObject(raw)
  const key = ShopKey.parse(saved?.key)
  if (!saved || !key) return null
  return {
    key,
    savedBy: asText(saved.savedBy) ?? '',
    savedAt: fromIso(asText(saved.savedAt)) ?? 0,
    verifiedAt: fromIso(asText(saved.verifiedAt)),
    version: asNumber(saved.version) ?? 0,
  }
}
