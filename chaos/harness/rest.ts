import type { SeenImport } from '../evidence'
import type { Account } from './account'
import type { Stage } from './perform'
import type { Row, SeenJob } from './queries'
import { COMPARING, JOBS, ROWS } from './queries'

/** How often to look. */
const PAUSE = 3_000

/** Searches lag and events are under way: quiet must hold for so many looks. */
const LOOKS = 3

/** More events than the scheduler and the notices of a minute make. */
const MANY_EVENTS = 100

const ENDED: readonly string[] = ['DONE', 'CANCELLED']

/**
 * Waits until nothing waits, no incident is open, every job has ended, and no comparison is under way; what is
 * left when the time is over, '' for rest.
 *
 * @param longest milliseconds of the workspace's time
 */
export async function restOf(stage: Stage, longest: number): Promise<string> {
  const { workspace, accounts } = stage
  const until = workspace.now() + longest
  let left = 'never looked'
  let quiet = 0
  while (workspace.now() < until) {
    const seen = await Promise.all(accounts.map(account => unrest(stage, account)))
    left = seen.filter(text => text !== '').join('; ')
    quiet = left === '' ? quiet + 1 : 0
    if (quiet === LOOKS) return ''
    await workspace.sleep(PAUSE)
  }
  return left
}

/** Waits until the list of each account shows all its SKUs; what is left when the time is over. */
export async function untilListed(
  { workspace, accounts, api }: Stage,
  longest: number
): Promise<string> {
  const until = workspace.now() + longest
  const missing = async ({ world }: Account): Promise<number> => {
    try {
      const { page } = await api.graphql<{ page: { items: readonly Row[] } }>(world.account, ROWS)
      return world.skus.length - page.items.filter(({ status }) => status !== 'PENDING').length
    } catch {
      return world.skus.length
    }
  }
  let left = 0
  do {
    left = (await Promise.all(accounts.map(missing))).reduce((sum, one) => sum + one, 0)
    if (left === 0) return ''
    await workspace.sleep(PAUSE)
  } while (workspace.now() < until)
  return `${left} SKUs are missing`
}

/** How long after its end a file that was overtaken may have overwritten what came later, until the app has looked. */
const LOOKED_AT = 16 * 60_000

/** Whether an import will still end, or has overwritten a later one shortly ago. */
function isFresh(one: SeenImport, all: readonly SeenImport[], now: number): boolean {
  if (one.doneAt === null) return false
  if (one.doneAt > now) return true
  const { createdAt, doneAt, shopId } = one
  return (
    now - doneAt < LOOKED_AT &&
    all.some(
      other => other.shopId === shopId && other.createdAt > createdAt && other.createdAt < doneAt
    )
  )
}

async function unrest({ api, workspace }: Stage, account: Account): Promise<string> {
  const { world } = account
  const ask = <T>(query: string, variables: object = {}) =>
    api.graphql<T>(world.account, query, variables)
  try {
    const { pending, incident } = await account.connection()
    const { page } = await ask<{ page: { items: readonly Row[] } }>(ROWS, { status: 'WARNING' })
    const { jobs } = await ask<{ jobs: readonly SeenJob[] }>(JOBS)
    const { compared } = await ask<{ compared: { run: object | null; last: object | null } }>(
      COMPARING
    )
    const { offers } = await api.get<{ offers: { sku: string; listed: boolean }[] }>(
      `/console/carrefour/api/offers?shopId=${world.shopId}&pageSize=100`
    )
    const listed = new Set(offers.filter(offer => offer.listed).map(offer => offer.sku))
    const { imports } = await api.get<{ imports: SeenImport[] }>(
      '/console/carrefour/api/imports?limit=500'
    )
    const late = imports.some(
      one => one.shopId === world.shopId && isFresh(one, imports, workspace.now())
    )
    const found = page.items.filter(row => row.cause === 'NOT_CATALOGED' && listed.has(row.skuId))
    const open = jobs.filter(({ state }) => !ENDED.includes(state))
    const { waiting } = await api.get<{ waiting: number }>('/_local/events')
    const parts = [
      pending > 0 ? `${pending} pending` : '',
      incident ? incident.cause : '',
      found.length > 0 ? `${found.length} catalogued but not resent` : '',
      open.length > 0 ? `${open.length} jobs open` : '',
      late ? 'an import that ends, or ended, late' : '',
      compared.run || !compared.last ? 'a comparison' : '',
      waiting > MANY_EVENTS ? `${waiting} events` : '',
    ].filter(part => part !== '')
    return parts.length > 0 ? `${world.account}: ${parts.join(', ')}` : ''
  } catch (error) {
    return `${world.account} at ${workspace.now()}: ${String(error)}`
  }
}
