import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from '@jest/globals'

import type { Brake } from '../api/generated'
import { Integrations } from '../integrations/Integrations'
import { expectShut } from '../testing/expectShut'
import type { Answers } from '../testing/renderPage'
import { renderPage } from '../testing/renderPage'
import type { WholeConnection } from '../testing/samples'
import { aConnection, KEY_OF_OTHER_SHOP } from '../testing/samples'

const HELD: Brake = {
  since: '2026-10-12T14:00:00.000Z',
  held: 40,
  stocked: 60,
  reason: 'WAREHOUSE',
  waitsForPerson: false,
  decision: null,
  nextReadingAt: '2026-10-12T14:10:00.000Z',
}

const show = (brake: Partial<Brake>, change: Answers = {}) =>
  renderPage(Integrations, {
    answers: {
      carrefourConnection: aConnection({ brake: { ...HELD, ...brake } }),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourHealth: { since: '2026-10-11T14:30:00.000Z', success: 1, warning: 0, error: 0 },
      carrefourReconcile: { run: null, last: null, nextAt: null },
      decideCarrefourBrake: { outcome: 'DONE', connection: aConnection() },
      ...change,
    },
  })

describe('zeros that are held', () => {
  it('says how many, why, and what follows', async () => {
    show({})
    expect(await screen.findByRole('heading', { name: '40 SKUs em 0 retidos' })).toBeTruthy()
    expect(screen.getByText(/consultamos a loja de novo/)).toBeTruthy()
    expect(screen.getByText(/são enviadas ao Carrefour, menos os zeros retidos/)).toBeTruthy()
    const [details] = screen.getAllByRole('button', { name: /^Ver detalhes/ })
    if (details) fireEvent.click(details)
    expect(screen.getByText(/60 SKUs tinham unidades.*nenhum estoque ou doca/s)).toBeTruthy()
  })

  it.each([
    [/^Enviar 0 e tirar de venda/, 'SEND', /Zeros liberados/],
    [/^Não enviar os zeros/, 'KEEP', /zeros continuam retidos/],
  ])('%s: one click', async (name, decision, said) => {
    const { asked } = show({})
    fireEvent.click(await screen.findByRole('button', { name }))
    await waitFor(() => expect(screen.getAllByText(said).length).toBeGreaterThan(0))
    expect(asked.find(one => one.name === 'decideCarrefourBrake')?.variables).toEqual({
      decision,
      since: HELD.since,
    })
  })

  it('given a change of settings explains them, expect it said, and no time at which they go', async () => {
    show({ waitsForPerson: true })
    expect(await screen.findByText(/só são enviados quando alguém decidir/)).toBeTruthy()
  })

  it('given they were kept back, expect one way out left', async () => {
    show({ decision: 'KEEP' })
    expect(await screen.findByRole('button', { name: /^Enviar 0 e tirar de venda/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /^Não enviar os zeros/ })).toBeNull()
  })

  it('given a viewer, expect the buttons shut, with the reason', async () => {
    show({}, { carrefourPermissions: { view: true, reprocess: false, configure: false } })
    const button = await screen.findByRole('button', { name: /^Enviar 0 e tirar de venda/ })
    await expectShut(button, /pode ver, mas não reprocessar/)
  })
})

const showWith = (change: Partial<WholeConnection>) =>
  renderPage(Integrations, {
    answers: {
      carrefourConnection: aConnection(change),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourHealth: { since: '2026-10-11T14:30:00.000Z', success: 1, warning: 0, error: 0 },
      carrefourReconcile: { run: null, last: null, nextAt: null },
    },
  })

const details = () => fireEvent.click(screen.getByRole('button', { name: /^Ver detalhes/ }))

const CLOSED = {
  since: '2026-10-12T13:20:00.000Z',
  name: 'Loja Demo',
  state: 'SUSPENDED',
  suspension: null,
  closedFrom: null,
  closedTo: null,
}

it('names both shops when the ShopKey is another shop’s, with the way out', async () => {
  showWith({ incident: KEY_OF_OTHER_SHOP, pending: 3 })
  expect(await screen.findByRole('heading', { name: 'ShopKey de outra loja' })).toBeTruthy()
  expect(
    screen.getByText(/abre a loja Loja B \(2002\).*deve ir para a loja Loja Demo \(2001\)/)
  ).toBeTruthy()
  expect(screen.getByRole('button', { name: /^Corrigir ShopKey/ })).toBeTruthy()
  details()
  expect(screen.getByText(/preencha ali o ShopId dela/)).toBeTruthy()
})

it('says why a suspended shop does not sell', async () => {
  showWith({ closedShop: { ...CLOSED, suspension: 'INCOMPLETE_PROFILE' } })
  expect(
    await screen.findByRole('heading', { name: 'A loja Loja Demo está suspensa no Carrefour' })
  ).toBeTruthy()
  details()
  expect(screen.getByText(/cadastro da loja está incompleto/)).toBeTruthy()
})

it('says from when to when a shop is closed, and a reason that is not documented in Carrefour’s word', async () => {
  showWith({
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
  showWith({ otherWriters: { skus: 3, samples: [{ skuId: '5010', changes }] } })
  expect(await screen.findByText(/3 SKUs tiveram a quantidade alterada/)).toBeTruthy()
  details()
  expect(screen.getByText(/conector nativo/)).toBeTruthy()
  const [item] = screen.getAllByRole('listitem').filter(one => /5010/.test(one.textContent || ''))
  expect(item?.textContent).toMatch(/enviamos 9, o Carrefour tinha 4.*tinha 7/)
  expect(screen.getByText('e mais 2 SKUs')).toBeTruthy()
})
