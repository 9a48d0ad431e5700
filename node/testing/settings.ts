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
}

/** The app's own secrets in memory. */
export class FakeSecrets implements SecretStore {
  saved: OwnSecrets | null = null

  async ensure(): Promise<OwnSecrets> {
    this.saved ??= { webhook: 'webhook-secret-0001', tick: 'tick-secret-0001' }
    return this.saved
  }

  async read(): Promise<OwnSecrets | null> {
    return this.saved
  }
}
