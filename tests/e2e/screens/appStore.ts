import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Browser, type Page, chromium } from '@playwright/test'
import sharp from 'sharp'

import { LAUNCH } from '../support/browser'
import { openState } from '../support/states'
import { newDataDir, removeDataDir, startOver } from '../support/workspace'

const ROOT = path.resolve(__dirname, '../../..')
const IMAGES = path.join(ROOT, 'public/metadata/images')

/**
 * The App Store has one set of pictures for all languages and asks for the language of the market, which the manifest
 * says is Brazil. They show the page alone: no menu, no account, made-up data, the same at each run.
 */
const LANGUAGE = 'pt'
const NOW = new Date('2026-11-24T15:00:00Z')

/** A picture: a state of the pages, and what stands at its top, the state's own top when left out. */
interface Picture {
  readonly name: string
  readonly state: string
  readonly top?: (page: Page) => ReturnType<Page['locator']>
  /** Name of a button that is pressed first. */
  readonly press?: string
}

const PICTURES: readonly Picture[] = [
  { name: '1-problems', state: 'inventory-list', press: 'Ver o que fazer' },
  { name: '2-incident', state: 'inventory-incident-key' },
  { name: '3-inventory', state: 'inventory-list', top: page => page.getByText('Buscar').first() },
  { name: '4-reprocess', state: 'inventory-job' },
  { name: '5-integrations', state: 'integrations-on' },
  { name: '6-configuration', state: 'configuration-filled' },
]

/** 700 x 400 pixels is the largest that the App Store takes; a page has more room and is made smaller. */
const DEVICES = [
  { folder: 'desktop', viewport: { width: 1050, height: 600 }, size: { width: 700, height: 400 } },
  { folder: 'mobile', viewport: { width: 360, height: 640 }, size: { width: 225, height: 400 } },
] as const

async function main(): Promise<void> {
  await drawIcon()
  const workspace = await startOver(newDataDir())
  const browser = await chromium.launch(LAUNCH)
  try {
    for (const device of DEVICES) await picture(browser, workspace.url, device)
  } finally {
    await browser.close()
    await workspace.stop()
    removeDataDir(workspace.dataDir)
  }
}

/** 1024 x 1024 pixels with 32 bits each, in sRGB, as the App Store asks. */
async function drawIcon(): Promise<void> {
  mkdirSync(IMAGES, { recursive: true })
  await sharp(path.join(ROOT, 'scripts/app-store/icon.svg'))
    .ensureAlpha()
    .withIccProfile('srgb')
    .png({ palette: false, compressionLevel: 9 })
    .toFile(path.join(IMAGES, 'icon.png'))
}

async function picture(
  browser: Browser,
  url: string,
  { folder, viewport, size }: (typeof DEVICES)[number]
): Promise<void> {
  const target = path.join(IMAGES, 'screenshots', folder)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  const context = await browser.newContext({
    viewport,
    deviceScaleFactor: 2,
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  })
  const page = await context.newPage()
  await page.clock.install({ time: NOW })
  for (const { name, state, top, press } of PICTURES) {
    await openState(page, url, { id: state }, LANGUAGE)
    if (press !== undefined) await page.getByRole('button', { name: press }).first().click()
    // Spinners and toasts come to rest.
    await page.clock.runFor(1000)
    await page.evaluate(() => window.scrollTo(0, 0))
    await top?.(page).evaluate(one => one.scrollIntoView({ block: 'start' }))
    const raw = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    await sharp(raw)
      .resize(size)
      .png({ palette: true, effort: 10, compressionLevel: 9 })
      .toFile(path.join(target, `${name}.png`))
  }
  await context.close()
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
  )
  process.exit(1)
})
