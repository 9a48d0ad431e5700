/** Updates of the app against Master Data's stand-in: its limit of schemas, and its indexing of what is there already. */
import './vtexEnvironment'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals'
import type { AppIdentity } from '../../node/app'
import { toDocument } from '../../node/ledger/document'
import { MasterDataLedger } from '../../node/ledger/store'
import { entityOf, MasterDataSchemas, SCHEMA_NAMES } from '../../node/vtex/schemas'
import { anAttempt, aProcess, skuId } from '../../node/testing/factories'
import { anIoContext } from '../../node/testing/vtex'
import { clients } from '../../node/compose'
import { OwnMasterData } from '../../node/vtex/masterData'
import { appIdentity, readManifest } from '../config'
import { ROOT } from '../workspace'
import { type PlatformAlone, startPlatformAlone } from './platform-alone'

const SEARCH_LAG_MS = 50
const ACCOUNTS = ['updates', 'workspaces', 'another', 'deleted', 'fresh']

let platform: PlatformAlone
beforeAll(async () => {
  platform = await startPlatformAlone(ACCOUNTS, SEARCH_LAG_MS)
  process.env.http_proxy = platform.url
})
afterAll(async () => {
  delete process.env.http_proxy
  await platform.stop()
})

afterEach(() => void jest.restoreAllMocks())

const { vendor, name } = appIdentity(readManifest(ROOT))
const app = (version: string): AppIdentity => ({
  id: `${vendor}.${name}@${version}`,
  locator: `${vendor}.${name}`,
  name,
  version,
})

/** The app of a coming release, whose schemas have these names. */
class MasterDataOf extends OwnMasterData {
  protected override readonly schemaNames: readonly string[]

  constructor(names: readonly string[], ...more: ConstructorParameters<typeof OwnMasterData>) {
    super(...more)
    this.schemaNames = names
  }

  async list(entity: string): Promise<readonly string[]> {
    const found = await this.http.get<readonly { name: string }[]>(`/${entity}/schemas`)
    return found.map(one => one.name).sort()
  }

  remove(entity: string, schema: string): Promise<unknown> {
    return this.http.delete(`/${entity}/schemas/${schema}`)
  }
}

interface Installed {
  readonly account: string
  readonly version?: string
  readonly workspace?: string
  /** Names of the schemas, the newest first. */
  readonly schemas?: readonly [string, ...string[]]
}

function install({ account, version = '1.0.0', workspace = 'master', schemas }: Installed) {
  const production = workspace === 'master'
  const authToken = platform.tokenOf(account)
  const vtex = anIoContext({ account, workspace, production, authToken })
  const options = clients.options.masterdata
  const masterdata = new MasterDataOf(schemas ?? SCHEMA_NAMES, vtex, options)
  const entity = (kind: 'process' | 'history') => {
    const found = entityOf(kind, app(version), { production })
    return schemas ? { ...found, schema: schemas[0] } : found
  }
  const ledger = new MasterDataLedger(masterdata, masterdata, entity('process'))
  const made = new MasterDataSchemas(masterdata, [entity('process'), entity('history')])
  return { ledger, masterdata, entity: entity('process'), ensure: () => made.ensure() }
}

const ENTITY = entityOf('process', app('1.0.0'), { production: true }).name

const schemasOf = (account: string): Promise<readonly string[]> =>
  install({ account }).masterdata.list(ENTITY)

const [NEWEST] = SCHEMA_NAMES

const IDS = Array.from({ length: 400 }, (_, index) => skuId(index + 1))

async function fill(ledger: MasterDataLedger): Promise<void> {
  for (const id of IDS) await ledger.put(aProcess({ skuId: id }))
  await sleep(2 * SEARCH_LAG_MS)
}

describe('an update of the app', () => {
  it('given 70 versions one after the other, expect the same schemas, and every SKU seen right after each', async () => {
    const first = install({ account: 'updates' })
    await first.ensure()
    await fill(first.ledger)
    for (let minor = 1; minor <= 70; minor += 1) {
      const { ledger, ensure } = install({ account: 'updates', version: `1.${minor}.0` })
      await ensure()
      expect(await ledger.count({})).toBe(IDS.length)
    }
    expect(await schemasOf('updates')).toEqual([NEWEST])
  })

  it('given 70 workspaces of developers, expect one more schema, and production as before', async () => {
    const production = install({ account: 'workspaces' })
    await production.ensure()
    await production.ledger.put(aProcess())
    await sleep(2 * SEARCH_LAG_MS)
    for (let number = 1; number <= 70; number += 1)
      await install({ account: 'workspaces', workspace: `change-${number}` }).ensure()
    expect(await schemasOf('workspaces')).toEqual([NEWEST, `${NEWEST}-development`])
    expect(await production.ledger.count({})).toBe(1)
  })

  it('given a new schema, expect every SKU seen while Master Data indexes, then by the new one alone', async () => {
    const before = install({ account: 'another', schemas: ['v1'] })
    await before.ensure()
    await fill(before.ledger)

    const after = install({ account: 'another', schemas: ['v2', 'v1'] })
    await after.ensure()
    const alone = install({ account: 'another', schemas: ['v2'] })
    // A search by the new schema alone loses sight of some.
    expect(await alone.ledger.count({})).toBeLessThan(IDS.length)
    const walked = async () => {
      const seen: string[] = []
      let step = await after.ledger.walk({}, null)
      for (; step?.cursor; step = await after.ledger.walk({}, step.cursor))
        seen.push(...step.skuIds)
      return seen.length
    }
    do {
      expect(await after.ledger.count({})).toBe(IDS.length)
      expect(await walked()).toBe(IDS.length)
      expect((await after.ledger.find(IDS.slice(-3))).length).toBe(3)
    } while ((await alone.ledger.count({})) < IDS.length)

    // Looked at again a minute later: from then on the older one is not needed.
    const now = Date.now()
    jest.spyOn(Date, 'now').mockReturnValue(now + 61_000)
    expect(await after.ledger.count({})).toBe(IDS.length)
    await after.masterdata.remove(ENTITY, 'v1')
    platform.calls.clear()
    expect(await after.ledger.count({})).toBe(IDS.length)
    expect(platform.calls.list().map(({ status }) => status)).toEqual([200])
  }, 240_000)

  it('given the older schema deleted while it is searched by, expect the new one to answer', async () => {
    const before = install({ account: 'deleted', schemas: ['v1'] })
    await before.ensure()
    await fill(before.ledger)
    const after = install({ account: 'deleted', schemas: ['v2', 'v1'] })
    await after.ensure()
    expect(await after.ledger.count({})).toBe(IDS.length)
    await after.masterdata.remove(ENTITY, 'v1')
    expect(await after.ledger.count({})).toBeGreaterThanOrEqual(0)
    expect(await schemasOf('deleted')).toEqual(['v2'])
  }, 240_000)

  it('given an account that never had the older schema, expect the new one made, and the older one not', async () => {
    const { ledger } = install({ account: 'fresh', schemas: ['v2', 'v1'] })
    await ledger.put(aProcess())
    await sleep(2 * SEARCH_LAG_MS)
    expect(await ledger.count({})).toBe(1)
    expect(await schemasOf('fresh')).toEqual(['v2'])
  })

  it('given rows of an older version, expect those with units at Carrefour counted one by one', async () => {
    const { ledger, masterdata, ensure } = install({ account: 'older-rows' })
    await ensure()
    await ledger.put(aProcess({ skuId: skuId(1) }))
    for (const [id, quantity] of [
      [2, 4],
      [3, 0],
    ] as const) {
      const {
        atCarrefour: _,
        impact: __,
        ...older
      } = toDocument(aProcess({ skuId: skuId(id), quantity, attempts: [anAttempt({ quantity })] }))
      await masterdata.updateEntireDocument({
        dataEntity: ENTITY,
        id: String(id),
        fields: older,
        schema: NEWEST,
      })
    }
    await sleep(2 * SEARCH_LAG_MS)
    expect(await ledger.stocked(100)).toBe(2)
    await ledger.put(aProcess({ skuId: skuId(2), quantity: 0 }))
    await ledger.put(aProcess({ skuId: skuId(3), quantity: 0 }))
    await sleep(2 * SEARCH_LAG_MS)
    expect(await ledger.stocked(100)).toBe(1)
  }, 240_000)
})
