import fc from 'fast-check'

import { Account } from '../harness/account'
import { Api } from '../harness/api'
import { WorkspaceProcess } from '../harness/workspaceProcess'
import { worldsOf } from '../world'

const print = (text: string) => process.stdout.write(`${text}\n`)

/** Bodies that each entrance is given. */
const RUNS = 200
const SEED = 7

/** Bytes of the body that no entrance may read to its end. */
const HUGE = 100 * 1024 * 1024

/** What came back for one bad input; `bad` when the service took it or fell over. */
interface Tried {
  readonly entrance: string
  readonly status: number
  readonly bad: string | null
}

/** Gives bad input to a running workspace: clear refusals, no failure of the service, nothing queued, nothing lost. */
async function main(): Promise<number> {
  const [world] = worldsOf(0)
  const start = { accounts: [world.account], replicas: 2, keeps: 'described' } as const
  const workspace = await WorkspaceProcess.start(start, 1)
  try {
    const api = new Api(workspace.url)
    const key = await workspace.furnish(world)
    const account = new Account(
      {
        api,
        world,
        side: 0,
        now: () => workspace.now(),
        note: () => undefined,
        sleep: ms => workspace.sleep(ms),
      },
      key
    )
    if ((await account.start()) !== 'CarrefourSaved') throw new Error('The first save failed')
    const hook = await webhookOf(workspace)
    const tried = [
      ...(await fuzzWebhook(hook)),
      ...(await fuzzGraphql(workspace.url, await api.cookieOf(world.account))),
      ...(await fuzzEvents(workspace, world.account)),
    ]
    const bad = tried.filter(one => one.bad !== null)
    for (const one of bad.slice(0, 20)) print(`${one.entrance}: ${one.status} ${one.bad}`)
    const fell = workspace.log().match(FELL) ?? []
    const works = await stillWorks(api, account)
    print(
      `fuzz: ${tried.length} bad inputs at the entrances, ${bad.length} not refused as they should be, ${fell.length} failures in the log; a good one afterwards was ${works ? 'sent' : 'LOST'}`
    )
    return bad.length === 0 && fell.length === 0 && works ? 0 : 1
  } finally {
    await workspace.stop()
  }
}

/** A failure of the service in its log. A GraphQL request that was refused for what it is has a line as well. */
const FELL =
  /"event":"(?!graphql\.)\w+\.failed"|"event":"graphql\.failed","code":"INTERNAL_SERVER_ERROR"/g

/** The webhook's whole address, as the app registered it with the store. */
async function webhookOf(workspace: WorkspaceProcess): Promise<string> {
  const call = (await workspace.calls()).find(
    ({ method, path }) => method === 'PUT' && path.includes('/affiliates/')
  )
  const { searchURIEndpoint } = JSON.parse(call?.body ?? '{}') as { searchURIEndpoint?: string }
  if (!searchURIEndpoint) throw new Error('No webhook was registered')
  return workspace.url + new URL(searchURIEndpoint).pathname
}

/** Bodies that name no SKU. */
const bodies: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.json().map(text => Buffer.from(text)),
  fc.json().map(text => Buffer.from(text.slice(0, text.length / 2))),
  fc
    .dictionary(
      fc.constantFrom('IdSku', 'An', 'ProductId'),
      fc.oneof(fc.boolean(), fc.constant('x'))
    )
    .map(body => Buffer.from(JSON.stringify(body))),
  fc.constant(Buffer.alloc(200 * 1024, 'x')),
  fc.constant(Buffer.from('{"IdSku":"1","An":"another"}'))
)

async function fuzzWebhook(hook: string): Promise<readonly Tried[]> {
  const tried: Tried[] = []
  for (const body of [
    ...fc.sample(bodies, { numRuns: RUNS, seed: SEED }),
    Buffer.alloc(HUGE, ' '),
  ]) {
    const status = await statusOf(hook, { body: Buffer.from(body) })
    // A body far beyond the limit may see its connection closed before an answer.
    const right = (status >= 400 && status < 500) || (status === 0 && body.length === HUGE)
    tried.push({ entrance: 'webhook', status, bad: right ? null : 'is no refusal' })
  }
  return tried
}

const OPERATIONS = [
  'query ($x: ID!) { carrefourProcess(skuId: $x) { status } }',
  'mutation ($x: [ID!]!) { reprocessCarrefourSkus(skuIds: $x) { __typename } }',
  'mutation ($x: CarrefourConfigurationInput!) { saveCarrefourConfiguration(input: $x) { __typename } }',
  'query ($x: CarrefourProcessFilter) { carrefourProcesses(filter: $x) { total } }',
] as const

/**
 * VTEX's runtime marks every refusal of GraphQL's own as an internal error, and a syntax error as 500. What
 * matters is that the words say what is wrong.
 */
const FAILED = /INTERNAL_SERVER_ERROR|"stack"/
const SAYS_WHAT = /Variable \\"\$x\\"|Syntax Error|Must provide/

async function fuzzGraphql(url: string, cookie: string): Promise<readonly Tried[]> {
  const requests = fc.oneof(
    fc.record({
      query: fc.constantFrom(...OPERATIONS),
      variables: fc.record({ x: fc.jsonValue() }),
    }),
    fc.record({ query: fc.string() })
  )
  const tried: Tried[] = []
  for (const request of fc.sample(requests, { numRuns: RUNS, seed: SEED })) {
    const answer = await fetch(`${url}/_v/private/graphql/v1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(request),
    })
    const text = await answer.text()
    const saved = text.includes('CarrefourSaved') || text.includes('CarrefourReprocessAccepted')
    const fell = FAILED.test(text) && !SAYS_WHAT.test(text)
    const bad = saved ? 'was taken' : fell ? text.slice(0, 200) : null
    tried.push({
      entrance: `GraphQL ${JSON.stringify(request).slice(0, 200)}`,
      status: answer.status,
      bad,
    })
  }
  return tried
}

/** Events come at least once: a bad one must not come again and again. The runtime takes objects only. */
async function fuzzEvents(workspace: WorkspaceProcess, account: string): Promise<readonly Tried[]> {
  const events = fc.sample(fc.dictionary(fc.string(), fc.jsonValue()), {
    numRuns: RUNS,
    seed: SEED,
  })
  for (const body of events)
    await workspace.ask({ kind: 'event', account, key: 'broadcaster.notification', body })
  const api = new Api(workspace.url)
  let left = events.length
  for (let look = 0; look < 240 && left > 2; look += 1) {
    await workspace.sleep(500)
    left = (await api.get<{ waiting: number }>('/_local/events')).waiting
  }
  return events.map((_, at) => ({
    entrance: 'event',
    status: 0,
    bad: at < left - 2 ? 'is delivered again and again' : null,
  }))
}

/** Nothing bad was queued, and a good notification still ends in a success. */
async function stillWorks(api: Api, account: Account): Promise<boolean> {
  const { account: name, shopId, skus } = account.world
  const skuId = skus[0]?.skuId ?? 0
  const order = { skuIds: [skuId], change: 'stock', via: 'webhook' }
  await api.send('POST', `/console/stores/${name}/api/notify`, order)
  for (let look = 0; look < 180; look += 1) {
    const { quantity } = await api.get<{ quantity: number }>(
      `/console/carrefour/api/offers/${shopId}/${skuId}`
    )
    if (quantity === skus[0]?.units) return true
    await new Promise(resolve => setTimeout(resolve, 1_000))
  }
  return false
}

async function statusOf(url: string, { body }: { readonly body: Buffer }): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vtex-account': 'loja0a' },
      body,
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(2)
  }
)
