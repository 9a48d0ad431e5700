import type { Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

const SCREENS = path.resolve(__dirname, '../../../.build/screens')

/** A palette of as many colours as the pages need: a quarter of the bytes. */
const PALETTE = { palette: true, quality: 70, effort: 10, compressionLevel: 9, dither: 0 }

/** Where a picture lies, from the folder of pictures. */
export const fileOf = (folder: string, name: string): string => `${folder}/${name}.png`

/** What is pictured: the whole page, what the window shows of it, or a state's own content. */
export type Extent = 'page' | 'window' | 'content'

export async function take(page: Page, file: string, extent: Extent = 'page'): Promise<void> {
  const options = { animations: 'disabled', caret: 'hide' } as const
  const raw =
    extent === 'content'
      ? await page.locator('[data-state]').screenshot(options)
      : await page.screenshot({ ...options, fullPage: extent === 'page' })
  const target = path.join(SCREENS, file)
  mkdirSync(path.dirname(target), { recursive: true })
  await sharp(raw).png(PALETTE).toFile(target)
}

export const writeIndex = (text: string): void =>
  writeFileSync(path.join(SCREENS, 'README.md'), text)
