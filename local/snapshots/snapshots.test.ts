import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from '@jest/globals'

import { createCarrefour } from '../carrefour'
import { seedDemo } from '../demo'
import { openDatabase, query } from '../database'
import { handlerOf } from '../http/handler'
import { createSettingsTable } from '../platform/apps-settings'
import { createMasterData } from '../platform/masterdata'
import { allPolicies, ask, atEnd, createBench, serve } from '../platform/testing'
import { createJobs } from '../platform/scheduler/jobs'
import { createVBase } from '../platform/vbase'
import { createStore } from '../store'

import { createSnapshotsApi } from './api'
import { createSnapshots } from './snapshots'

const ACCOUNT = 'lojademo'
const APP = { vendor: 'acme', name: 'app', version: '1.0.0', key: 'acme.app', id: 'acme.app@1.0.0' }
const WEBHOOK = 'a1'.repeat(32)
const TICK = 'b2'.repeat(32)

/** A workspace without a service: the demo's data, a document, a file, a schedule, faults and every kind of secret. */
async function workspace(dir = mkdtempSync(join(tmpdir(), 'snapshots-'))) {
  const { db, clock, tokens, tokenOf } = createBench()
  const token = tokenOf(ACCOUNT)
  const store = createStore({ db, clock, account: ACCOUNT, notify: () => undefined })
  const carrefour = createCarrefour({ db, clock })
  seedDemo({ db, clock, store, carrefour })
  const key = carrefour.addKey({ name: 'Chave', shops: [2001], roles: ['offer.stock'] as never })
  const masterData = createMasterData({
    db,
    clock,
    tokens,
    policiesOf: () => allPolicies,
    settings: { lagMs: 0 },
  })
  atEnd(() => masterData.close())
  masterData.installSchema(ACCOUNT, 'acme_app_rows', 'v1', {
    properties: { status: { type: 'string' } },
    'v-indexed': ['status'],
    'v-cache': false,
  })
  const vbase = createVBase({ db, clock, tokens, policiesOf: () => allPolicies })
  createSettingsTable(db)
  db.prepare('INSERT INTO apps_settings VALUES (?, ?, ?, ?)').run([
    ACCOUNT,
    'master',
    APP.key,
    '{"vault":{"1":"the-vault-key"}}',
  ])
  db.prepare('INSERT INTO store_lojademo_affiliates VALUES (?, ?)').run([
    'CRF',
    `{"searchURIEndpoint":"https://lojademo.myvtex.com/_v/notify/${WEBHOOK}"}`,
  ])
  createJobs(db).put(
    ACCOUNT,
    APP.key,
    {
      id: 'tick',
      scheduler: { expression: '* * * * *' },
      request: { uri: 'https://x', method: 'POST', body: { token: TICK } },
    } as never,
    null
  )
  let faults: unknown = []
  const snapshots = createSnapshots({
    db,
    clock,
    dir,
    app: APP.id,
    faults: {
      list: () => faults,
      read(saved) {
        if (saved === 'broken') throw new Error('No faults')
        return { leftOut: ['x: why'], restore: () => (faults = saved) }
      },
    },
    replaceState(replace) {
      replace()
      masterData.forget()
    },
  })
  const url = await serve(async (req, res) => {
    const path = req.url ?? ''
    if (path.startsWith('/vbase')) return handlerOf(vbase.app)(req, res)
    if (path.startsWith('/api')) return handlerOf(masterData.app)(req, res)
    if (path.startsWith('/console')) return handlerOf(carrefour.console)(req, res)
    return handlerOf(createSnapshotsApi(snapshots).app)(req, res)
  })
  const headers = { VtexIdclientAutCookie: token }
  const put = (path: string, body: object) => ask(url + path, 'PUT', { headers, body })
  const get = (path: string) => ask(url + path, 'GET', { headers })
  const rowPath = (id: string) =>
    `/api/dataentities/acme_app_rows/documents/${id}?an=${ACCOUNT}&_schema=v1`
  await put(rowPath('7'), { status: 'ok' })
  const file = `/vbase/v2/${ACCOUNT}/master/buckets/acme.app/control/files/a.json`
  await put(file, { lease: null, left: [1] })
  return {
    db,
    clock,
    dir,
    url,
    key,
    token,
    snapshots,
    put,
    get,
    rowPath,
    file,
    carrefour,
    faults: () => faults,
    setFaults: (next: unknown) => (faults = next),
    search: () =>
      get(
        `/api/dataentities/acme_app_rows/search?an=${ACCOUNT}&_schema=v1&_fields=id,status&_where=status=ok`
      ),
    opens: (secret: string) =>
      query<{ n: number }>(db, `SELECT count(*) AS n FROM carrefour_keys WHERE hash = ?`).one(
        secret
      )?.n,
  }
}

/** All rows of every table of the state. */
function dump(db: ReturnType<typeof openDatabase>): Record<string, unknown[]> {
  const names = query<{ name: string }>(
    db,
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('snapshot_secrets') ORDER BY name`
  ).all()
  return Object.fromEntries(
    names.map(({ name }) => [
      name,
      query<object>(db, `SELECT * FROM ${name} ORDER BY 1, 2`.replace('ORDER BY 1, 2', '')).all(),
    ])
  )
}

it('given a state that was changed since, expect a load to bring back all of it, and keys that work', async () => {
  const w = await workspace()
  w.db.prepare("DELETE FROM demo_state WHERE name = 'shop-key'").run()
  await w.search()
  w.setFaults([{ part: 'store', kind: 'reset' }])
  const before = dump(w.db)
  w.snapshots.save('before')

  w.db.exec(`DELETE FROM store_lojademo_stock; UPDATE carrefour_offers SET quantity = 9;
    DELETE FROM carrefour_keys; DELETE FROM store_lojademo_affiliates; DELETE FROM scheduler_jobs`)
  await w.put(w.rowPath('8'), { status: 'ok' })
  await w.put(w.file, { lease: 'x' })
  w.setFaults([])
  expect(dump(w.db)).not.toEqual(before)

  expect(w.snapshots.load('before').leftOut).toEqual(['x: why'])
  expect(dump(w.db)).toEqual(before)
  expect(w.faults()).toEqual([{ part: 'store', kind: 'reset' }])
  expect((await w.search()).body).toEqual([{ id: '7', status: 'ok' }])
  expect((await w.get(w.file)).body).toEqual({ lease: null, left: [1] })
})

it('given faults that no workspace saved, expect the snapshot refused and nothing replaced', async () => {
  const w = await workspace()
  w.setFaults('broken')
  w.snapshots.save('broken')
  w.setFaults([])
  w.db.exec('UPDATE carrefour_offers SET quantity = 9')
  const before = dump(w.db)
  expect(() => w.snapshots.load('broken')).toThrow('Its faults are not as a workspace has them')
  expect(dump(w.db)).toEqual(before)
})

it('given every kind of secret, expect none of them in the file', async () => {
  const w = await workspace()
  const hashes = query<{ hash: string }>(w.db, 'SELECT hash FROM carrefour_keys').all()
  const shopKey = query<{ value: string }>(
    w.db,
    "SELECT value FROM demo_state WHERE name = 'shop-key'"
  ).one()
  w.snapshots.save('given-away')
  const bytes = readFileSync(join(w.dir, 'given-away.snapshot'))
  const secrets = [
    w.key,
    w.token,
    WEBHOOK,
    TICK,
    'the-vault-key',
    shopKey?.value ?? '?',
    ...hashes.map(({ hash }) => hash),
  ]
  expect(secrets.filter(secret => bytes.includes(secret))).toEqual([])
})

it('given the snapshot of another workspace, expect its data, and none of its keys to open anything', async () => {
  const one = await workspace()
  one.db.exec('UPDATE carrefour_offers SET quantity = 77')
  one.snapshots.save('theirs')
  const other = await workspace(one.dir)
  const token = query<{ token: string }>(
    other.db,
    "SELECT token FROM vtexid_tokens WHERE kind = 'app'"
  ).one()?.token
  other.snapshots.load('theirs')
  const left = query<{ n: number }>(
    other.db,
    'SELECT count(*) AS n FROM carrefour_offers WHERE quantity <> 77'
  )
  expect(left.one()?.n).toBe(0)
  expect(
    query<{ hash: string }>(other.db, 'SELECT hash FROM carrefour_keys')
      .all()
      .every(({ hash }) => hash.startsWith('masked-'))
  ).toBe(true)
  expect(
    query<{ token: string }>(other.db, "SELECT token FROM vtexid_tokens WHERE kind = 'app'").one()
      ?.token
  ).toBe(token)
})

it('expect a diff to name rows, fields and paths inside JSON, against now and against another snapshot', async () => {
  const w = await workspace()
  w.snapshots.save('one')
  expect(w.snapshots.diff('one')).toEqual([])
  w.db.exec(
    'UPDATE store_lojademo_stock SET total = 4 WHERE sku_id = 10001; DELETE FROM store_lojademo_skus WHERE sku_id = 10002'
  )
  await w.put(w.file, { lease: null, left: [1, 2] })
  await w.put(w.rowPath('8'), { status: 'new' })
  const now = w.snapshots.diff('one')
  expect(now).toEqual([
    expect.objectContaining({ table: 'masterdata_documents', added: 1, removed: 0, changed: 0 }),
    expect.objectContaining({ table: 'store_lojademo_skus', removed: 1 }),
    expect.objectContaining({
      table: 'store_lojademo_stock',
      changed: 1,
      rows: [
        expect.objectContaining({
          key: '10001 cd-sp',
          change: 'changed',
          fields: [expect.objectContaining({ field: 'total', after: 4 })],
        }),
      ],
    }),
    expect.objectContaining({
      table: 'vbase_files',
      rows: [
        expect.objectContaining({
          fields: expect.arrayContaining([
            { field: 'content.left.1', before: undefined, after: 2 },
          ]),
        }),
      ],
    }),
  ])
  w.snapshots.save('two')
  expect(w.snapshots.diff('one', 'two')).toEqual(now)
  expect(w.snapshots.list().map(({ name }) => name)).toEqual(['one', 'two'])
})

it('given a search table with other columns, expect it to be made as it was', async () => {
  const w = await workspace()
  await w.search()
  w.snapshots.save('old')
  w.db.exec('ALTER TABLE masterdata_search_1 ADD COLUMN "f:later"')
  w.snapshots.load('old')
  expect((await w.search()).body).toEqual([{ id: '7', status: 'ok' }])
  const indexes = query<{ n: number }>(
    w.db,
    "SELECT count(*) AS n FROM sqlite_master WHERE type = 'index' AND tbl_name = 'masterdata_search_1' AND name NOT LIKE 'sqlite_%'"
  )
  expect(indexes.one()?.n).toBeGreaterThanOrEqual(4)
})

it.each([
  ['', 'BAD_NAME'],
  ['../workspace', 'BAD_NAME'],
  ['a/b', 'BAD_NAME'],
  ['a..b', 'BAD_NAME'],
  ['.hidden', 'BAD_NAME'],
  ['x'.repeat(61), 'BAD_NAME'],
])('given the name %j, expect no file', async (name, code) => {
  const w = await workspace()
  expect(() => w.snapshots.save(name)).toThrow(expect.objectContaining({ code }))
})

it('expect the API to answer with codes, and to replace only when asked', async () => {
  const { url } = await workspace()
  const send = (method: string, path: string, body?: object) =>
    ask(url + path, method, {
      ...(body && { body }),
      ...(method === 'POST' && !body && { body: {} }),
    })
  expect((await send('POST', '/a')).status).toBe(201)
  expect(await send('POST', '/a')).toMatchObject({ status: 409, body: { code: 'EXISTS' } })
  expect((await send('POST', '/a', { replace: true })).status).toBe(201)
  expect(await send('POST', '/b/load')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  expect(await send('GET', '/a/diff?to=b')).toMatchObject({ status: 404 })
  expect(await send('GET', '/a/diff')).toMatchObject({ status: 200, body: { changes: [] } })
  expect(await send('GET', '/')).toMatchObject({ body: { snapshots: [{ name: 'a' }] } })
  expect((await send('DELETE', '/a')).status).toBe(204)
  const form = await fetch(`${url}/c`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{}',
  })
  expect(form.status).toBe(415)
})

/** A database file made of these statements. */
function databaseFile(file: string, sql: string): void {
  const db = openDatabase(file)
  db.exec(sql)
  db.close()
}

const NAMED =
  '{"format":1,"name":"bad","savedAt":"2026-11-27T10:00:00.000Z","app":"acme.app@1.0.0","faults":[]}'
const HEAD = `CREATE TABLE image_head (head); INSERT INTO image_head VALUES ('${NAMED}');
  CREATE TABLE image_schema (name, tbl, sql);`

it.each([
  ['no database', (file: string) => writeFileSync(file, 'hello')],
  ['an empty file', (file: string) => writeFileSync(file, '')],
  ['a database of something else', (file: string) => databaseFile(file, 'CREATE TABLE t (a)')],
  [
    'a table that no snapshot may have',
    (file: string) => databaseFile(file, `${HEAD} CREATE TABLE state_vtexid_tokens (token)`),
  ],
  [
    'SQL that is no plain table',
    (file: string) =>
      databaseFile(
        file,
        `${HEAD} CREATE TABLE state_masterdata_search_9 (a); INSERT INTO image_schema VALUES
         ('x', 'masterdata_search_9', 'CREATE TABLE masterdata_search_9 (a DEFAULT (abs(1)))')`
      ),
  ],
])(
  'given %s in the place of a snapshot, expect it to be refused and the state to stay',
  async (_what, make) => {
    const w = await workspace()
    make(join(w.dir, 'bad.snapshot'))
    const before = dump(w.db)
    expect(() => w.snapshots.load('bad')).toThrow(expect.objectContaining({ code: 'UNUSABLE' }))
    expect(dump(w.db)).toEqual(before)
    expect(() => w.snapshots.list()).not.toThrow()
    w.snapshots.save('good')
  }
)

it.each([
  [
    'a view that is worked out when it is read',
    `CREATE VIEW image_head AS SELECT '${NAMED}' AS head`,
  ],
  [
    'a column that is',
    `CREATE TABLE image_head (x, head AS ('${NAMED}')); INSERT INTO image_head VALUES (1)`,
  ],
  ['a view among its tables', `${HEAD} CREATE VIEW state_demo_state AS SELECT 1 AS name`],
  [
    'a head of another shape',
    `CREATE TABLE image_head (head); INSERT INTO image_head VALUES ('{"format":1,"savedAt":{}}')`,
  ],
])('given %s in the place of a snapshot, expect it neither listed nor used', async (_what, sql) => {
  const { dir, snapshots } = await workspace()
  databaseFile(join(dir, 'bad.snapshot'), sql)
  expect(snapshots.list()).toEqual([])
  expect(() => snapshots.load('bad')).toThrow(expect.objectContaining({ code: 'UNUSABLE' }))
})

it('given an empty file under a name, expect a comparison with it refused from either side', async () => {
  const { dir, url, snapshots } = await workspace()
  snapshots.save('a')
  writeFileSync(join(dir, 'empty.snapshot'), '')
  for (const path of ['/empty/diff', '/empty/diff?to=a', '/a/diff?to=empty'])
    expect(await ask(url + path, 'GET')).toMatchObject({ status: 422, body: { code: 'UNUSABLE' } })
})

it('given a folder under a name, expect a sentence for every use, and the folder still there', async () => {
  const { dir, url } = await workspace()
  mkdirSync(join(dir, 'kept.snapshot'))
  const uses: [string, string, object?][] = [
    ['POST', '/kept', { replace: true }],
    ['POST', '/kept/load', {}],
    ['GET', '/kept/diff'],
    ['DELETE', '/kept'],
  ]
  for (const [method, path, body] of uses)
    expect(await ask(url + path, method, { body })).toMatchObject({
      status: 422,
      body: { code: 'UNUSABLE', message: expect.stringContaining('kept') },
    })
  expect(existsSync(join(dir, 'kept.snapshot'))).toBe(true)
})
