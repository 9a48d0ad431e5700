import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'

import { renderPage } from '../../testing/renderPage'
import type { Answers } from '../../testing/renderPage'
import { aConnection } from '../../testing/samples'
import { Integrations } from './Integrations'

const show = (change: Answers = {}) =>
  renderPage(Integrations, {
    path: '/admin/carrefour/integrations',
    answers: {
      carrefourConnection: aConnection(),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      ...change,
    },
  })

const openGear = async () =>
  fireEvent.click(
    await screen.findByRole('button', { name: 'Opções da integração com o Carrefour' })
  )

it('leads from the gear to the configuration', async () => {
  const { history } = show()
  await openGear()
  fireEvent.click(screen.getByRole('menuitem', { name: 'Editar configuração' }))
  await waitFor(() =>
    expect(history.location.pathname).toBe('/admin/carrefour/integrations/configuration')
  )
})

it('keeps the gear shut for one who may not configure, with the reason', async () => {
  show({ carrefourPermissions: { view: true, reprocess: false, configure: false } })
  await openGear()
  expect(await screen.findByText(/não alterar a configuração/)).toBeTruthy()
  expect(screen.getByRole('menuitem').getAttribute('aria-disabled')).toBe('true')
})

it('leads from a count to the list of just those', async () => {
  const { history } = show()
  fireEvent.click(
    await screen.findByRole('button', { name: '20 SKUs, Processado com erro: ver na lista' })
  )
  await waitFor(() => expect(history.location).toMatchObject({ search: '?status=error' }))
})

it('says what to do before the first configuration', async () => {
  show({ carrefourConnection: aConnection({ configuration: null }) })
  expect(await screen.findByText('Não configurada')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Configurar' })).toBeTruthy()
})
