import type { AccountEvidence, Evidence, HeldOffer, SeenImport } from '../evidence'
import type { HistoryEvent } from '../history'
import { eventsOf } from '../history'
import type { Account } from './account'
import type { Api } from './api'
import type { Row } from './queries'
import { ROW, ROWS } from './queries'
import type { WorkspaceProcess } from './workspaceProcess'

const CONSOLE = '/console/carrefour/api'

/** Real milliseconds by which a busy machine may delay a call: too early by so little is nobody's fault. */
const JITTER = 400

/** Puts together all that is known of a run. */
export async function collect(
  workspace: WorkspaceProcess,
  api: Api,
  accounts: readonly [Account, Account],
  history: readonly HistoryEvent[]
): Promise<Evidence> {
  const calls = (await workspace.calls()).filter(({ part }) => part === 'carrefour')
  const [first, second] = accounts
  const log = workspace.log()
  const keys = accounts.flatMap(account => account.keysEver)
  return {
    history,
    accounts: [await ofAccount(api, first, history, 0), await ofAccount(api, second, history, 1)],
    calls,
    tolerance: JITTER * workspace.scale,
    leaked: keys.filter(key => log.includes(key)).map(() => 'a ShopKey'),
  }
}

async function ofAccount(
  api: Api,
  account: Account,
  history: readonly HistoryEvent[],
  side: 0 | 1
): Promise<AccountEvidence> {
  const { world } = account
  const { offers } = await api.get<{ offers: HeldOffer[] }>(
    `${CONSOLE}/offers?shopId=${world.shopId}&pageSize=1000`
  )
  const rows: (Row | null)[] = []
  for (const { skuId } of world.skus) {
    const { row } = await api.graphql<{ row: Row | null }>(world.account, ROW, {
      skuId: String(skuId),
    })
    rows.push(row)
  }
  const { page } = await api.graphql<{ page: { items: AccountEvidence['listed'] } }>(
    world.account,
    ROWS
  )
  return {
    world,
    offers,
    rows,
    listed: page.items,
    imports: await importsOf(api, world.shopId),
    keys: eventsOf(history, 'saved')
      .filter(event => event.side === side && event.valid && event.key !== '')
      .map(({ key }) => key),
  }
}

async function importsOf(api: Api, shopId: number): Promise<readonly SeenImport[]> {
  const { imports } = await api.get<{ imports: (SeenImport & { hasReport: boolean })[] }>(
    `${CONSOLE}/imports?limit=500`
  )
  const own = imports.filter(one => one.shopId === shopId)
  const read: SeenImport[] = []
  for (const one of own) {
    const path = `${CONSOLE}/imports/${one.importId}`
    const file = await api.text(`${path}/file`)
    const report = one.hasReport ? await api.text(`${path}/report`) : null
    read.push({ ...one, file, report })
  }
  return read
}
