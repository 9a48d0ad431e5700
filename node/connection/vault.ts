import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'crypto'
import type { Apps } from '@vtex/api'

import { type Json, asText, asObject } from '../shared/json'
import type { KeptFiles } from '../shared/keptFiles'
import { APP } from '../app'
import type { Clock } from '../ports'
import { untilFound } from '../ports/stores'
import { statusOf } from '../shared/callError'

/** AES-256 keys by id. */
export type VaultKeys = ReadonlyMap<string, Buffer>

const KEY_BYTES = 32
const NONCE_BYTES = 12
const MARK = 'sealed1'

/** The id of the key that encrypted a text; null when it is not encrypted. */
export const keyIdOf = (sealed: string): string | null => {
  const [request, id] = sealed.split(':')
  return request === MARK && id ? id : null
}

/**
 * Encrypts a text (AES-256-GCM, random nonce).
 *
 * @param bound account and purpose: a copied text cannot be decrypted elsewhere
 */
export function seal(text: string, bound: string, id: string, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [nonce, content, cipher.getAuthTag()].map(part => part.toString('base64'))
  return [MARK, id, ...parts].join(':')
}

/** The decrypted text; null when the key is missing, or the text was changed or belongs elsewhere. */
export function open(sealed: string, bound: string, keys: VaultKeys): string | null {
  const key = keys.get(keyIdOf(sealed) ?? '')
  const [, , nonce, content, tag] = sealed.split(':')
  if (!key || !nonce || content === undefined || !tag) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
    decipher.setAAD(Buffer.from(bound))
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([
      decipher.update(Buffer.from(content, 'base64')),
      decipher.final(),
    ]).toString('utf8')
  } catch {
    return null
  }
}

/** A keyed digest: tells whether texts are equal without revealing them. */
export const printOf = (text: string, bound: string, key: Buffer): string =>
  createHmac('sha256', key).update(`${bound}\n${text}`).digest('hex')

/**
 * The keys of one account, in its app settings; the data they encrypt is in VBase, so both are needed to read it. A key
 * never changes, so a process caches the ones it has seen.
 */
export class Vault {
  /**
   * @param kept cached keys of all accounts
   * @param owner account and workspace
   */
  constructor(
    private readonly settings: AppSettings,
    private readonly kept: KeptFiles<VaultKeys>,
    private readonly owner: string
  ) {}

  /** The keys, including these if they exist. */
  async read(wanted: readonly string[]): Promise<VaultKeys> {
    const known = this.kept.get(this.owner)
    if (known && wanted.every(id => known.has(id))) return known
    const saved = (await this.settings.read('vault')) ?? {}
    const keys = new Map(
      Object.entries(saved).flatMap(([id, raw]) => {
        const key = Buffer.from(asText(raw) ?? '', 'base64')
        return key.length === KEY_BYTES ? [[id, key] as const] : []
      })
    )
    this.kept.set(this.owner, keys)
    return keys
  }

  /** Adds a key and drops those that encrypt nothing any more. */
  async add(id: string, inUse: readonly string[]): Promise<void> {
    const key = randomBytes(KEY_BYTES).toString('base64')
    await this.settings.change('vault', before => ({
      ...Object.fromEntries(Object.entries(before ?? {}).filter(([old]) => inUse.includes(old))),
      [id]: key,
    }))
  }
}

/** Parts of the app's settings: the encryption keys. Older versions stored the configuration there. */
type Part = 'vault'

/** The app's settings. VTEX replaces the whole object on each save, without conditions: see ADR 35. */
export class AppSettings {
  constructor(
    private readonly apps: Pick<Apps, 'getAppSettings' | 'saveAppSettings'>,
    private readonly clock: Clock
  ) {}

  /** Null when it was never saved. */
  async read(part: Part): Promise<Json | null> {
    return asObject((await this.#all())[part])
  }

  /** Changes one part and keeps the others. Of two concurrent writes the later wins, so callers take turns. */
  async change(part: Part, how: (before: Json | null) => Json): Promise<void> {
    const all = await this.#all()
    await this.apps.saveAppSettings(APP.id, { ...all, [part]: how(asObject(all[part])) })
  }

  /** What an older version stored here. */
  async readFormer(): Promise<{ readonly connection: Json | null; readonly secrets: Json | null }> {
    const all = await this.#all()
    return { connection: asObject(all.connection), secrets: asObject(all.secrets) }
  }

  /** Removes everything an older version stored here. */
  async removeFormer(): Promise<void> {
    const { connection, secrets, ...others } = await this.#all()
    if (connection === undefined && secrets === undefined) return
    await this.apps.saveAppSettings(APP.id, others)
  }

  /**
   * All settings, looked for again when there are none: written on the word of one wrong 404, the next save would drop the keys
   * that everything else is encrypted with.
   */
  #all(): Promise<Json> {
    return untilFound(
      this.clock,
      () => this.#saved(),
      all => Object.keys(all).length === 0
    )
  }

  async #saved(): Promise<Json> {
    try {
      const settings: unknown = await this.apps.getAppSettings(APP.id)
      return asObject(settings) ?? {}
    } catch (error) {
      if (statusOf(error) === 404) return {}
      throw error
    }
  }
}
