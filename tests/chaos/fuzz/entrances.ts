import fc from 'fast-check'

import { chunks, mapLimit } from '../../../node/shared/concurrency'
import { Account } from '../harness/account'
import { Api } from '../harness/api'
import { WorkspaceProcess } from '../harness/workspaceProcess'
import { worldsOf } from '../world'
import { type Input, eventBodies, graphqlInputs, routeInputs, webhookInputs } from './inputs'
import { localInputs } from './local'
import { multipartInputs } from './multipart'
import { ProcessWatch } from './processes'
import { type Hit, shoot } from './shoot'

const print = (text: string) => process.stdout.write(`${text}\n`)

/** Bad inputs in all: FUZZ_RUNS, or a hundred thousand in the long form. */
const INPUTS = Number(process.env.FUZZ_RUNS ?? (process.env.LONG_TESTS ? 100_000 : 1_000))
const SEED = Number(process.env.FUZZ_SEED ?? 7)

/** Inputs between two looks at the processes, and at a time. */
const BETWEEN_LOOKS = 500
const AT_A_TIME = 6

/** Milliseconds that an answer may take. A slower request is repeated alone: the machine may have been busy. */
const SLOW = 1_000
const TRIES = 3

/** Bytes of the body that no entrance may read to its end. */
const HUGE = 100 * 1024 * 1024

/** One way in. */
interface Entrance {
  readonly name: string
  /** How many of a hundred inputs. */
  readonly share: number
  readonly inputs: fc.Arbitrary<Input>
  /** Changes with a replica that ends. */
  readonly port: () => Promise<number>
  /** What is wrong with an answer; null when it is a refusal as it should be. */
  readonly wrong: (hit: Hit) => string | null
}

interface Tally {
  tried: number
  readonly bad: string[]
  slowest: number
}

/** Gives bad input to a running workspace: clear refusals, no failure of the service, nothing queued, nothing lost. */
async function main(): Promise<number> {
  const [world] = worldsOf(0)
  const start = { accounts: [world.account], replicas: 2, keeps: 'described' } as const
  const workspace = await WorkspaceProcess.start(start, 1)
  try {
    const api = new Api(workspace.url)
    const account = new Account(
      {
        api,
        world,
        side: 0,
        now: () => workspace.now(),
        note: () => undefined,
        sleep: ms => workspace.sleep(ms),
      },
      await workspace.furnish(world)
    )
    if ((await account.start()) !== 'CarrefourSaved') throw new Error('The first save failed')
    const watch = new ProcessWatch(workspace, world.account)
    const tally: Tally = { tried: 0, bad: [], slowest: 0 }
    const began = Date.now()
    const entrances = await entrancesOf(workspace, api, world.account)
    for (const entrance of entrances.slice(0, -1)) await fuzz(entrance, watch, tally)
    await fuzzEvents(workspace, world.account, watch, tally)
    await tryHugeBody(await webhookOf(workspace), tally)
    const works = await stillWorks(api, account)
    // Last, because some of what the workspace is told of itself is meant for it.
    for (const entrance of entrances.slice(-1)) await fuzz(entrance, watch, tally)
    await watch.look()

    for (const text of tally.bad.slice(0, 20)) print(text)
    for (const line of watch.failures.slice(0, 5)) print(line.slice(0, 300))
    const { bad, tried, slowest } = tally
    print(
      `fuzz: ${tried} bad inputs at ${entrances.length + 1} entrances in ${Math.round((Date.now() - began) / 1000)} s, ${bad.length} not answered as they should be, ${watch.ended} processes ended, ${watch.failures.length} failures in the log; slowest answer ${Math.round(slowest)} ms; a replica held at most ${watch.memory.join(', ')} MB in each third; a good one afterwards was ${works ? 'sent' : 'LOST'}`
    )
    const isRight = bad.length === 0 && watch.failures.length === 0 && watch.ended === 0
    return isRight && watch.isFlat && works ? 0 : 1
  } finally {
    await workspace.stop()
  }
}

async function entrancesOf(
  workspace: WorkspaceProcess,
  api: Api,
  account: string
): Promise<readonly Entrance[]> {
  const own = Number(new URL(workspace.url).port)
  const gateway = () => Promise.resolve(own)
  const replica = async () => {
    const { replicas } = await workspace.processes(account)
    return replicas[0]?.port ?? 0
  }
  const hook = new URL(await webhookOf(workspace)).pathname
  const cookie = { cookie: await api.cookieOf(account) }
  const { credential } = await workspace.processes(account)
  const past = {
    ...cookie,
    'x-vtex-account': account,
    'x-vtex-workspace': 'master',
    'x-vtex-workspace-is-production': 'true',
    'x-vtex-credential': credential,
  }
  const service = `/${account}/master/_v/graphql`
  const door = '/_v/private/graphql/v1'
  const at = (name: string, share: number) => ({ name, share })
  return [
    { ...at('webhook', 25), inputs: webhookInputs(hook), port: gateway, wrong: isRefused },
    { ...at('routes', 8), inputs: routeInputs, port: gateway, wrong: isAnswered },
    { ...at('GraphQL', 22), inputs: graphqlInputs(door, cookie), port: gateway, wrong: saysWhat },
    {
      ...at('GraphQL past the gateway', 12),
      inputs: graphqlInputs(service, past),
      port: replica,
      wrong: saysWhat,
    },
    {
      ...at('multipart', 4),
      inputs: multipartInputs(door, cookie),
      port: gateway,
      wrong: isRefused,
    },
    {
      ...at('multipart past the gateway', 12),
      inputs: multipartInputs(service, past),
      port: replica,
      wrong: saysWhat,
    },
    { ...at('the local workspace', 10), inputs: localInputs, port: gateway, wrong: isAnswered },
  ]
}

/** Share of the events in a hundred inputs: the rest of the entrances' shares. */
const EVENTS = 7

const isRefused = ({ status }: Hit): string | null =>
  status >= 400 && status < 500 ? null : 'is no refusal'

const isAnswered = ({ status, text }: Hit): string | null =>
  status > 0 && status < 500 ? null : `is no answer: ${text.slice(0, 200)}`

/**
 * VTEX's runtime marks every refusal of GraphQL's own as an internal error, and a syntax error as 500. What
 * matters is that the words say what is wrong.
 */
const FAILED = /INTERNAL_SERVER_ERROR|"stack"/
const SAYS_WHAT = /Variable \\"\$x\\"|Syntax Error|Must provide/
const TAKEN = /CarrefourSaved|CarrefourReprocessAccepted/

function saysWhat({ status, text }: Hit): string | null {
  if (status === 0) return `has no answer: ${text}`
  if (TAKEN.test(text)) return 'was taken'
  return FAILED.test(text) && !SAYS_WHAT.test(text) ? text.slice(0, 200) : null
}

/** Gives an entrance its share of inputs, and looks at the processes in between. */
async function fuzz(entrance: Entrance, watch: ProcessWatch, tally: Tally): Promise<void> {
  const { name, share, inputs, port, wrong } = entrance
  const count = Math.ceil((INPUTS * share) / 100)
  const late: Input[] = []
  for (let from = 0; from < count; from += BETWEEN_LOOKS) {
    await watch.look()
    const to = await port()
    const numRuns = Math.min(BETWEEN_LOOKS, count - from)
    await mapLimit(fc.sample(inputs, { numRuns, seed: SEED + from }), AT_A_TIME, async input => {
      const hit = await shoot({ ...input, port: to })
      tally.tried += 1
      const what = wrong(hit)
      if (what !== null) tally.bad.push(`${name}: ${tell(input)}: ${hit.status} ${what}`)
      if (hit.ms > SLOW) late.push(input)
      else tally.slowest = Math.max(tally.slowest, hit.ms)
    })
  }
  for (const input of late) {
    const ms = await quickest(input, await port())
    tally.slowest = Math.max(tally.slowest, ms)
    if (ms > SLOW) tally.bad.push(`${name}: ${tell(input)}: took ${Math.round(ms)} ms`)
  }
  print(`fuzz: ${name}: ${count} inputs, ${tally.bad.length} wrong answers so far`)
}

async function quickest(input: Input, port: number): Promise<number> {
  let least = Infinity
  for (let time = 0; time < TRIES && least > SLOW; time += 1)
    least = Math.min(least, (await shoot({ ...input, port })).ms)
  return least
}

const tell = ({ method, path, headers, body }: Input): string =>
  `${method} ${path.slice(0, 80)} ${headers['content-type'] ?? ''} ${JSON.stringify(body.toString('utf8').slice(0, 200))}`

/** The webhook's whole address, as the app registered it with the store. */
async function webhookOf(workspace: WorkspaceProcess): Promise<string> {
  const call = (await workspace.calls()).find(
    ({ method, path }) => method === 'PUT' && path.includes('/affiliates/')
  )
  const { searchURIEndpoint } = JSON.parse(call?.body ?? '{}') as { searchURIEndpoint?: string }
  if (!searchURIEndpoint) throw new Error('No webhook was registered')
  return workspace.url + new URL(searchURIEndpoint).pathname
}

/** A body far beyond the limit may see its connection closed before an answer. */
async function tryHugeBody(hook: string, tally: Tally): Promise<void> {
  const { port, pathname } = new URL(hook)
  const headers = { 'content-type': 'application/json', 'x-vtex-account': 'loja0a' }
  const body = Buffer.alloc(HUGE, ' ')
  const hit = await shoot({ port: Number(port), method: 'POST', path: pathname, headers, body })
  tally.tried += 1
  if (hit.status !== 0 && isRefused(hit)) tally.bad.push(`webhook: 100 MB: ${hit.status}`)
}

/** Events come at least once: a bad one must not come again and again. */
async function fuzzEvents(
  workspace: WorkspaceProcess,
  account: string,
  watch: ProcessWatch,
  tally: Tally
): Promise<void> {
  const api = new Api(workspace.url)
  const count = Math.ceil((INPUTS * EVENTS) / 100)
  const waiting = async () => (await api.get<{ waiting: number }>('/_local/events')).waiting
  for (const events of chunks(fc.sample(eventBodies, { numRuns: count, seed: SEED }), 200)) {
    await watch.look()
    for (const body of events)
      await workspace.ask({ kind: 'event', account, key: 'broadcaster.notification', body })
    let left = events.length
    for (let look = 0; look < 240 && left > 2; look += 1) {
      await workspace.sleep(250)
      left = await waiting()
    }
    tally.tried += events.length
    if (left > 2) tally.bad.push(`events: ${left} are delivered again and again`)
  }
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

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(2)
  }
)
