import { Account } from '../chaos/harness/account'
import type { Api } from '../chaos/harness/api'
import type { WorkspaceProcess } from '../chaos/harness/workspaceProcess'
import type { World } from '../chaos/world'
import { until } from './numbers'
import { connect, haveCounted } from './opened'

/** Real milliseconds for a search to see a ledger that was just filled. */
const FILLED = 660_000

/** A connection with a ledger of processes that a refused ShopKey blocked, so that nothing else goes on. */
export async function fill(workspace: WorkspaceProcess, api: Api, world: World): Promise<void> {
  const key = await workspace.furnish({ ...world, skus: [] })
  const deps = {
    api,
    world,
    side: 0,
    now: () => workspace.now(),
    note: () => undefined,
    sleep: (ms: number) => workspace.sleep(ms),
  } as const
  const account = new Account(deps, key)
  await connect(account)
  await workspace.ask({ kind: 'fillLedger', world })
  await haveCounted(api)
  const size = world.skus.length
  await until(async () => (await account.connection()).blocked >= size, 1_000, FILLED)
}

/** A session of the harness, as a browser takes it. */
export const cookiesOf = (cookie: string, url: string) =>
  cookie.split('; ').map(one => {
    const [name = '', ...value] = one.split('=')
    return { name, value: value.join('='), url }
  })
