import type { Account } from './account'
import type { Stage } from './perform'
import { PatientApi, patiently } from './patiently'
import { type Row, ROWS } from './queries'
import { restOf } from './rest'

/** How often a merchant cleans up after trouble: asks for what failed again. */
const ROUNDS = 2

/** Pause before a merchant tries again to put the connection right. */
const PAUSE = 5_000

/**
 * What a merchant does once the trouble is over (a key that works, Reprocess for what failed), and then waits
 * until nothing waits any more.
 *
 * @param longest milliseconds of the workspace's time
 */
export async function settle(stage: Stage, longest: number): Promise<void> {
  const { workspace, accounts } = stage
  const until = workspace.now() + longest
  const rest = () => restOf(stage, Math.max(until - workspace.now(), 0))
  for (const account of accounts) await repair(stage, account, until)
  let left = await rest()
  for (let round = 0; round < ROUNDS && left === ''; round += 1) {
    const asked = await Promise.all(accounts.map(account => cleanUp(stage, account)))
    if (!asked.includes(true)) break
    left = await rest()
  }
  stage.note({ kind: 'settled', at: workspace.now(), inTime: left === '', left })
}

/**
 * Saves a key that works, and switches the connection on. Only where that is needed: a save is followed by a
 * comparison with Carrefour, which would repair what was lost before anybody judged it.
 */
async function repair({ workspace }: Stage, account: Account, until: number): Promise<void> {
  while (workspace.now() < until) {
    if (account.keyInDoubt) {
      if (await account.fixKey(true)) return
    } else if (await isOn(account)) return
    else if ((await account.save(true, null)) === 'CarrefourSaved') return
    await workspace.sleep(PAUSE)
  }
}

async function isOn(account: Account): Promise<boolean> {
  try {
    return (await account.connection()).configuration?.active === true
  } catch {
    return false
  }
}

/** Asks for what ended in an error again; false when there is none. */
async function cleanUp({ workspace }: Stage, account: Account): Promise<boolean> {
  const api = new PatientApi(workspace.url)
  const listed = async (status: string): Promise<readonly Row[]> => {
    const { page } = await api.graphql<{ page: { items: readonly Row[] } }>(
      account.world.account,
      ROWS,
      { status }
    )
    // A tab also lists what waits for its next outcome: nobody asks for that again.
    return page.items.filter(row => row.status !== 'PENDING')
  }
  const failed = await listed('ERROR')
  const unconfirmed = (await listed('WARNING')).filter(({ cause }) => cause === 'UNCONFIRMED')
  if (failed.length + unconfirmed.length === 0) return false
  const { blocked } = await patiently(() => account.connection())
  if (blocked > 0) await account.reprocessBlocked()
  const others = [...failed, ...unconfirmed].filter(({ cause }) => !cause?.startsWith('AUTH_'))
  if (others.length > 0) await account.reprocess(others.map(row => Number(row.skuId)))
  return true
}
