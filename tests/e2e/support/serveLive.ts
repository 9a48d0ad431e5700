import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { ACCOUNT, settingsOf, SHOP } from '../../../local/live/testing/merchant'
import { startRealWorld } from '../../../local/live/testing/realWorld'
import { seedOf } from '../../../local/skus/testing'
import { startWorkspace } from '../../../local/workspace'

/**
 * A workspace that was started with --live and --write, as a process of its own. A second workspace's store and Carrefour
 * are the real ones. It says where it is, and the ShopKey that a person would have from Carrefour: `tsx serveLive.ts <SKUs>`.
 */
async function main(skus: number): Promise<void> {
  const data = seedOf(skus)
  const world = await startRealWorld({
    storeData: data.store,
    listings: data.listings(Date.now()).map(one => ({ ...one, shopId: SHOP.shopId })),
    limits: false,
  })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'live-'))
  const workspace = await startWorkspace({
    ...{ port: 0, dataDir, replicas: 1, demo: false, quiet: true, accounts: [ACCOUNT] },
    live: {
      write: true,
      settings: settingsOf({
        storeUrl: world.store.url,
        carrefourUrl: world.carrefour.url,
        ca: world.ca,
      }),
    },
  })
  const end = async (): Promise<void> => {
    await workspace.stop()
    await world.stop()
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
  const { shopKey, url: carrefourUrl } = world.carrefour
  process.stdout.write(`ready: ${JSON.stringify({ url: workspace.url, shopKey, carrefourUrl })}\n`)
}

main(Number(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`)
  process.exit(1)
})
