import { readDocuments } from '../../../local/admin/operations'
import { ROOT } from '../../../local/root'
import { Api } from '../../chaos/harness/api'
import { WorkspaceProcess } from '../../chaos/harness/workspaceProcess'
import { type World, bulkWorld } from '../../chaos/world'
import { fill } from '../filledLedger'
import { Api as KeptApi } from '../http'
import { sleep, until } from '../numbers'
import { type Rounds, type Side, timed } from './measured'
import { PAGE_SIZE } from './theirs'

/** Real milliseconds for a job to be queued, and for what is left of it to end. */
const JOB_TIME = 600_000

/** Searches by words within a minute: Master Data blocks an account that makes many. */
const MOST_SEARCHES = 100

/** Texts that the local Master Data indexes in a millisecond, on a busy machine. */
const INDEXED_A_MS = 10

/** The pages' operations, by file, as the builder stores them. */
const DOCUMENTS = readDocuments(ROOT)

function operation(name: string): string {
  const text = DOCUMENTS.get(`react/graphql/${name}.graphql`)?.stored?.text
  if (text === undefined) throw new Error(`The pages have no operation ${name}`)
  return text
}

const LIST = operation('processes')
const COUNTS = operation('processCounts')
const PROBLEMS = operation('problems')
const START = operation('startReprocess')
const JOB = operation('reprocessJob')
const CANCEL = operation('cancelReprocess')

/** Our app, as it is built, over so many failed processes in a local workspace with two replicas. */
export const ours = (size: number, { reads, retries }: Rounds): Promise<Side> =>
  withShop(size, async shop => ({
    who: 'the built app, two replicas, on the local workspace',
    ...(await measureReads(shop, reads)),
    ...(await measureRetries(shop, retries)),
  }))

/** The same without its jobs. */
export const oursReading = (size: number, reads: number) =>
  withShop(size, shop => measureReads(shop, reads))

async function withShop<T>(size: number, measure: (shop: Shop) => Promise<T>): Promise<T> {
  const world = bulkWorld('lojamedida', size)
  const options = { accounts: [world.account], replicas: 2, keeps: 'none' } as const
  const workspace = await WorkspaceProcess.start(options, 1)
  try {
    const api = new Api(workspace.url)
    await fill(workspace, api, world)
    // As theirs, over connections that are kept.
    const kept = new KeptApi(workspace.url)
    await kept.signIn(`owner@${world.account}.example`)
    const ask = <A>(query: string, variables: object = {}) => kept.graphql<A>(query, variables)
    return await measure({ api, workspace, world, ask })
  } finally {
    await workspace.stop()
  }
}

interface Shop {
  readonly api: Api
  readonly workspace: WorkspaceProcess
  readonly world: World
  readonly ask: <T>(query: string, variables?: object) => Promise<T>
}

interface Listed {
  readonly carrefourProcesses: { readonly total: number; readonly items: readonly unknown[] }
}

async function measureReads({ api, ask, world }: Shop, reads: number) {
  const last = Math.ceil(world.skus.length / PAGE_SIZE)
  const page = (number: number) =>
    timed(reads, async () => {
      const variables = { page: number, pageSize: PAGE_SIZE, filter: { status: 'ERROR' } }
      expectRows(await ask<Listed>(LIST, variables), PAGE_SIZE)
    })
  /** The local Master Data builds its index of texts in the background once a search asks for part of one. */
  const indexed = async () => {
    await ask<Listed>(LIST, { page: 1, pageSize: PAGE_SIZE, filter: { search: 'produto' } })
    await sleep(world.skus.length / INDEXED_A_MS)
  }
  /** A search for other words each time. */
  const search = async (textOf: (code: string) => string, found: number) => {
    await api.send('POST', '/_local/clock', { minutes: 2 })
    return timed(Math.min(reads, MOST_SEARCHES), async round => {
      const { skuId } = world.skus[(round * 7_919) % world.skus.length] ?? { skuId: 0 }
      const variables = { page: 1, pageSize: PAGE_SIZE, filter: { search: textOf(String(skuId)) } }
      expectRows(await ask<Listed>(LIST, variables), found)
    })
  }
  const pages = {
    first: await page(1),
    middle: await page(Math.ceil(last / 2)),
    last: await page(last),
  }
  const searches = await searchesOf(api, () =>
    ask<Listed>(LIST, { page: last, pageSize: PAGE_SIZE, filter: { status: 'ERROR' } })
  )
  await indexed()
  return {
    ...pages,
    searches,
    search: await search(code => `produto ${code.slice(0, -1)}`, 10),
    exact: await search(code => code, 1),
    groups: await timed(reads, async () => {
      await Promise.all([ask(COUNTS, { filter: {} }), ask(PROBLEMS)])
    }),
  }
}

/** How many searches of Master Data a question costs, as its calls arrive at the platform. */
async function searchesOf(api: Api, ask: () => Promise<unknown>): Promise<number> {
  await api.send('DELETE', '/_local/calls')
  await ask()
  const calls = await api.get<readonly { readonly path: string }[]>(
    '/_local/calls?host=api.vtex.com'
  )
  return calls.filter(({ path }) => path.endsWith('/search')).length
}

function expectRows({ carrefourProcesses }: Listed, rows: number): void {
  const { items } = carrefourProcesses
  if (items.length !== rows) throw new Error(`The list answers ${items.length} rows, not ${rows}`)
}

interface Job {
  readonly id: string
  readonly state: string
  readonly expected: number
  readonly total: number | null
}

/** A job for all that failed, given up once it is queued, so that the next one finds the same. */
async function measureRetries({ ask, workspace, world }: Shop, retries: number) {
  await workspace.ask({ kind: 'addSkus', world })
  const [accepted, queued]: [number[], number[]] = [[], []]
  for (let round = 0; round < retries; round += 1) {
    const start = performance.now()
    const { startCarrefourReprocess: job } = await ask<{ startCarrefourReprocess: Job }>(START, {
      filter: {},
      key: `bench-${round}`,
    })
    accepted.push(performance.now() - start)
    if (job.expected !== world.skus.length)
      throw new Error(`A job for ${job.expected} of ${world.skus.length} processes`)
    const now = async () =>
      (await ask<{ carrefourReprocessJob: Job }>(JOB, { id: job.id })).carrefourReprocessJob
    await until(async () => (await now()).total === world.skus.length, 100, JOB_TIME)
    queued.push(performance.now() - start)
    await ask(CANCEL, { id: job.id })
    await until(async () => (await now()).state === 'CANCELLED', 500, JOB_TIME)
  }
  return { accepted, queued }
}
