import { expect, test } from '@playwright/test'

import { Consoles } from './support/consoles'
import { removeDataDir, startDemo, startOver } from './support/workspace'

test('g: a power cut mid-way loses nothing', async ({ request }) => {
  test.setTimeout(400_000)
  const before = await startDemo()
  const { dataDir } = before
  const consoles = new Consoles(before.url, request)
  const skus = [await consoles.soldSku(), await consoles.soldSku(1), await consoles.soldSku(2)]
  await Promise.all(skus.map((sku, index) => consoles.setStock(sku, index + 3)))
  // All is cut while the changes are acknowledged but not at Carrefour: its next window is up to a minute away.
  await before.kill()

  const after = await startOver(dataDir, {
    port: Number(new URL(before.url).port),
    epoch: before.epoch,
  })
  try {
    for (const [index, sku] of skus.entries()) {
      await expect.poll(() => consoles.heldByCarrefour(sku), { timeout: 150_000 }).toBe(index + 3)
    }
  } finally {
    await after.stop()
    removeDataDir(dataDir)
  }
})
