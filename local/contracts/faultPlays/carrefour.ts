import { expect } from '@jest/globals'

import type { PlayCase } from './type'

const HOUR_MS = 60 * 60_000

const success = (row: { status: string } | null): boolean => row?.status === 'SUCCESS'

/** What Carrefour does with the stock files and the account. */
export const CARREFOUR_PLAYS: Readonly<Record<string, PlayCase>> = {
  'c1-one-line-breaks-the-file': async play => {
    const wanted = new Map<number, number>()
    const skus = [10_001, 10_002, 10_003, 10_004, 10_006, 10_007, 10_009, 10_010, 10_011, 10_012]
    for (const sku of skus) wanted.set(sku, await play.setStock(sku, 60 + (sku % 10)))
    for (const [sku, available] of wanted)
      if (sku !== 10_003)
        await play.until(
          () => play.held(sku),
          held => held === available,
          60
        )
    const row = await play.until(
      () => play.row(10_003),
      seen => seen?.status === 'ERROR',
      90
    )
    expect(row?.message).toContain('The file cannot be read')
    for (const sku of skus)
      if (sku !== 10_003) expect(await play.row(sku)).toMatchObject({ status: 'SUCCESS' })
  },
  'c11-lost-answer': async play => {
    await play.setStock(10_001, 61)
    await play.minutes(1)
    const last = await play.setStock(10_001, 51)
    await play.until(
      () => play.row(10_001),
      row => success(row) && row?.quantity === last,
      90
    )
    expect(await play.held(10_001)).toBe(last)
  },
  'c11-maintenance-as-text': async play => {
    const wanted = await play.setStock(10_001, 61)
    await play.until(
      () => Promise.resolve(play.files()),
      files => files > 0,
      5
    )
    await play.minutes(5)
    expect(await play.row(10_001)).toMatchObject({ status: 'PENDING' })
    await play.until(() => play.row(10_001), success, 60)
    expect(await play.held(10_001)).toBe(wanted)
  },
  'c11-no-import-id': async play => {
    const wanted = await play.setStock(10_001, 61)
    await play.until(
      () => play.held(10_001),
      held => held === wanted,
      10
    )
    const seen = new Set<string>()
    await play.until(
      () => play.row(10_001),
      row => {
        if (row?.cause) seen.add(row.cause)
        return success(row) && row?.quantity === wanted
      },
      60
    )
    expect(seen).not.toContain('IMPORT_FAILED')
  },
  'c3-key-of-another-shop': async play => {
    await play.workspace.moveClock(25 * HOUR_MS)
    const before = await play.connection()
    const made = await play.send('POST', '/console/carrefour/api/keys', {
      name: 'new',
      shops: [2001],
    })
    const { secret } = JSON.parse(made.text) as { secret: string }
    const answer = await saveWith(play, secret)
    expect(answer).toMatchObject({
      __typename: 'CarrefourOtherShop',
      opens: { shopId: '2002', name: 'Loja B' },
      shopId: '2001',
    })
    expect((await play.connection()).configuration).toEqual(before.configuration)
    const wanted = await play.setStock(10_001, 61)
    await play.until(
      () => play.held(10_001),
      held => held === wanted,
      10
    )
  },
  'c9-shop-suspended': async play => {
    await play.workspace.moveClock(25 * HOUR_MS)
    await play.workspace.ask('mutation { testCarrefourShopKey { __typename } }')
    const { closedShop } = await play.until(
      () => play.connection(),
      seen => seen.closedShop !== null,
      30
    )
    expect(closedShop).toMatchObject({ since: expect.any(String), state: 'SUSPENDED' })
    await play.compare()
    const wanted = await play.setStock(10_001, 61)
    await play.until(
      () => play.held(10_001),
      held => held === wanted,
      10
    )
    await play.until(() => play.row(10_001), success, 20)
  },
  'too-many-requests': async play => {
    const wanted = await play.setStock(10_001, 61)
    await play.until(
      () => Promise.resolve(play.files()),
      files => files > 0,
      5
    )
    const asked = play.files()
    await play.minutes(1)
    expect(play.files()).toBe(asked)
    const rows: unknown[] = []
    await play.until(
      () => play.row(10_001),
      row => {
        rows.push(row?.status)
        return success(row) && row?.quantity === wanted
      },
      30
    )
    expect(rows).not.toContain('ERROR')
  },
  'outage-html-503': async play => {
    const wanted = new Map<number, number>()
    for (let sku = 10_001; sku <= 10_050; sku += 1)
      wanted.set(sku, await play.setStock(sku, 70 + (sku % 20)))
    const during = await play.until(
      () => play.connection(),
      ({ incident, outages }) =>
        [incident, ...outages].some(one => one?.cause === 'MARKETPLACE_UNAVAILABLE'),
      28
    )
    expect(JSON.stringify(during)).not.toContain('<html>')
    const again = await play.setStock(10_001, 33)
    await play.until(
      () => play.held(10_001),
      held => held === again,
      90
    )
    await play.until(
      () => play.connection(),
      ({ incident, outages }) => incident === null && outages.length === 0,
      30
    )
    expect(await play.held(10_002)).toBe(wanted.get(10_002))
    expect(play.mails().filter(mail => mail.includes('<html>'))).toEqual([])
    expect(play.mails().length).toBeLessThanOrEqual(2)
  },
  'certificate-expired': async play => {
    const before = await play.row(10_001)
    await play.setStock(10_001, 61)
    await play.until(
      () => play.connection(),
      ({ incident, outages }) =>
        [incident, ...outages].some(one => one?.cause === 'MARKETPLACE_UNAVAILABLE'),
      60
    )
    expect(await play.row(10_001)).toMatchObject({ status: 'PENDING', quantity: before?.quantity })
  },
  'report-in-another-encoding': async play => {
    const other = await play.setStock(10_001, 61)
    await play.setStock(10_008, 61)
    await play.until(
      () => play.held(10_001),
      held => held === other,
      10
    )
    await play.until(() => play.row(10_001), success, 20)
    await play.until(
      () => Promise.resolve(play.hits()),
      ([hits]) => (hits ?? 0) > 0,
      30
    )
    const row = await play.until(
      () => play.row(10_008),
      seen => seen?.status === 'WARNING',
      30
    )
    expect(row?.cause).toBe('NOT_CATALOGED')
  },
  'c8-key-in-the-wrong-place': async play => {
    const KEY = 'b7c1d2e3-0000-4abc-8def-123456789abc'
    const before = play.log().length
    const wrong = [
      { query: TEST, variables: { shopKey: { value: KEY } } },
      { query: TEST, variables: { shopKey: [KEY, KEY] } },
      { query: `mutation { testCarrefourShopKey(shopKey: ${KEY}) { __typename } }` },
      { query: SAVE, variables: { input: { ...INPUT, shopId: [KEY] } } },
      { query: SAVE, variables: { input: { ...INPUT, shopId: '2001' }, shopKey: { value: KEY } } },
    ]
    for (const body of wrong)
      await play.workspace.ask(body.query, body.variables).catch(() => undefined)
    expect(play.log().slice(before)).not.toContain(KEY)
    const dirty = [`Bearer ${KEY}`, `"${KEY}"`, `ShopKey=${KEY}`, `Authorization: ${KEY}`]
    for (const shopKey of dirty) {
      const answer = await play.workspace.ask(TEST, { shopKey })
      expect(answer).toEqual({
        testCarrefourShopKey: {
          __typename: 'CarrefourInvalidConfiguration',
          problems: [{ field: 'shopKey', code: 'NOT_ALONE' }],
        },
      })
    }
    expect(play.log().slice(before)).not.toContain(KEY)
  },
}

const TEST = `mutation ($shopKey: String) { testCarrefourShopKey(shopKey: $shopKey) {
  __typename ... on CarrefourInvalidConfiguration { problems { field code } } } }`

const SAVE = `mutation ($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) {
    __typename
    ... on CarrefourInvalidConfiguration { problems { field code } }
    ... on CarrefourOtherShop { opens { shopId name } shopId } } }`

const INPUT = {
  active: true,
  shopId: '2001',
  tradePolicy: '2',
  affiliateId: 'CRF',
  minimumStock: 2,
  sendKits: false,
  notificationEmail: 'estoque@lojademo.example',
  carrefourUrl: 'https://carrefour-sandbox.mirakl.net',
  portalUrl: 'https://portal-fornecedor.example',
}

async function saveWith(play: Parameters<PlayCase>[0], shopKey: string): Promise<unknown> {
  const { carrefourConnection } = (await play.workspace.ask(
    '{ carrefourConnection { configuration { version } } }'
  )) as { carrefourConnection: { configuration: { version: number } } }
  const input = { ...INPUT, version: carrefourConnection.configuration.version }
  const answer = (await play.workspace.ask(SAVE, { input, shopKey })) as {
    saveCarrefourConfiguration: unknown
  }
  return answer.saveCarrefourConfiguration
}
