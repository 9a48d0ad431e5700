import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { WorkspaceProcess } from '../../tests/chaos/harness/workspaceProcess'

/**
 * How many times as fast time runs in the workspace: Carrefour takes one file a minute. Time-outs shrink alike,
 * and a busy machine must still be able to answer within them.
 */
const SCALE = 5

/** Between two looks at what is waited for. */
const LOOK_MS = 200

const SKU = '10001'
const LIST =
  '{ carrefourProcesses { total } carrefourConnection { configuration { version } success } }'

let workspace: WorkspaceProcess

interface Call {
  readonly method?: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One call with any headers, `Host` too: that is how a host of VTEX is addressed without a proxy. */
function call({
  method = 'POST',
  path,
  headers = {},
  body,
}: Call): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const options = {
      port: new URL(workspace.url).port,
      method,
      path,
      headers: { 'content-type': 'application/json', ...headers },
    }
    const sent = request(options, answer => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function tokenOf(user: string): Promise<string> {
  const answer = await fetch(`${workspace.url}/_local/vtexid/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  })
  return /VtexIdclientAutCookie=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
}

async function ask(user: string, query: string, account?: string): Promise<string> {
  const headers = {
    cookie: `VtexIdclientAutCookie=${await tokenOf(user)}`,
    ...(account ? { 'x-vtex-account': account } : {}),
  }
  return (await call({ path: '/_v/private/graphql/v1', headers, body: JSON.stringify({ query }) }))
    .text
}

/** Notifications that the service took, as it logs them. */
const accepted = (): number =>
  (workspace.log().match(/"event":"notification\.accepted"/g) ?? []).length

/** Waits until the service logged it, no longer than a test may last: an endless wait would outlive the test. */
async function said(pattern: string): Promise<boolean> {
  const line = new RegExp(pattern)
  for (let looks = 0; looks < 20_000 / LOOK_MS; looks++) {
    if (line.test(workspace.log())) return true
    await sleep(LOOK_MS)
  }
  return false
}

/** Path of the webhook, as the app registered it with the store. */
async function webhook(): Promise<string> {
  const { text } = await call({
    method: 'GET',
    path: '/api/fulfillment/pvt/affiliates/CRF',
    headers: {
      host: 'lojademo.vtexcommercestable.com.br',
      VtexIdclientAutCookie: await tokenOf('owner@lojademo.example'),
    },
  })
  return new URL((JSON.parse(text) as { searchURIEndpoint: string }).searchURIEndpoint).pathname
}

async function held(): Promise<number> {
  const answer = await fetch(`${workspace.url}/console/carrefour/api/offers/2001/${SKU}`)
  return ((await answer.json()) as { quantity: number }).quantity
}

beforeAll(async () => {
  const accounts = ['lojademo', 'outraloja']
  workspace = await WorkspaceProcess.start(
    { accounts, replicas: 2, demo: true, keeps: 'none' },
    SCALE
  )
  const connection = '{ carrefourConnection { pending success } }'
  const isSetUp = async () =>
    /"pending":0,"success":[1-9]/.test(await ask('owner@lojademo.example', connection))
  while (!(await isSetUp())) await sleep(LOOK_MS)
}, 180_000)

afterAll(() => workspace.stop())

describe('the webhook, through the real runtime', () => {
  it.each([
    ['no JSON', '{"IdSku"', 400, 'MALFORMED'],
    ['no SKU', '{"An":"lojademo"}', 400, 'NO_SKU'],
    ['a foreign account', `{"IdSku":"${SKU}","An":"outraloja"}`, 400, 'FOREIGN_ACCOUNT'],
  ])(
    'given %s, expect a clear refusal and nothing queued',
    async (_, body, status, code) => {
      const before = accepted()
      const answer = await call({ path: await webhook(), body })
      expect(answer).toMatchObject({ status, text: expect.stringContaining(code) })
      // Written by the process that would have logged before it that the call was taken. The queue itself says nothing:
      // the app may fill it meanwhile, since two SKUs of the demo are catalogued some minutes after the start.
      await expect(said(`"event":"notify\\.refused","reason":"${code}"`)).resolves.toBe(true)
      expect(accepted()).toBe(before)
    },
    30_000
  )

  it('given fields in any letter case and a replica killed meanwhile, expect the change at Carrefour', async () => {
    await fetch(`${workspace.url}/console/store/api/switches`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ broadcaster: false }),
    })
    await fetch(`${workspace.url}/console/carrefour/api/throttle`, { method: 'DELETE' })
    await fetch(`${workspace.url}/console/store/api/skus/${SKU}/stock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ total: 77, reserved: 0 }),
    })
    const body = JSON.stringify({
      idSKU: Number(SKU),
      an: 'lojademo',
      STOCKMODIFIED: true,
      somethingNew: [1],
    })
    expect(await call({ path: await webhook(), body })).toMatchObject({ status: 200 })
    await workspace.ask({ kind: 'kill', replica: 0 })
    while ((await held()) !== 77) await sleep(LOOK_MS)
  }, 160_000)
})

describe('a reprocess job, through the real runtime', () => {
  const FILTER = 'filter: { causes: [NOT_CATALOGED] }'
  const OWNER = 'owner@lojademo.example'
  /** SKUs of the demo store that are catalogued ten minutes after its set-up, which may be while the job is at work. */
  const CATALOGUED_SOON = 2
  const read = <T>(text: string): T => (JSON.parse(text) as { data: T }).data

  it('given a filter, expect a plan, one job for a key, and a receipt with a line per SKU', async () => {
    const plan = read<{ carrefourReprocessPlan: { total: number; waiting: number } }>(
      await ask(
        OWNER,
        `{ carrefourReprocessPlan(${FILTER}) { ... on CarrefourReprocessPlan { total waiting } } }`
      )
    ).carrefourReprocessPlan
    expect(plan.total).toBeGreaterThan(0)
    expect(plan.waiting).toBe(plan.total)

    const start = `mutation { startCarrefourReprocess(${FILTER}, key: "way-1") {
      ... on CarrefourReprocessJob { id expected startedBy } ... on CarrefourJobRefused { code } } }`
    type Started = {
      startCarrefourReprocess: { id: string; expected: number; startedBy: string }
    }
    const first = read<Started>(await ask(OWNER, start)).startCarrefourReprocess
    const again = read<Started>(await ask(OWNER, start)).startCarrefourReprocess
    expect(again).toEqual(first)
    expect(first).toMatchObject({ expected: plan.total, startedBy: OWNER })
    expect(await ask('viewer@lojademo.example', start)).toContain('FORBIDDEN')

    type Job = { state: string; total: number; settled: number; waiting: number }
    const job = async () =>
      read<{ carrefourReprocessJob: Job }>(
        await ask(
          OWNER,
          `{ carrefourReprocessJob(id: "${first.id}") { state total settled waiting } }`
        )
      ).carrefourReprocessJob
    while ((await job()).state !== 'DONE') await sleep(LOOK_MS)
    const { total, settled, waiting } = await job()
    expect(settled).toBe(total)
    for (const count of [total, waiting]) {
      expect(count).toBeLessThanOrEqual(plan.total)
      expect(count).toBeGreaterThanOrEqual(plan.total - CATALOGUED_SOON)
    }
    const receipt = await ask(
      OWNER,
      `{ carrefourReprocessReceipt(id: "${first.id}") { total items { skuId outcome cause } } }`
    )
    expect(receipt.match(/"skuId"/g)).toHaveLength(total)
    expect(receipt.match(/"WAITING","cause":"NOT_CATALOGED"/g)).toHaveLength(waiting)
  }, 180_000)
})

describe('two accounts in one process', () => {
  it('given one that works and one that was never set up, expect neither to see the other', async () => {
    const first = await ask('owner@lojademo.example', LIST)
    expect(first).toMatch(/"total":29\d/)
    const second = await ask('owner@outraloja.example', LIST, 'outraloja')
    expect(JSON.parse(second)).toEqual({
      data: {
        carrefourProcesses: { total: 0 },
        carrefourConnection: { configuration: null, success: 0 },
      },
    })
  })

  it('given a person of one account who asks for the other, expect a refusal', async () => {
    expect(await ask('owner@outraloja.example', LIST, 'lojademo')).toContain('UNAUTHENTICATED')
  })
})
