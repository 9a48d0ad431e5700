import type { AccountEvidence, Evidence, HeldOffer, SeenImport } from '../evidence'
import { type HistoryEvent, eventsOf } from '../history'
import { otherShopOf } from '../world'
import type { Account } from './account'
import type { Api } from './api'
import { PatientApi, patiently } from './patiently'
import { type Row, type SeenJob, type SeenLine, JOBS, RECEIPT, ROW, ROWS } from './queries'
import { isTrouble } from './recorder'
import type { WorkspaceProcess } from './workspaceProcess'

const CONSOLE = '/console/carrefour/api'

/**
 * Real milliseconds for which a busy machine may keep a process from going on between two of its statements: by
 * so much the moments at which two calls left may be off.
 */
const STALL = 100

/** Puts together all that is known of a run. */
export async function collect(
  workspace: WorkspaceProcess,
  accounts: readonly [Account, Account],
  history: readonly HistoryEvent[]
): Promise<Evidence> {
  const api = new PatientApi(workspace.url)
  const recorded = await workspace.calls()
  const calls = recorded.filter(({ part }) => part === 'carrefour')
  const [first, second] = accounts
  const log = workspace.log()
  const keys = accounts.flatMap(account => account.keysEver)
  return {
    history,
    accounts: [await ofAccount(api, first, history, 0), await ofAccount(api, second, history, 1)],
    calls,
    troubles: recorded
      .filter(({ part, status }) => part !== 'carrefour' && isTrouble(status))
      .map(({ at, account }) => ({ at, account })),
    tolerance: STALL * workspace.scale,
    told: toldIn(log),
    leaked: keys.filter(key => log.includes(key)).map(() => 'a ShopKey'),
  }
}

/** The mails that the service's log says were sent. */
const toldIn = (log: string): Evidence['told'] =>
  log.split('\n').flatMap(line => {
    const account = /"account":"([^"]*)"/.exec(line)?.[1]
    const kind = /"event":"alert\.sent","kind":"([^"]*)"/.exec(line)?.[1]
    return account !== undefined && kind !== undefined ? [{ account, kind }] : []
  })

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
  const own = new Set(world.skus.map(({ skuId }) => String(skuId)))
  const { configuration } = await patiently(() => account.connection())
  return {
    world,
    offers: offers.filter(({ sku }) => own.has(sku)),
    foreign: offers.filter(({ sku }) => !own.has(sku)),
    mark:
      typeof configuration?.notificationEmail === 'string' ? configuration.notificationEmail : null,
    tooEarly: await tooEarlyAt(api, world.shopId),
    rows,
    listed: page.items,
    imports: await importsOf(api, world.shopId),
    strayed: await importsOf(api, otherShopOf(world)),
    jobs: await jobsOf(api, world.account),
    keys: eventsOf(history, 'saved')
      .filter(event => event.side === side && event.valid && event.key !== '')
      .map(({ key }) => key),
  }
}

interface LoggedCall {
  readonly at: number
  readonly operation: string
  readonly shopId: number | null
  readonly status: number | null
  readonly faults: readonly string[]
}

/** Calls that came too early by Carrefour's own clock. */
async function tooEarlyAt(api: Api, shopId: number): Promise<AccountEvidence['tooEarly']> {
  const log = await Promise.all(
    ['STO01', 'STO02', 'STO03'].map(operation =>
      api.get<{ calls: LoggedCall[] }>(`${CONSOLE}/calls?operation=${operation}&limit=10000`)
    )
  )
  return log
    .flatMap(({ calls }) => calls)
    .filter(call => call.shopId === shopId && call.status === 429 && !call.faults.includes('http'))
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

async function jobsOf(api: Api, account: string): Promise<readonly SeenJob[]> {
  const { jobs } = await api.graphql<{ jobs: readonly Omit<SeenJob, 'lines'>[] }>(account, JOBS)
  const read: SeenJob[] = []
  for (const job of jobs) {
    const { receipt } = await api.graphql<{ receipt: { items: readonly SeenLine[] } | null }>(
      account,
      RECEIPT,
      { id: job.id }
    )
    read.push({ ...job, lines: receipt?.items ?? [] })
  }
  return read
}
