import { randomBytes } from 'crypto'

import { asText } from '../clients/json'
import type { Clock } from '../ports/platform'
import type { OwnSecrets, SecretStore } from '../ports/stores'
import type { AppSettings } from './settings'

/** 256 bits, in letters and digits that fit into a path. */
const newSecret = (): string => randomBytes(32).toString('hex')

/** Shortest secret that is believed. */
const SHORTEST = 32

/** Longest wait for others that make secrets at the same time, in milliseconds. */
const PAUSE = 400

/** The app's own secrets, in its settings. */
export class SettingsSecrets implements SecretStore {
  constructor(
    private readonly settings: AppSettings,
    private readonly clock: Clock
  ) {}

  async ensure(): Promise<OwnSecrets> {
    const known = await this.read()
    if (known) return known
    const made: OwnSecrets = { webhook: newSecret(), tick: newSecret() }
    await this.settings.write('secrets', { ...made })
    // Two replicas may get here together and the last write stays: so both use what is there afterwards.
    await this.clock.sleep(PAUSE * (0.5 + this.clock.random() / 2))
    return (await this.read()) ?? made
  }

  async read(): Promise<OwnSecrets | null> {
    const saved = await this.settings.read('secrets')
    const webhook = asText(saved?.webhook) ?? ''
    const tick = asText(saved?.tick) ?? ''
    return webhook.length >= SHORTEST && tick.length >= SHORTEST ? { webhook, tick } : null
  }

  async clear(): Promise<void> {
    await this.settings.remove('secrets')
  }
}
