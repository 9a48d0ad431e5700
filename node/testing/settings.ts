import { createHash } from 'crypto'

import {
  type Configuration,
  type ShownConfiguration,
  shownOf,
} from '../connection/configuration.logic'
import { type OwnSecrets, withWebhook } from '../guard/ownSecrets.logic'
import type { Access } from '../ports/carrefour'
import type { Clock } from '../ports/platform'
import type { Configurations, Replacement, SecretStore } from '../ports/stores'

/** The saved configuration in memory. */
export class FakeConfigurations implements Configurations {
  saved: Configuration | null = null
  /** Affiliate of a connection that was disconnected. */
  leaving: string | null = null
  #version = 0
  /** Runs before each write, where a test can hold a writer or let another one go first. */
  beforeWrite: (() => void | Promise<void>) | null = null

  constructor(private readonly secrets: FakeSecrets) {}

  async read(): Promise<Configuration | null> {
    return this.saved
  }

  async shown(): Promise<ShownConfiguration | null> {
    return this.saved && shownOf(this.saved)
  }

  async replace(
    expected: number | null,
    { next, secrets }: Replacement
  ): Promise<Configuration | null> {
    await this.beforeWrite?.()
    if ((this.saved?.version ?? null) !== expected) return null
    this.#version = Math.max(this.#version, this.saved?.version ?? 0) + 1
    this.saved = next(this.#version)
    this.secrets.keep(secrets)
    this.leaving = null
    return this.saved
  }

  async takeDown(): Promise<string | null> {
    await this.beforeWrite?.()
    this.#version = Math.max(this.#version, this.saved?.version ?? 0) + 1
    this.leaving = this.saved?.choices.affiliateId ?? this.leaving
    this.saved = null
    this.secrets.takeDown()
    return this.leaving
  }

  async tookDown(): Promise<void> {
    if (!this.saved) this.leaving = null
  }
}

/** The app's own secrets in memory. */
export class FakeSecrets implements SecretStore {
  saved: OwnSecrets | null = null
  #disconnected = false
  #made = 0

  constructor(private readonly clock: Clock) {}

  async ensure(): Promise<OwnSecrets | null> {
    if (!this.saved && !this.#disconnected) this.saved = this.#make()
    return this.saved
  }

  async read(): Promise<OwnSecrets | null> {
    return this.saved
  }

  fresh(): Promise<OwnSecrets> {
    return Promise.resolve(this.#make())
  }

  #make(): OwnSecrets {
    this.#made += 1
    return {
      webhook: `webhook-secret-${this.#made}`,
      tick: `tick-secret-${this.#made}`,
      former: [],
    }
  }

  async renew(): Promise<OwnSecrets | null> {
    this.saved &&= withWebhook(this.saved, this.#make().webhook, this.clock.now())
    return this.saved
  }

  async print({ url, shopId, shopKey }: Access): Promise<string> {
    return createHash('sha256').update([url, shopId, shopKey.reveal()].join('\n')).digest('hex')
  }

  /** As a save does. */
  keep(secrets: OwnSecrets): void {
    this.saved = this.saved ? withWebhook(this.saved, secrets.webhook, this.clock.now()) : secrets
    this.#disconnected = false
  }

  takeDown(): void {
    this.saved = null
    this.#disconnected = true
  }
}
