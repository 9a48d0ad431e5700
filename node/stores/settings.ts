import type { Apps } from '@vtex/api'

import { APP } from '../app'
import { statusOf } from '../clients/callError'
import type { Json } from '../clients/json'
import { asObject } from '../clients/json'

/**
 * Parts of the app's settings. `vault` holds the keys that secrets are encrypted with. The other two are where
 * older versions kept the configuration: they are read until the first save, then removed.
 */
type Part = 'vault' | 'connection' | 'secrets'

/** The app's settings. VTEX replaces the whole object on each save and knows no condition: see ADR 35. */
export class AppSettings {
  constructor(private readonly apps: Pick<Apps, 'getAppSettings' | 'saveAppSettings'>) {}

  /** Null when it was never saved. */
  async read(part: Part): Promise<Json | null> {
    return asObject((await this.#all())[part])
  }

  /** Changes one part and keeps the others. Two at once: the later write stays, so callers take turns. */
  async change(part: Part, how: (before: Json | null) => Json): Promise<void> {
    const all = await this.#all()
    await this.apps.saveAppSettings(APP.id, { ...all, [part]: how(asObject(all[part])) })
  }

  /** Removes all that an older version kept here. */
  async removeFormer(): Promise<void> {
    const { connection, secrets, ...others } = await this.#all()
    if (connection === undefined && secrets === undefined) return
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
