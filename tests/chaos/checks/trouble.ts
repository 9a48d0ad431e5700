import type { Evidence } from '../evidence'
import { eventsOf } from '../history'

/**
 * Whether something happened from `from` to `to` that may have kept the app from writing down what it was told: a
 * replica was killed, or a call of the platform failed for this account.
 */
export function wasTroubled(
  { history, accounts, troubles }: Evidence,
  side: 0 | 1,
  from: number,
  to: number
): boolean {
  const within = (at: number) => at >= from && at <= to
  const { account } = accounts[side].world
  return (
    troubles.some(trouble => trouble.account === account && within(trouble.at)) ||
    eventsOf(history, 'did').some(({ at, what }) => within(at) && what.includes('SIGKILL'))
  )
}
