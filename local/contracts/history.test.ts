import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { startWorkspace, type Workspace } from '../workspace'

const dataDir = mkdtempSync(join(tmpdir(), 'history-'))
let workspace: Workspace

beforeAll(async () => {
  workspace = await startWorkspace({ port: 0, dataDir, replicas: 1, demo: false, quiet: true })
}, 120_000)
afterAll(async () => {
  await workspace.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(workspace.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })

async function ask(user: string, query: string): Promise<Record<string, unknown>> {
  const login = await post('/_local/vtexid/login', { user: `${user}@lojademo.example` })
  const cookie = login.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const answer = await post('/_v/private/graphql/v1', { query }, cookie)
  return (await answer.json()) as Record<string, unknown>
}

const HISTORY = `{ carrefourHistory { total items { at kind person from subject outcome } } }`

/** Looks at the history, 300 ms apart, for what should be there. */
const TRIES = 60

interface Entry {
  readonly kind: string
  readonly person: string
  readonly from: string | null
  readonly subject: string
}

/** The entries of a kind, as soon as there are `count` of them, or after a time-out. */
async function historyOf(kind: string, count: number, user = 'owner'): Promise<readonly Entry[]> {
  for (let tries = 0; ; tries += 1) {
    const { data } = (await ask(user, HISTORY)) as {
      data: { carrefourHistory: { items: readonly Entry[] } }
    }
    const found = data.carrefourHistory.items.filter(entry => entry.kind === kind)
    if (found.length >= count || tries === TRIES) return found
    await sleep(300)
  }
}

describe('refusals for want of a permission', () => {
  it('given a viewer who asks to turn the connection off twice, expect both in the history', async () => {
    const off = 'mutation { switchCarrefourConnection(active: false) { __typename } }'
    expect(JSON.stringify(await ask('viewer', off))).toContain('FORBIDDEN')
    expect(JSON.stringify(await ask('viewer', off))).toContain('FORBIDDEN')
    const refusals = await historyOf('REFUSED', 2)
    expect(refusals).toHaveLength(2)
    expect(refusals[0]).toMatchObject({
      person: 'viewer@lojademo.example',
      subject: 'switchCarrefourConnection',
      outcome: 'FORBIDDEN',
    })
    expect(refusals[0]?.from).toMatch(/^[0-9a-f.:]+$/)
  })

  it('given a viewer of the history, expect who did what, and nobody’s address (F17)', async () => {
    const refusals = await historyOf('REFUSED', 2, 'viewer')
    expect(refusals.map(({ person }) => person)).toContain('viewer@lojademo.example')
    expect(refusals.map(({ from }) => from)).toEqual(refusals.map(() => null))
  })

  it('given a page that asks a refused question again and again, expect one entry', async () => {
    for (let times = 0; times < 3; times += 1)
      await ask('operator', '{ carrefourTradePolicies { id } }')
    const refusals = await historyOf('REFUSED', 3)
    expect(refusals.filter(({ subject }) => subject === 'carrefourTradePolicies')).toHaveLength(1)
  })

  it('given the owner, who may, expect no refusal', async () => {
    const before = (await historyOf('REFUSED', 0)).length
    await ask('owner', '{ carrefourTradePolicies { id } }')
    // A refusal that came after it is there: one of the owner's would be, too.
    await ask('viewer', 'mutation { disconnectCarrefour { __typename } }')
    const refusals = await historyOf('REFUSED', before + 1)
    expect(refusals.map(({ subject }) => subject)).toContain('disconnectCarrefour')
    expect(refusals.map(({ person }) => person)).not.toContain('owner@lojademo.example')
    expect(refusals.filter(({ subject }) => subject === 'carrefourTradePolicies')).toHaveLength(1)
  })
})
