import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FrameLocator, Page } from '@playwright/test'

import { appIn } from '../support/admin'

const DOCS = path.join(__dirname, '../../../docs')
const PICTURE = path.join(DOCS, 'inventory.png')
const WORDS = path.join(__dirname, 'inventory.txt')

/** A small laptop's screen. */
export const SCREEN = { width: 1366, height: 768 } as const

const hashOf = (picture: Buffer): string => createHash('sha256').update(picture).digest('hex')

/** Without figures, and what a button opens: they change from day to day. */
const wordsIn = async (parts: ReturnType<FrameLocator['locator']>): Promise<string> =>
  (await parts.allInnerTexts())
    .map(one =>
      one
        .replace(/[\d.]+|[↓↑]/g, '')
        .replace(/\s+/g, ' ')
        .trim()
    )
    .filter(one => one !== '')
    .join(' | ')

interface FirstScreen {
  /** Its heading, its tabs and its columns, a line each. */
  readonly words: string
  /** Rows that are whole. */
  readonly rows: number
}

/** What the first screen of the list shows. */
export async function firstScreenOf(app: FrameLocator): Promise<FirstScreen> {
  await app.getByRole('rowheader').first().waitFor()
  const bottoms = await app
    .getByRole('row')
    .filter({ has: app.getByRole('rowheader') })
    .evaluateAll((rows, header) => rows.map(row => row.getBoundingClientRect().bottom + header), 52)
  const words = [
    await wordsIn(app.getByRole('heading', { level: 1 })),
    await wordsIn(app.getByRole('group').first().getByRole('button')),
    await wordsIn(app.getByRole('columnheader')),
  ]
  return {
    words: words.join('\n'),
    rows: bottoms.filter(bottom => bottom <= SCREEN.height).length,
  }
}

/** What the README's picture shows, as it was written down with it; throws when the picture is another one. */
export function pictured(): FirstScreen {
  const [hash = '', ...lines] = readFileSync(WORDS, 'utf8').trimEnd().split('\n')
  if (hash !== hashOf(readFileSync(PICTURE)))
    throw new Error(
      'docs/inventory.png and tests/e2e/screens/inventory.txt belong to different pictures'
    )
  return { words: lines.slice(0, -1).join('\n'), rows: Number.parseInt(lines.at(-1) ?? '', 10) }
}

/** Takes the README's picture, and writes down what it shows. */
export async function takePicture(page: Page): Promise<void> {
  const { words, rows } = await firstScreenOf(appIn(page))
  const picture = await page.screenshot({ path: PICTURE })
  writeFileSync(WORDS, `${hashOf(picture)}\n${words}\n${String(rows)} rows\n`)
}
