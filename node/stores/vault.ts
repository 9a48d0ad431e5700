import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'crypto'

import { asText } from '../clients/json'
import type { KeptFiles } from './keptFiles'
import type { AppSettings } from './settings'

/** AES-256 keys by their ids. */
export type VaultKeys = ReadonlyMap<string, Buffer>

const KEY_BYTES = 32
const NONCE_BYTES = 12
const MARK = 'sealed1'

/** The id of the key that a sealed text needs; null when it is no sealed text. */
export const keyIdOf = (sealed: string): string | null => {
  const [mark, id] = sealed.split(':')
  return mark === MARK && id ? id : null
}

/**
 * Encrypts a text (AES-256-GCM, random nonce).
 *
 * @param bound account and purpose: a text that was copied elsewhere cannot be opened there
 */
export function seal(text: string, bound: string, id: string, key: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  const parts = [nonce, content, cipher.getAuthTag()].map(part => part.toString('base64'))
  return [MARK, id, ...parts].join(':')
}

/** The text; null when the key is not there, or the text was changed or belongs elsewhere. */
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

/** A keyed digest: tells equal texts from others and gives nothing of them away. */
export const printOf = (text: string, bound: string, key: Buffer): string =>
  createHmac('sha256', key).update(`${bound}\n${text}`).digest('hex')

/**
 * The keys of one account, in its app settings; what they encrypt lies in VBase, so both must be read. A key is
 * never changed, so a process keeps those that it has seen.
 */
export class Vault {
  /**
   * @param kept keys that this process has seen, of all accounts
   * @param owner account and workspace
   */
  constructor(
    private readonly settings: AppSettings,
    private readonly kept: KeptFiles<VaultKeys>,
    private readonly owner: string
  ) {}

  /** The keys, these among them if they exist. */
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

  /** Adds a key and drops those that nothing is encrypted with any more. */
  async add(id: string, inUse: readonly string[]): Promise<void> {
    const key = randomBytes(KEY_BYTES).toString('base64')
    await this.settings.change('vault', before => ({
      ...Object.fromEntries(Object.entries(before ?? {}).filter(([old]) => inUse.includes(old))),
      [id]: key,
    }))
  }
}
