import { createHash, timingSafeEqual } from 'crypto'

import { webhooksOf } from '../domain/ownSecrets'
import type { Ports } from '../ports'
import type { Millis } from '../domain/time'
import { MINUTE, SECOND } from '../domain/time'
import { KeptFiles } from '../stores/keptFiles'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** How long a secret that was read is believed without reading it again. */
const BELIEVED: Millis = MINUTE

/** How soon after a reading a call with another secret has it read again. */
const READ_AGAIN: Millis = 5 * SECOND

/** Most accounts that are remembered. */
const MOST_ACCOUNTS = 2_000

interface Seen {
  readonly digests: readonly Buffer[]
  readonly readAt: Millis
}

/**
 * The digests of the webhook's secrets, as a process last read them: calls with a wrong secret, however many, cost
 * one reading every few seconds. A secret that was renewed elsewhere is known after at most as long.
 */
export class SeenSecrets {
  readonly #seen = new KeptFiles<Seen>(MOST_ACCOUNTS, () => 1)

  /** @param owner account and workspace */
  async accepts(given: unknown, owner: string, ports: Ports): Promise<boolean> {
    if (typeof given !== 'string') return false
    const [seen, now] = [this.#seen.get(owner), ports.clock.now()]
    const age = seen ? Math.abs(now - seen.readAt) : Infinity
    if (seen && age < BELIEVED && matches(seen, given)) return true
    if (seen && age < READ_AGAIN) return false
    const secrets = await ports.secrets.read()
    const digests = secrets ? webhooksOf(secrets, now).map(digest) : []
    const read: Seen = { digests, readAt: now }
    this.#seen.set(owner, read)
    return matches(read, given)
  }
}

/** In a time that tells nothing about where two secrets differ. */
function matches({ digests }: Seen, given: string): boolean {
  const wanted = digest(given)
  return digests.filter(one => timingSafeEqual(one, wanted)).length > 0
}
