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

/** The app compares the number of rows with its summary in each minute that these divide. */
const COMPARED_EVERY = 5 * 60_000

/** Milliseconds before that minute in which nothing is written, so that searches show all. */
const BEFORE = 20_000

/** Has rows counted that the app did not write: moves the workspace's clock to when the app next looks for such. */
export async function haveCounted(api: Api): Promise<void> {
  const { now } = await api.get<{ now: string }>('/_local/clock')
  const left = COMPARED_EVERY - (Date.parse(now) % COMPARED_EVERY)
  if (left > BEFORE) await api.send('POST', '/_local/clock', { advanceMs: left - BEFORE })
}
