import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from '@jest/globals'

import { openDatabase } from '../database'
import { createCarrefour } from '.'
import { bench, stockFile } from './testing'
import { serve } from '../console/testing'

let dir: string
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'carrefour-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('loses nothing when it is restarted while an import runs', async () => {
  const file = join(dir, 'workspace.db')
  const before = await bench(openDatabase(file))
  await before.upload(stockFile(['1', 5]))
  await before.console('/api/faults', 'POST', { operation: 'P31', kind: 'http', status: 500 })
  before.clock.forward(800)
  await before.close()
  before.db.close()

  const db = openDatabase(file)
  const after = createCarrefour({ db, clock: before.clock })
  const served = await serve({ '/console': after.console, '/': after.app })
  const headers = { Authorization: before.secret }
  const offer = async (): Promise<unknown> =>
    (await fetch(`${served.url}/console/api/offers/2001/1`)).json()
  expect(await offer()).toMatchObject({ quantity: 0 })
  before.clock.forward(600)
  expect(await offer()).toMatchObject({ quantity: 5 })
  expect((await fetch(`${served.url}/api/offers`, { headers })).status).toBe(200)
  expect((await fetch(`${served.url}/api/products`, { headers })).status).toBe(500)
  await served.close()
  db.close()
})
