import './vtexEnvironment'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { Clients, clients, portsOf } from '../../node/compose'
import type { Ports } from '../../node/ports'
import { configurationsContract } from '../../node/testing/contracts/configurations'
import {
  controlContract,
  jobsContract,
  requestsContract,
  sendingsContract,
} from '../../node/testing/contracts/files'
import { historyContract, ledgerContract } from '../../node/testing/contracts/documents'
import { aConfiguration, aProcess, skuId } from '../../node/testing/factories'
import { anIoContext } from '../../node/testing/vtex'
import { type PlatformAlone, startPlatformAlone } from './platform-alone'

/** Each test has its own account, so that nothing is left over from the previous one. */
const ACCOUNTS = Array.from({ length: 80 }, (_, index) => `loja${index}`)

/** How long search lags behind documents here, and a little longer: each test waits for it. */
const SEARCH_LAG_MS = 100
const CAUGHT_UP_MS = 200

let platform: PlatformAlone
let used = 0

beforeAll(async () => {
  platform = await startPlatformAlone(ACCOUNTS, SEARCH_LAG_MS)
  process.env.http_proxy = platform.url
})
afterAll(async () => {
  delete process.env.http_proxy
  await platform.stop()
})

const nextAccount = (): string => ACCOUNTS[(used += 1) % ACCOUNTS.length] ?? ''

/** The real clients and stores of one request. */
function requestOf(account: string) {
  const vtex = anIoContext({ account, authToken: platform.tokenOf(account) })
  return { clients: new Clients(clients.options, vtex), vtex }
}

const OWNER = { person: async () => 'owner@lojademo.example', from: null }

const portsFor = async (account = nextAccount()): Promise<Ports> =>
  portsOf(requestOf(account), OWNER)

requestsContract('over the platform', async () => (await portsFor()).queue)

controlContract('over the platform', async () => {
  const account = nextAccount()
  return [(await portsFor(account)).connectionState, (await portsFor(account)).connectionState]
})

jobsContract('over the platform', async () => {
  const account = nextAccount()
  return [(await portsFor(account)).jobs, (await portsFor(account)).jobs]
})

sendingsContract(
  'over the platform',
  async () => {
    const account = nextAccount()
    return [(await portsFor(account)).sendings, (await portsFor(account)).sendings]
  },
  Date.now()
)

ledgerContract('over the platform', async () => ({
  ledger: (await portsFor()).ledger,
  caughtUp: () => sleep(CAUGHT_UP_MS),
}))

historyContract('over the platform', async () => ({
  history: (await portsFor()).history,
  caughtUp: () => sleep(CAUGHT_UP_MS),
}))

configurationsContract('over the platform', async () => portsFor())

it('given a document that is saved again as it is, expect Master Data to answer 304 and the ledger to take it', async () => {
  const { ledger } = await portsFor()
  await ledger.put(aProcess())
  platform.calls.clear()
  await ledger.put(aProcess())
  await ledger.put(aProcess({ quantity: 8 }))
  const saves = platform.calls.list('api.vtex.com').filter(({ method }) => method === 'PUT')
  expect(saves.map(({ status }) => status)).toEqual([304, 204])
})

it('given two accounts in one process, expect neither to see what the other keeps', async () => {
  const [one, other] = [await portsFor(), await portsFor()]
  const secrets = await one.secrets.fresh()
  await one.configurations.replace(null, { next: () => aConfiguration(), secrets })
  await one.ledger.put(aProcess())
  await one.queue.enqueue({ skuId: skuId(1), priority: 'changed' }, 1_000)
  await one.connectionState.update(state => ({ ...state, settled: 3 }))
  await one.jobs.saveChunk('job-1', 'take', 0, [skuId(1)])
  expect(await one.jobs.readChunk('job-1', 'take', 0)).toEqual(['1'])
  expect(await other.jobs.readChunk('job-1', 'take', 0)).toEqual([])
  expect(await Promise.all([other.configurations.read(), other.ledger.get(skuId(1))])).toEqual([
    null,
    null,
  ])
  expect(await other.queue.list(10)).toEqual([])
  expect((await other.connectionState.read()).settled).toBe(0)
})
