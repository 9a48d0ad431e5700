import { KeptFiles } from '../shared/keptFiles'
import { type Millis, MINUTE } from '../shared/time'
import type { Ports } from '../ports'
import { alertQuietly } from './alert'

/** How often one process looks, for an account. */
const PAUSE: Millis = 5 * MINUTE

/** Accounts remembered. */
const ACCOUNTS = 2_000

/**
 * The webhook's eye on the rest: with the scheduler and the app's own events dead it is the only entrance that still
 * hears anything. Looks for what no mail has told, now and then.
 */
export class Watch {
  readonly #looked = new KeptFiles<Millis>(ACCOUNTS, () => 1)

  /** @param owner account and workspace */
  async check(ports: Ports, owner: string): Promise<void> {
    const now = ports.clock.now()
    if (now - (this.#looked.get(owner) ?? 0) < PAUSE) return
    this.#looked.set(owner, now)
    await alertQuietly(ports)
  }
}
