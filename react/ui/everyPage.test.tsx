import { screen } from '@testing-library/react'
import { afterEach, expect, it, jest } from '@jest/globals'
import type { ComponentType } from 'react'

import routes from '../../admin/routes.json'
import ConfigurationPage from '../ConfigurationPage'
import HelpPage from '../HelpPage'
import HistoryPage from '../HistoryPage'
import IntegrationsPage from '../IntegrationsPage'
import InventoryPage from '../InventoryPage'
import SendingsPage from '../SendingsPage'
import { renderPage } from '../testing/renderPage'
import { aConnection } from '../testing/samples'

const PAGES: Readonly<Record<string, ComponentType>> = {
  ConfigurationPage,
  HelpPage,
  HistoryPage,
  IntegrationsPage,
  InventoryPage,
  SendingsPage,
}

afterEach(() => void jest.restoreAllMocks())

it.each(Object.values(routes).map(({ component }) => component))(
  '%s tells of silence',
  async component => {
    const Page = PAGES[component]
    if (Page === undefined) throw new Error(`${component} is not among the pages of this test`)
    const standstill = { kind: 'ENGINE' as const, since: '2026-10-12T13:20:00.000Z' }
    renderPage(Page, {
      answers: {
        carrefourConnection: aConnection({ standstill }),
        carrefourPermissions: { view: true, reprocess: true, configure: true },
        carrefourConfigurationRules: [],
        carrefourTradePolicies: [],
      },
    })
    expect(
      await screen.findByRole('heading', { name: 'O envio de estoque está parado' })
    ).toBeTruthy()
  }
)
