import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { bench, type Bench } from '../testing'

let b: Bench
beforeEach(async () => void (b = await bench()))
afterEach(() => b.close())

const BASE = '/api/fulfillment/pvt/affiliates'
const GOOD = {
  name: 'Carrefour',
  followUpEmail: 'estoque@loja.example',
  salesChannel: '2',
  searchURIEndpoint: 'https://lojademo.myvtex.com/notify',
}

it('creates, reads, replaces, lists and deletes an affiliate', async () => {
  expect((await b.api(`${BASE}/CRF`)).status).toBe(404)
  expect((await b.send('PUT', `${BASE}/CRF`, GOOD)).status).toBe(204)
  expect((await b.send('PUT', `${BASE}/CRF`, { ...GOOD, name: 'New' })).status).toBe(204)
  const expected = {
    id: 'CRF',
    ...GOOD,
    name: 'New',
    searchURIEndpointVersion: '1.x.x',
    searchURIEndpointAvailableVersions: ['1.x.x'],
    useSellerPaymentMethod: false,
    minimumValueAccumulated: null,
  }
  expect(await (await b.api(`${BASE}/crf`)).json()).toEqual(expected)
  expect(await (await b.api(BASE)).json()).toEqual([expected])
  expect((await b.api(`${BASE}/CRF`, { method: 'DELETE' })).status).toBe(204)
  expect(await (await b.api(BASE)).json()).toEqual([])
})

it('reads the names that VTEX’s connectors write with a capital letter', async () => {
  await b.send('PUT', `${BASE}/CRF`, {
    ...GOOD,
    id: 'CRF',
    SearchURIEndpointVersion: '1.x.x',
    SearchURIEndpointAvailableVersions: ['1.x.x'],
  })
  expect(await (await b.api(`${BASE}/CRF`)).json()).toMatchObject(GOOD)
})

it.each([
  ['a vowel in the id', 'CAR', GOOD],
  ['two letters', 'CR', GOOD],
  ['no name', 'CRF', { ...GOOD, name: '' }],
  ['no e-mail', 'CRF', { ...GOOD, followUpEmail: undefined }],
  ['an unknown policy', 'CRF', { ...GOOD, salesChannel: '9' }],
  ['an address that is none', 'CRF', { ...GOOD, searchURIEndpoint: 'nowhere' }],
  ['another version', 'CRF', { ...GOOD, searchURIEndpointVersion: '2.x.x' }],
])('refuses %s with 400', async (_name, id, body) => {
  const response = await b.send('PUT', `${BASE}/${id}`, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toHaveProperty('message')
})

it('refuses a body that is not JSON with 400', async () => {
  const init = { method: 'PUT', body: '{', headers: { 'Content-Type': 'application/json' } }
  expect((await b.api(`${BASE}/CRF`, init)).status).toBe(400)
})
