import type { Apps } from '@vtex/api'

import { APP } from '../app'
import { statusOf } from '../clients/callError'
import type { Json } from '../clients/json'
import { asObject } from '../clients/json'

/** Parts of the app's settings: the keys that secrets are encrypted with. Older versions kept the configuration there. */
type Part = 'vault'

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

  /** What an older version kept here. */
  async readFormer(): Promise<{ readonly connection: Json | null; readonly secrets: Json | null }> {
    const all = await this.#all()
    return { connection: asObject(all.connection), secrets: asObject(all.secrets) }
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
