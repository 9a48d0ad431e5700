import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from '@jest/globals'

import en from '../../messages/en.json'
import es from '../../messages/es.json'
import pt from '../../messages/pt.json'
import { ConfigurationEditor } from '../configuration/ConfigurationEditor'
import { Integrations } from '../integrations/Integrations'
import { Inventory } from '../inventory/Inventory'
import { renderPage } from '../testing/renderPage'
import { aConfiguration, aConnection, aPage, RULES } from '../testing/samples'

const MESSAGES = { pt, en, es }
const LANGUAGES = ['pt', 'en', 'es'] as const
type Language = (typeof LANGUAGES)[number]

const words = (language: Language, key: 'title' | 'withheld' | 'sends-title' | 'sends'): string =>
  MESSAGES[language][
    `admin/carrefour-inventory.development.${key}` as 'admin/carrefour-inventory.development.title'
  ]

const ALL_WORDS = ['title', 'withheld', 'sends-title', 'sends'] as const

/** Which of the notice's texts stand on the page. */
const shown = (language: Language) =>
  ALL_WORDS.filter(key => screen.queryAllByText(words(language, key)).length > 0)

const PAGES = { Inventory, Integrations } as const

function show(
  page: keyof typeof PAGES,
  {
    language,
    production,
    sends,
  }: { language: Language; production: boolean; sends: boolean | null }
) {
  const configuration = sends === null ? null : aConfiguration({ sendFromDevelopment: sends })
  return renderPage(PAGES[page], {
    language,
    path: `/admin/carrefour-inventory/${page.toLowerCase()}`,
    answers: {
      carrefourConnection: aConnection({ production, configuration }),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourReconcile: { run: null, last: null, nextAt: null },
      carrefourHealth: { since: '2026-10-11T14:30:00.000Z', success: 1, warning: 0, error: 0 },
      carrefourProcesses: aPage([]),
      carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
      carrefourActivity: [],
      carrefourReprocessJobs: [],
      carrefourProblems: { problems: [], lastConfirmedAt: null },
    },
  })
}

const CASES = (Object.keys(PAGES) as (keyof typeof PAGES)[]).flatMap(page =>
  LANGUAGES.map(language => ({ page, language }))
)

describe.each(CASES)('a development workspace on $page in $language', ({ page, language }) => {
  it('says that it sends nothing, configured or not', async () => {
    const { unmount } = show(page, { language, production: false, sends: false })
    await waitFor(() => expect(shown(language)).toEqual(['title', 'withheld']))
    unmount()
    show(page, { language, production: false, sends: null })
    await waitFor(() => expect(shown(language)).toEqual(['title', 'withheld']))
  })

  it('says that it sends, when its configuration says so', async () => {
    show(page, { language, production: false, sends: true })
    await waitFor(() => expect(shown(language)).toEqual(['sends-title', 'sends']))
  })

  it('is silent in production', async () => {
    const { asked } = show(page, { language, production: true, sends: false })
    await waitFor(() => expect(asked.map(one => one.name)).toContain('carrefourConnection'))
    await screen.findAllByRole('heading', { level: 2 })
    expect(shown(language)).toEqual([])
  })
})

describe('the configuration', () => {
  const open = (production: boolean) =>
    renderPage(ConfigurationEditor, {
      path: '/admin/carrefour-inventory/integrations/configuration',
      answers: {
        carrefourConnection: aConnection({ production }),
        carrefourPermissions: { view: true, reprocess: true, configure: true },
        carrefourTradePolicies: [{ id: '2', name: 'Carrefour', active: true }],
        carrefourConfigurationRules: RULES,
      },
    })

  it('offers to send from a development workspace, off at first, and only there', async () => {
    const { unmount } = open(false)
    const control = await screen.findByLabelText('Enviar deste workspace')
    expect((control as HTMLInputElement).checked).toBe(false)
    unmount()
    open(true)
    await screen.findByLabelText('Integração ativada')
    expect(screen.queryByLabelText('Enviar deste workspace')).toBeNull()
  })
})
