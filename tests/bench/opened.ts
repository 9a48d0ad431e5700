import type { Account } from '../chaos/harness/account'
import type { Api } from '../chaos/harness/api'
import { sleep } from './numbers'

/** Saves of a first configuration before it is given up: on a busy machine one may not be answered in time. */
const SAVES = 5

/** Connects an account. @throws Error with what the last save was answered */
export async function connect(account: Account): Promise<void> {
  let answer = ''
  for (let tries = 0; tries < SAVES; tries += 1) {
    answer = await account.start()
    if (answer === 'CarrefourSaved') return
    await sleep(2_000)
  }
  throw new Error(`The connection was not saved: ${answer || 'no answer'}`)
}

/**
 * Has rows counted that nobody of the app wrote: the app looks for such within the hour, which is made to be over.
 * Only for a ledger that was filled past the app.
 */
export const haveCounted = (api: Api): Promise<unknown> =>
  api.send('POST', '/_local/clock', { minutes: 61 })
