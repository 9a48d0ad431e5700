import type { Browser, Page } from '@playwright/test'

import { type Language, type State, listStates, openState } from '../support/states'
import { type Extent, fileOf, take } from './picture'

/** So that two runs make the same pictures. */
const NOW = new Date('2026-11-24T15:00:00Z')

/** States that are pictured in English and Spanish, too. */
const MAIN: readonly string[] = [
  'inventory-list',
  'inventory-incident-key',
  'inventory-detail-not-catalogued',
  'integrations-on',
  'integrations-disconnect',
  'configuration-filled',
  'configuration-problems',
  'history-entries',
]

interface Look {
  readonly folder: string
  readonly language: Language
  readonly width: number
  readonly of: (state: State) => boolean
}

const extentOf = (state: State): Extent =>
  isPart(state) ? 'content' : state.covers ? 'window' : 'page'

/** The same few words in the middle at any width. */
const isPlain = ({ id }: State): boolean => /-(loading|down|signed-out|forbidden)$/.test(id)

const isPart = ({ id }: State): boolean => id.startsWith('part-')

const LOOKS: readonly Look[] = [
  { folder: 'pt', language: 'pt', width: 1280, of: state => !isPart(state) },
  { folder: 'pt', language: 'pt', width: 720, of: isPart },
  { folder: 'pt-320', language: 'pt', width: 320, of: state => !isPart(state) && !isPlain(state) },
  { folder: 'en', language: 'en', width: 1280, of: ({ id }) => MAIN.includes(id) },
  { folder: 'es', language: 'es', width: 1280, of: ({ id }) => MAIN.includes(id) },
]

/** Pictures every state whose id fits; answers the states and the files. */
export async function pictureStates(browser: Browser, url: string, only: RegExp) {
  const files = new Set<string>()
  const states = await withPage(browser, 1280, page => listStates(page, url))
  for (const { folder, language, width, of } of LOOKS) {
    await withPage(browser, width, async page => {
      for (const state of states.filter(of)) {
        const file = fileOf(folder, state.id)
        files.add(file)
        if (!only.test(state.id)) continue
        await openState(page, url, state, language)
        // Spinners and toasts come to rest.
        await page.clock.runFor(1000)
        await take(page, file, extentOf(state))
      }
    })
  }
  return { states, files }
}

async function withPage<Answer>(
  browser: Browser,
  width: number,
  use: (page: Page) => Promise<Answer>
): Promise<Answer> {
  const context = await browser.newContext({
    viewport: { width, height: 720 },
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  })
  const page = await context.newPage()
  await page.clock.install({ time: NOW })
  const answer = await use(page)
  await context.close()
  return answer
}
