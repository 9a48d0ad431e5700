import { randomBytes } from 'crypto'
import { asText } from '../shared/json'
import {
  type Configuration,
  type ShownConfiguration,
  type OwnSecrets,
  shownOf,
  withWebhook,
} from './configuration.logic'
import { type Millis, DAY, SECOND } from '../shared/time'
import type { Access, Clock, Ids } from '../ports'
import {
  type Configurations,
  type Replacement,
  type SecretStore,
  type TakenDown,
  Conflict,
} from '../ports/stores'
import { type Files, CasFile, BUCKETS, CONFIGURATION_FILE } from '../vtex/vbase'
import {
  type ConfigurationFile,
  type Opening,
  type Sealing,
  NO_CONFIGURATION,
  readConfiguration,
  readConfigurationFile,
  readSecrets,
  secretTexts,
  writeConfiguration,
  writeSecrets,
} from './configurations'
import { type AppSettings, type Vault, type VaultKeys, keyIdOf, open, printOf, seal } from './vault'

/** 256 bits, in letters and digits that fit into a path. */
const newSecret = (): string => randomBytes(32).toString('hex')

const freshSecrets = (): OwnSecrets => ({ webhook: newSecret(), tick: newSecret(), former: [] })

/** Age at which the encryption key is replaced at the next save. */
const KEY_AGE: Millis = 365 * DAY

/** How long another replica's key creation is awaited. */
const MAKING: Millis = 10 * SECOND

/** Pause between two checks for the key. */
const LOOK: Millis = 500

/** How often the key is checked for before the caller is asked to retry. */
const LOOKS = 40

/** How often a change is prepared again because the keys were renewed meanwhile. */
const TRIES = 3

/** A text needs a key that did not exist when the file was read. */
class UnknownKey extends Error {}

type Change = (before: ConfigurationFile) => ConfigurationFile | null

interface SealingKey {
  readonly id: string
  readonly key: Buffer
}

/** What the file needs from outside. */
export interface SavedConnectionParts {
  readonly vbase: Files
  /** For conditional writes: never retries. */
  readonly exactVbase: Files
  readonly settings: AppSettings
  readonly vault: Vault
  readonly clock: Clock
  readonly ids: Ids
  /** Encrypted texts are bound to it. */
  readonly account: string
  /** Hosts accepted as Carrefour's besides those in the manifest. */
  readonly hosts: readonly string[]
}

/**
 * Configuration and own secrets in one VBase file, only written with `If-Match`, with secret texts encrypted by a key
 * from the app's settings. App settings have no conditional write, so concurrent saves could undo each other there (ADR
 * 35).
 */
export class SavedConnection implements Configurations {
  readonly #file: CasFile<ConfigurationFile>

  constructor(private readonly parts: SavedConnectionParts) {
    const shape = {
      bucket: BUCKETS.control,
      path: CONFIGURATION_FILE,
      empty: NO_CONFIGURATION,
      read: readConfigurationFile,
    }
    const { vbase, exactVbase, clock, ids } = parts
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<Configuration | null> {
    const file = await this.#current()
    return readConfiguration(file.connection, await this.#opening(file), this.parts.hosts)
  }

  async shown(): Promise<ShownConfiguration | null> {
    const configuration = await this.read()
    return configuration && shownOf(configuration)
  }

  async replace(
    expected: number | null,
    { next, secrets }: Replacement
  ): Promise<Configuration | null> {
    const { clock, hosts } = this.parts
    const written = await this.#update(async file => {
      const [sealing, opening] = [await this.#sealing(), await this.#opening(file)]
      return before => {
        const read = readConfiguration(before.connection, opening, hosts)
        // Unreadable data counts as nothing saved: a person must be able to configure it again.
        if ((read?.version ?? null) !== expected) return null
        const version = before.version + 1
        const known = readSecrets(before.secrets, opening)
        const kept = known ? withWebhook(known, secrets.webhook, clock.now()) : secrets
        return {
          ...before,
          version,
          connection: writeConfiguration(next(version), sealing),
          secrets: writeSecrets(kept, sealing),
          disconnected: false,
          leaving: null,
        }
      }
    })
    return written && readConfiguration(written.connection, await this.#opening(written), hosts)
  }

  async takeDown(): Promise<TakenDown> {
    let isFirst = false
    const written = await this.#update(() =>
      Promise.resolve(before => {
        isFirst = before.connection !== null || before.secrets !== null
        return {
          ...before,
          version: before.version + 1,
          connection: null,
          secrets: null,
          disconnected: true,
          leaving: asText(before.connection?.affiliateId) ?? before.leaving,
        }
      })
    )
    if (!written) throw new Conflict(CONFIGURATION_FILE)
    return { version: written.version, leaving: written.leaving, isFirst }
  }

  async tookDown(): Promise<void> {
    await this.#file.update(before =>
      before.connection === null && before.leaving !== null ? { ...before, leaving: null } : null
    )
  }

  fresh(): Promise<OwnSecrets> {
    return Promise.resolve(freshSecrets())
  }

  async readSecrets(): Promise<OwnSecrets | null> {
    const file = await this.#current()
    return readSecrets(file.secrets, await this.#opening(file))
  }

  async ensure(): Promise<OwnSecrets | null> {
    const known = await this.readSecrets()
    if (known) return known
    const made = freshSecrets()
    await this.#update(async file => {
      if (file.disconnected) return () => null
      const [sealing, opening] = [await this.#sealing(), await this.#opening(file)]
      return before =>
        before.disconnected || readSecrets(before.secrets, opening)
          ? null
          : { ...before, secrets: writeSecrets(made, sealing) }
    })
    return this.readSecrets()
  }

  async renew(): Promise<OwnSecrets | null> {
    const { webhook } = freshSecrets()
    const written = await this.#update(async file => {
      const [sealing, opening] = [await this.#sealing(), await this.#opening(file)]
      return before => {
        const known = readSecrets(before.secrets, opening)
        const renewed = known && withWebhook(known, webhook, this.parts.clock.now())
        return renewed && { ...before, secrets: writeSecrets(renewed, sealing) }
      }
    })
    return written && readSecrets(written.secrets, await this.#opening(written))
  }

  async print({ url, shopId, shopKey }: Access): Promise<string> {
    const { key } = await this.#sealingKey()
    return printOf([url, shopId, shopKey.reveal()].join('\n'), this.parts.account, key)
  }

  /** The file, with what an older version stored in the app's settings as long as nothing was saved here. */
  async #current(): Promise<ConfigurationFile> {
    return this.#withFormer(await this.#file.read())
  }

  async #withFormer(file: ConfigurationFile): Promise<ConfigurationFile> {
    if (file.moved) return file
    const { connection, secrets } = await this.parts.settings.readFormer()
    const version = readConfiguration(connection, undefined, this.parts.hosts)?.version ?? 0
    return { ...file, connection, secrets, version: Math.max(file.version, version) }
  }

  /**
   * Compare-and-set on the whole file.
   *
   * @param prepare reads what the change needs, before the write
   */
  async #update(
    prepare: (file: ConfigurationFile) => Promise<Change>
  ): Promise<ConfigurationFile | null> {
    for (let attempt = 1; ; attempt += 1) {
      const file = await this.#current()
      const change = await prepare(file)
      try {
        const written = await this.#file.update(stored => {
          const changed = change(stored.moved ? stored : { ...file, vault: stored.vault })
          return changed && { ...changed, moved: true, vault: stored.vault }
        })
        if (written && !file.moved) await this.parts.settings.removeFormer()
        return written
      } catch (error) {
        if (!(error instanceof UnknownKey) || attempt >= TRIES) throw error
      }
    }
  }

  /** @throws UnknownKey when the text was encrypted with a key that is newer than the file as read */
  async #opening(file: ConfigurationFile): Promise<Opening> {
    const wanted = new Set(secretTexts(file).flatMap(text => keyIdOf(text) ?? []))
    const keys: VaultKeys = wanted.size > 0 ? await this.parts.vault.read([...wanted]) : new Map()
    return text => {
      const id = keyIdOf(text)
      // Only data of an older version is not encrypted.
      if (id === null) return file.moved ? null : text
      if (!wanted.has(id)) throw new UnknownKey()
      return open(text, this.parts.account, keys)
    }
  }

  async #sealing(): Promise<Sealing> {
    const { id, key } = await this.#sealingKey()
    return text => seal(text, this.parts.account, id, key)
  }

  /**
   * The key to encrypt with. The file first records which replica creates one, so that two never write keys into the
   * settings at once; if that replica died, another takes over.
   */
  async #sealingKey(): Promise<SealingKey> {
    const { vault, clock, ids } = this.parts
    for (let look = 0; look < LOOKS; look += 1) {
      const file = await this.#file.read()
      const current = file.vault
      const age = current ? clock.now() - current.since : 0
      const key = current && (await vault.read([current.id])).get(current.id)
      if (current && key && age < KEY_AGE) return { id: current.id, key }
      if (current && !key && age < MAKING) {
        await clock.sleep(LOOK)
        continue
      }
      const id = ids.next()
      const elected = await this.#file.update(before =>
        before.vault?.id === current?.id ? { ...before, vault: { id, since: clock.now() } } : null
      )
      if (!elected) continue
      const inUse = secretTexts(elected).flatMap(text => keyIdOf(text) ?? [])
      await vault.add(id, inUse)
    }
    throw new Conflict(CONFIGURATION_FILE)
  }
}

/** The part that holds the app's own secrets. */
export const secretsOf = (saved: SavedConnection): SecretStore => ({
  fresh: () => saved.fresh(),
  read: () => saved.readSecrets(),
  ensure: () => saved.ensure(),
  renew: () => saved.renew(),
  print: access => saved.print(access),
})
