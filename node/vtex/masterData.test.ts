import { beforeEach, describe, expect, it } from '@jest/globals'

import { type Reply, throughProxy } from '../testing/httpServer'
import { anIoContext } from '../testing/vtex'
import { plainErrors } from './middleware'
import { OwnMasterData } from './masterData'

const server = throughProxy()
const ENTITY = 'vendor_app_process'
/** Each test has an account of its own: a replica remembers the pace of each. */
let account = 'lojademo'
let tests = 0
const client = () =>
  new OwnMasterData(anIoContext({ account }), {
    retries: 0,
    memoizable: false,
    middlewares: [plainErrors],
  })
const put = () =>
  client().updateEntireDocument({ dataEntity: ENTITY, id: '1', fields: {}, schema: 'v1' })

const json = (status: number, body: unknown = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'rest-content-range': 'resources 0-1/1' },
  body: status === 304 ? '' : JSON.stringify(body),
})
const answer = (...replies: readonly Reply[]) => {
  server().replies = [...replies]
}
const asked = () =>
  server().seen.map(
    ({ method, url }) => `${method} ${new URL(url).pathname.split('/').slice(4).join('/')}`
  )

beforeEach(() => {
  account = `lojademo${(tests += 1)}`
  server().seen.length = 0
})

describe('the app’s schemas', () => {
  it.each([400, 404])(
    'creates the schema and repeats the write after a refusal (%s)',
    async status => {
      answer(json(status), json(200), json(204))
      await put()
      expect(asked()).toEqual(['PUT documents/1', 'PUT schemas/v1', 'PUT documents/1'])
      expect(JSON.parse(server().seen[1]?.body ?? '')).toMatchObject({ title: 'process' })
    }
  )

  it('reports the refusal when the schema exists', async () => {
    answer(json(400), json(304), json(400))
    await expect(put()).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked()).toHaveLength(3)
  })

  it('repeats a throttled call (429) after a pause', async () => {
    answer(json(429), json(429), json(204))
    const began = Date.now()
    await put()
    expect(asked()).toEqual(['PUT documents/1', 'PUT documents/1', 'PUT documents/1'])
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_200)
  })

  it('reports the refusal after four throttled calls', async () => {
    answer(json(429), json(429), json(429), json(429))
    const read = client().getDocument({ dataEntity: ENTITY, id: '1', fields: ['_all'] })
    await expect(read).rejects.toMatchObject({ httpStatus: 429 })
    expect(asked()).toHaveLength(4)
  })

  it.each([403, 500])('creates no schema after %s', async status => {
    answer(json(status))
    await expect(put()).rejects.toMatchObject({ httpStatus: status })
    expect(asked()).toEqual(['PUT documents/1'])
  })

  it('does the same for a search and the first step of a scroll; later steps go unchanged', async () => {
    const query = { dataEntity: ENTITY, fields: ['id'], schema: 'v1' }
    answer(json(404), json(200), json(200, []))
    await client().searchDocumentsWithPaginationInfo({
      ...query,
      pagination: { page: 1, pageSize: 1 },
    })
    answer(json(404), json(200), json(200, []))
    await client().scrollDocuments({ ...query, size: 10 })
    answer(json(400))
    const later = client().scrollDocuments({ ...query, size: 10, mdToken: 'token' })
    await expect(later).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked().filter(call => call.startsWith('PUT'))).toEqual([
      'PUT schemas/v1',
      'PUT schemas/v1',
    ])
  })

  it('given more searches than may run at once after an update, expect none to wait for itself', async () => {
    const query = { dataEntity: ENTITY, fields: ['id'], schema: 'v2' }
    answer(...Array.from({ length: 30 }, () => json(200, [])))
    const pagination = { page: 1, pageSize: 1 }
    const found = await Promise.all(
      Array.from({ length: 10 }, () =>
        client().searchDocumentsWithPaginationInfo({ ...query, pagination })
      )
    )
    expect(found.map(({ data }) => data)).toEqual(Array.from({ length: 10 }, () => []))
  })

  it('creates no schema for an entity of another app', async () => {
    answer(json(400), json(400))
    const foreign = client().updateEntireDocument({
      dataEntity: 'CL',
      id: '1',
      fields: {},
      schema: 'v1',
    })
    await expect(foreign).rejects.toMatchObject({ httpStatus: 400 })
    expect(asked()).toEqual(['PUT documents/1', 'PUT documents/1'])
  })
})

describe('every call of Master Data', () => {
  const one = { dataEntity: ENTITY, id: '1' }
  const fields = ['id']
  const page = { dataEntity: ENTITY, fields, pagination: { page: 1, pageSize: 1 } }
  it.each<[string, (masterdata: OwnMasterData) => Promise<unknown>]>([
    ['getDocument', masterdata => masterdata.getDocument({ ...one, fields })],
    ['updateEntireDocument', masterdata => masterdata.updateEntireDocument({ ...one, fields: {} })],
    [
      'updatePartialDocument',
      masterdata => masterdata.updatePartialDocument({ ...one, fields: {} }),
    ],
    ['deleteDocument', masterdata => masterdata.deleteDocument(one)],
    ['search', masterdata => masterdata.searchDocumentsWithPaginationInfo(page)],
    ['scroll', masterdata => masterdata.scrollDocuments({ dataEntity: ENTITY, fields })],
    ['ensureSchema', masterdata => masterdata.ensureSchema(ENTITY, 'v1')],
  ])('goes at the account’s pace, which repeats one that is throttled: %s', async (_, call) => {
    answer(json(429), json(200, []))
    await call(client())
    expect(asked()).toHaveLength(2)
  })
})
