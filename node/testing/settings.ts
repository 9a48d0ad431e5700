import type { Configuration } from '../domain/configuration'
import type { Configurations, OwnSecrets, SecretStore } from '../ports/stores'

/** The saved configuration in memory. */
export class FakeConfigurations implements Configurations {
  constructor(public saved: Configuration | null = null) {}

  async read(): Promise<Configuration | null> {
    return this.saved
  }

  async write(configuration: Configuration): Promise<void> {
    this.saved = configuration
  }

  async clear(): Promise<void> {
    this.saved = null
  }
}

/** The app's own secrets in memory. */
export class FakeSecrets implements SecretStore {
  saved: OwnSecrets | null = null
  #made = 0

  async ensure(): Promise<OwnSecrets> {
    if (!this.saved) {
      this.#made += 1
      this.saved = { webhook: `webhook-secret-${this.#made}`, tick: `tick-secret-${this.#made}` }
    }
    return this.saved
  }

  async clear(): Promise<void> {
    this.saved = null
  }

  async read(): Promise<OwnSecrets | null> {
    return this.saved
  }
}
