import { randomUUID } from 'node:crypto'

import type { Clock } from '../../clock'
import { Problem } from '../../http/problem'

const MAX_OPEN = 10
const IDLE_MS = 20 * 60_000

/** An open scroll: what was found when it began, and how far it was read. */
export interface Scroll {
  rows: readonly number[]
  size: number
  at: number
  /** The query it was opened with; it may not change. */
  query: string
}

interface Open extends Scroll {
  account: string
  usedAt: number
}

/** The open scrolls of all accounts, in memory: a restart ends them, as their 20 idle minutes do. */
export interface Scrolls {
  /** @throws Problem 429 when the account has ten open already. */
  open(account: string, scroll: Scroll): string
  /** @throws Problem 400 in VTEX's words for an unknown, ended or foreign token. */
  use(account: string, token: string): Scroll
  end(token: string): void
  endAll(): void
}

export function createScrolls(clock: Clock): Scrolls {
  const open = new Map<string, Open>()
  const isAlive = (scroll: Open): boolean => clock.now() - scroll.usedAt < IDLE_MS

  return {
    open(account, scroll) {
      for (const [token, other] of open) if (!isAlive(other)) open.delete(token)
      const own = [...open.values()].filter(other => other.account === account)
      if (own.length >= MAX_OPEN) {
        throw new Problem(429, { Message: `An account has at most ${MAX_OPEN} scrolls at once` })
      }
      const token = randomUUID()
      open.set(token, { ...scroll, account, usedAt: clock.now() })
      return token
    },
    use(account, token) {
      const found = open.get(token)
      if (found === undefined || found.account !== account || !isAlive(found)) {
        throw new Problem(400, { Message: `Operation not found for this token: '${token}'` })
      }
      found.usedAt = clock.now()
      return found
    },
    end: token => void open.delete(token),
    endAll: () => open.clear(),
  }
}
