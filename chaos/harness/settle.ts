import type { Account } from './account'
import type { Stage } from './perform'
import type { Row } from './queries'
import { ROWS } from './queries'

/** How often to look. */
const PAUSE = 3_000

/** How often a merchant cleans up after trouble: asks for what failed again. */
const ROUNDS = 2

/**
 * What a merchant does once the trouble is over (a key that works, Reprocess for what failed), and then waits
 * until nothing waits any more.
 *
 * @param longest milliseconds of the workspace's time
 */
export async function settle(stage: Stage, longest: number): Promise<void> {
  const { workspace, accounts } = stage
  const until = workspace.now() + longest
  for (const account of accounts) await repair(stage, account, until)
  let left = await rest(stage, until)
  for (let round = 0; round < ROUNDS && left === ''; round += 1) {
    const asked = await Promise.all(accounts.map(account => cleanUp(stage, account)))
    if (!asked.includes(true)) break
    left = await rest(stage, until)
  }
  stage.note({ kind: 'settled', at: workspace.now(), inTime: left === '', left })
}

/** Saves a key that works and switches the connection on. */
async function repair({ workspace }: Stage, account: Account, until: number): Promise<void> {
  while (workspace.now() < until) {
    if (account.keyInDoubt) {
      if (await account.fixKey(true)) return
    } else if ((await account.save(true, null)) === 'CarrefourSaved') return
    await workspace.sleep(5_000)
  }
}

/** Waits until nothing is pending and no incident is open; what is left when the time is over. */
async function rest(stage: Stage, until: number): Promise<string> {
  const { workspace, accounts } = stage
  let left = 'never looked'
  let quiet = 0
  while (workspace.now() < until) {
    const seen = await Promise.all(accounts.map(account => unrest(stage, account)))
    left = seen.filter(text => text !== '').join('; ')
    quiet = left === '' ? quiet + 1 : 0
    // Searches lag and events are under way: it must hold for a while.
    if (quiet === 3) return ''
    await workspace.sleep(PAUSE)
  }
  return left
}

async function unrest({ api, workspace }: Stage, account: Account): Promise<string> {
  const { world } = account
  try {
    const { pending, incident } = await account.connection()
    const { page } = await api.graphql<{ page: { items: readonly Row[] } }>(world.account, ROWS, {
      status: 'WARNING',
    })
    const { offers } = await api.get<{ offers: { sku: string; listed: boolean }[] }>(
      `/console/carrefour/api/offers?shopId=${world.shopId}&pageSize=100`
    )
    const listed = new Set(offers.filter(offer => offer.listed).map(offer => offer.sku))
    const found = page.items.filter(row => row.cause === 'NOT_CATALOGED' && listed.has(row.skuId))
    const { waiting } = await api.get<{ waiting: number }>('/_local/events')
    const parts = [
      pending > 0 ? `${pending} pending` : '',
      incident ? incident.cause : '',
      found.length > 0 ? `${found.length} catalogued but not resent` : '',
      waiting > 100 ? `${waiting} events` : '',
    ].filter(part => part !== '')
    return parts.length > 0 ? `${world.account}: ${parts.join(', ')}` : ''
  } catch (error) {
    return `${world.account} at ${workspace.now()}: ${String(error)}`
  }
}

/** Asks for what ended in an error again; false when there is none. */
async function cleanUp({ api }: Stage, account: Account): Promise<boolean> {
  const { page } = await api.graphql<{ page: { items: readonly Row[] } }>(
    account.world.account,
    ROWS,
    { status: 'ERROR' }
  )
  if (page.items.length === 0) return false
  const { blocked } = await account.connection()
  if (blocked > 0) await account.reprocessBlocked()
  const others = page.items.filter(({ cause }) => !cause?.startsWith('AUTH_'))
  if (others.length > 0) await account.reprocess(others.map(row => Number(row.skuId)))
  return true
}
