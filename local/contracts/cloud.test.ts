/**
 * The stories of VTEX's article on stock errors at Carrefour, played on `npm start -- --cloud`: with the cloud's latencies and
 * limits, in real time. About ten minutes, so `LONG_TESTS=1` runs it; it prints what it measured.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { startWorkspace, type Workspace } from '../workspace'

const long = process.env['LONG_TESTS'] === '1' ? describe : describe.skip

const SHOP = 2001
const STORY = 600_000

const dataDir = mkdtempSync(join(tmpdir(), 'cloud-'))
let workspace: Workspace
const measured: Record<string, number | string> = {}

interface Process {
  readonly status: string
  readonly cause: string | null
  readonly message: string | null
  /** Newest first. */
  readonly attempts: readonly { readonly reason: string; readonly status: string }[]
}

/** What the owner's page would ask; how long the answer took is kept. */
async function ask<T>(query: string): Promise<T> {
  const { tokens } = workspace.parts.platform
  const began = performance.now()
  const answer = await fetch(`${workspace.url}/_v/private/graphql/v1`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: `VtexIdclientAutCookie=${tokens.issue('lojademo', 'owner@lojademo.example')}`,
    },
    body: JSON.stringify({ query }),
  })
  const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
  answers.push(performance.now() - began)
  if (errors) throw new Error(JSON.stringify(errors))
  return data
}
const answers: number[] = []

async function consoles<T>(path: string, method = 'GET', body?: object): Promise<T> {
  const answer = await fetch(`${workspace.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  const text = await answer.text()
  return (text === '' ? null : JSON.parse(text)) as T
}

const setStock = (sku: string, total: number) =>
  consoles(`/console/store/api/skus/${sku}/stock`, 'PUT', { total, reserved: 0 })

const held = async (sku: string): Promise<number> =>
  (await consoles<{ quantity: number }>(`/console/carrefour/api/offers/${SHOP}/${sku}`)).quantity

const processOf = async (sku: string): Promise<Process | null> =>
  (
    await ask<{ carrefourProcess: Process | null }>(
      `{ carrefourProcess(skuId: "${sku}") { status cause message attempts { reason status } } }`
    )
  ).carrefourProcess

const connection = async () =>
  (
    await ask<{
      carrefourConnection: {
        pending: number
        success: number
        warning: number
        error: number
        blocked: number
        incident: { cause: string } | null
        nextSendAt: string | null
        configuration: Record<string, unknown> & { version: number }
      }
    }>(`{ carrefourConnection { pending success warning error blocked nextSendAt incident { cause }
      configuration { active shopId tradePolicy affiliateId minimumStock sendKits notificationEmail
        carrefourUrl portalUrl version } } }`)
  ).carrefourConnection

/** Waits until something is so, and notes how long that took. */
async function until(name: string, isSo: () => Promise<boolean>): Promise<void> {
  const began = Date.now()
  while (!(await isSo())) await sleep(500)
  measured[`${name}, s`] = Math.round((Date.now() - began) / 100) / 10
}

async function soldSkus(): Promise<readonly string[]> {
  const { offers } = await consoles<{
    offers: { sku: string; quantity: number; blocked: string | null }[]
  }>('/console/carrefour/api/offers?pageSize=200')
  return offers
    .filter(({ blocked, quantity }) => blocked === null && quantity > 10 && quantity < 900)
    .map(({ sku }) => sku)
}

long('npm start -- --cloud', () => {
  beforeAll(async () => {
    workspace = await startWorkspace({
      port: 0,
      dataDir,
      replicas: 2,
      demo: true,
      quiet: true,
      cloud: { seed: 1 },
    })
  }, STORY)

  afterAll(async () => {
    const calls = workspace.parts.platform.calls.list()
    answers.sort((a, b) => a - b)
    measured['answers 429 of Master Data'] = calls.filter(
      ({ part, status }) => part === 'masterdata' && status === 429
    ).length
    measured['answer of the service, median, ms'] = Math.round(answers[answers.length >> 1] ?? 0)
    measured['replicas that died'] = 2 - workspace.replicas().length
    process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
    await workspace.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it(
    'settles every SKU of the store after the first configuration',
    async () => {
      await until('all SKUs settled, after the ready line', async () => {
        const { pending, success, warning, error } = await connection()
        return pending === 0 && success + warning + error >= 291
      })
      expect((await connection()).success).toBeGreaterThan(200)
    },
    STORY
  )

  it(
    'given a product that is not catalogued, shows it as a warning, and sends it by itself once it is',
    async () => {
      const { products } = await consoles<{
        products: { ean: string; skus: string; catalogueAt: number | null }[]
      }>('/console/carrefour/api/products?state=pending')
      const product = products.find(({ catalogueAt }) => catalogueAt === null)
      const sku = product?.skus.split(',')[0] ?? ''
      expect(await processOf(sku)).toMatchObject({ status: 'WARNING', cause: 'NOT_CATALOGED' })
      await consoles(`/console/carrefour/api/products/${product?.ean}`, 'PUT', {
        state: 'catalogued',
      })
      await until(
        'catalogued product sent by itself',
        async () => (await processOf(sku))?.status === 'SUCCESS'
      )
    },
    STORY
  )

  it(
    'given a ShopKey that is refused, shows one incident, takes a new key, and sends what was blocked and what waited',
    async () => {
      const [tried = '', waiting = ''] = await soldSkus()
      const { keys } = await consoles<{
        keys: { keyId: number; state: string; shops: number[] }[]
      }>('/console/carrefour/api/keys')
      const key = keys.find(({ state, shops }) => state === 'active' && shops.includes(SHOP))
      const at = `/console/carrefour/api/keys/${key?.keyId}`
      // The key is to be refused as a file is sent, not as the result of the one before is read.
      await until('nothing under way', async () => {
        const { pending, nextSendAt } = await connection()
        return pending === 0 && nextSendAt !== null && Date.parse(nextSendAt) <= Date.now()
      })
      await consoles(`${at}/revoke`, 'POST', {})
      await setStock(tried, 3)
      await until(
        'incident after a revoked key',
        async () => (await connection()).incident !== null
      )
      await until(
        'SKU shown as refused',
        async () => (await processOf(tried))?.cause === 'AUTH_INVALID'
      )
      expect(await processOf(tried)).toMatchObject({
        status: 'ERROR',
        message: expect.stringContaining('"status":401,"message":"Unauthorized"'),
      })
      await setStock(waiting, 4)
      await until('change waits in the queue', async () => (await connection()).pending > 0)
      expect((await processOf(waiting))?.cause).toBeNull()

      await consoles(`${at}/restore`, 'POST', {})
      const { secret } = await consoles<{ secret: string }>(`${at}/rotate`, 'POST', {})
      const { configuration } = await connection()
      const input = Object.entries(configuration)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join(', ')
      const began = Date.now()
      const { saveCarrefourConfiguration: saved } = await ask<{
        saveCarrefourConfiguration: { __typename: string; blocked?: number }
      }>(`mutation { saveCarrefourConfiguration(input: { ${input} }, shopKey: "${secret}") {
        __typename ... on CarrefourSaved { blocked } } }`)
      measured['new ShopKey saved, s'] = (Date.now() - began) / 1_000
      expect(saved).toMatchObject({ __typename: 'CarrefourSaved', blocked: expect.any(Number) })
      expect(saved.blocked).toBeGreaterThan(0)
      const { reprocessCarrefourBlocked: accepted } = await ask<{
        reprocessCarrefourBlocked: { __typename: string }
      }>('mutation { reprocessCarrefourBlocked { __typename } }')
      expect(accepted.__typename).toBe('CarrefourReprocessAccepted')
      await until(
        'blocked and waiting SKUs at Carrefour after the new key',
        async () => (await held(tried)) === 3 && (await held(waiting)) === 4
      )
      await until('both shown as success', async () => {
        const both = [await processOf(tried), await processOf(waiting)]
        return both.every(one => one?.status === 'SUCCESS')
      })
      expect(await connection()).toMatchObject({ incident: null, blocked: 0 })
    },
    STORY
  )

  it(
    'given Actions > Reprocess on a row, sends the stock of now',
    async () => {
      const [, , sku = ''] = await soldSkus()
      const before = await held(sku)
      const { reprocessCarrefourSkus: accepted } = await ask<{
        reprocessCarrefourSkus: { __typename: string }
      }>(`mutation { reprocessCarrefourSkus(skuIds: ["${sku}"]) { __typename } }`)
      expect(accepted.__typename).toBe('CarrefourReprocessAccepted')
      await until('reprocessed SKU confirmed', async () => {
        const attempt = (await processOf(sku))?.attempts[0]
        return attempt?.reason === 'REPROCESS' && attempt.status === 'SUCCESS'
      })
      expect(await held(sku)).toBe(before)
    },
    STORY
  )
})
