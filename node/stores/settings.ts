import type { Apps } from '@vtex/api'

import { APP } from '../app'
import { statusOf } from '../clients/callError'
import type { Json } from '../clients/json'
import { asObject } from '../clients/json'

/** Parts of the app's settings. VTEX replaces the whole object on each save. */
type Part = 'connection' | 'secrets'

/** The app's settings: they hold what VTEX advises to keep there, keys and secrets, and nothing else. */
export class AppSettings {
  constructor(private readonly apps: Pick<Apps, 'getAppSettings' | 'saveAppSettings'>) {}

  /** Null when it was never saved. */
  async read(part: Part): Promise<Json | null> {
    return asObject((await this.#all())[part])
  }

  /** Saves one part and keeps the others. */
  async write(part: Part, value: Json): Promise<void> {
    await this.apps.saveAppSettings(APP.id, { ...(await this.#all()), [part]: value })
  }

  /** Removes one part and keeps the others. VTEX keeps settings when the app is uninstalled. */
  async remove(part: Part): Promise<void> {
    const { [part]: _, ...others } = await this.#all()
    await this.apps.saveAppSettings(APP.id, others)
  }

  async #all(): Promise<Json> {
    try {
      const settings: unknown = await this.apps.getAppSettings(APP.id)
      return asObject(settings) ?? {}
    } catch (error) {
      if (statusOf(error) === 404) return {}
      throw error
    }
  }
}
