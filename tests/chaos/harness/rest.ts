import type { SeenImport } from '../evidence'
import type { Account } from './account'
import type { Stage } from './perform'
import { type Row, type SeenJob, COMPARING, JOBS, ROWS } from './queries'

/** Between two looks. What waits for long is looked at less often: looking is much of what a waiting run costs. */
const PAUSE = 10_000
const LONGEST_PAUSE = 40_000
const SLOWER = 1.2

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
  let pause = PAUSE
  while (workspace.now() < until) {
    const [first, second] = accounts
    left = (await unrest(stage, first)) || (await unrest(stage, second))
    quiet = left === '' ? quiet + 1 : 0
    if (quiet === LOOKS) return ''
    pause = left === '' ? PAUSE : Math.min(pause * SLOWER, LONGEST_PAUSE)
    await workspace.sleep(pause)
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

/** One thing that may be left to do, in words; '' for nothing. */
type Question = (stage: Stage, account: Account) => Promise<string>

const ask = <T>({ api }: Stage, { world }: Account, query: string, variables: object = {}) =>
  api.graphql<T>(world.account, query, variables)

/** What may be left to do, the likeliest and cheapest first. */
const QUESTIONS: readonly Question[] = [
  async (_, account) => {
    const { pending, incident } = await account.connection()
    if (pending > 0) return `${pending} pending`
    return incident?.cause ?? ''
  },
  async (stage, account) => {
    const { jobs } = await ask<{ jobs: readonly SeenJob[] }>(stage, account, JOBS)
    const open = jobs.filter(({ state }) => !ENDED.includes(state))
    return open.length > 0 ? `${open.length} jobs open` : ''
  },
  async (stage, account) => {
    const { compared } = await ask<{ compared: { run: object | null; last: object | null } }>(
      stage,
      account,
      COMPARING
    )
    return compared.run || !compared.last ? 'a comparison' : ''
  },
  async ({ api, workspace }, { world }) => {
    const { imports } = await api.get<{ imports: SeenImport[] }>(
      '/console/carrefour/api/imports?limit=500'
    )
    const late = imports.some(
      one => one.shopId === world.shopId && isFresh(one, imports, workspace.now())
    )
    return late ? 'an import that ends, or ended, late' : ''
  },
  async (stage, account) => {
    const { page } = await ask<{ page: { items: readonly Row[] } }>(stage, account, ROWS, {
      status: 'WARNING',
    })
    const { offers } = await stage.api.get<{ offers: { sku: string; listed: boolean }[] }>(
      `/console/carrefour/api/offers?shopId=${account.world.shopId}&pageSize=100`
    )
    const listed = new Set(offers.filter(offer => offer.listed).map(offer => offer.sku))
    const found = page.items.filter(
      ({ skuId, status, cause }) =>
        status !== 'PENDING' && cause === 'NOT_CATALOGED' && listed.has(skuId)
    )
    return found.length > 0 ? `${found.length} catalogued but not resent` : ''
  },
  async ({ api }) => {
    const { waiting } = await api.get<{ waiting: number }>('/_local/events')
    return waiting > MANY_EVENTS ? `${waiting} events` : ''
  },
]

/** The first thing that is left to do; '' for rest. */
async function unrest(stage: Stage, account: Account): Promise<string> {
  const { account: name } = account.world
  try {
    for (const question of QUESTIONS) {
      const left = await question(stage, account)
      if (left !== '') return `${name}: ${left}`
    }
    return ''
  } catch (error) {
    return `${name} at ${stage.workspace.now()}: ${String(error)}`
  }
}
