import { fireEvent, screen } from '@testing-library/react'
import { expect, it } from '@jest/globals'

import { Integrations } from '../integrations/Integrations'
import { renderPage } from '../testing/renderPage'
import { aConnection, KEY_OF_OTHER_SHOP } from '../testing/samples'
import type { WholeConnection } from '../testing/samples'

const show = (change: Partial<WholeConnection>) =>
  renderPage(Integrations, {
    answers: {
      carrefourConnection: aConnection(change),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourHealth: { success: 1, warning: 0, error: 0, pending: 0 },
      carrefourReconcile: { run: null, last: null, nextAt: null },
    },
  })

const details = () => fireEvent.click(screen.getByRole('button', { name: 'Ver detalhes' }))

const CLOSED = {
  since: '2026-10-12T13:20:00.000Z',
  name: 'Loja Demo',
  state: 'SUSPENDED',
  suspension: null,
  closedFrom: null,
  closedTo: null,
}

it('names both shops when the ShopKey is another shop’s, with the way out', async () => {
  show({ incident: KEY_OF_OTHER_SHOP, pending: 3 })
  expect(await screen.findByRole('heading', { name: 'ShopKey de outra loja' })).toBeTruthy()
  expect(
    screen.getByText(/abre a loja Loja B \(2002\).*deve ir para a loja Loja Demo \(2001\)/)
  ).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Corrigir ShopKey' })).toBeTruthy()
  details()
  expect(screen.getByText(/preencha ali o ShopId dela/)).toBeTruthy()
})

it('says why a suspended shop does not sell', async () => {
  show({ closedShop: { ...CLOSED, suspension: 'INCOMPLETE_PROFILE' } })
  expect(
    await screen.findByRole('heading', { name: 'A loja Loja Demo está suspensa no Carrefour' })
  ).toBeTruthy()
  details()
  expect(screen.getByText(/cadastro da loja está incompleto/)).toBeTruthy()
})

it('says from when to when a shop is closed, and a reason that is not documented in Carrefour’s word', async () => {
  show({
    closedShop: {
      ...CLOSED,
      state: 'CLOSE',
      suspension: 'KYC',
      closedFrom: '2026-10-01T03:00:00.000Z',
      closedTo: '2026-10-20T03:00:00.000Z',
    },
  })
  expect(await screen.findByText(/Até 20\/10\/2026/)).toBeTruthy()
  details()
  expect(screen.getByText(/Fechada de 01\/10\/2026.*KYC/)).toBeTruthy()
})

it('names the SKUs that somebody else writes, with both values, and what to switch off', async () => {
  const changes = [
    { at: '2026-10-12T13:20:00.000Z', ours: 9, theirs: 4 },
    { at: '2026-10-11T13:20:00.000Z', ours: 9, theirs: 7 },
  ]
  show({ otherWriters: { skus: 3, samples: [{ skuId: '5010', changes }] } })
  expect(await screen.findByText(/3 SKUs tiveram a quantidade alterada/)).toBeTruthy()
  details()
  expect(screen.getByText(/conector nativo/)).toBeTruthy()
  const [item] = screen.getAllByRole('listitem').filter(one => /5010/.test(one.textContent || ''))
  expect(item?.textContent).toMatch(/enviamos 9, o Carrefour tinha 4.*tinha 7/)
  expect(screen.getByText('e mais 2 SKUs')).toBeTruthy()
})
