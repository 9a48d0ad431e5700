import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from '@jest/globals'

import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { aConfiguration, aConnection, KEY_REFUSED, STORE_OUTAGE } from '../testing/samples'
import { Integrations } from './Integrations'
import type { Configuration, Incident, StandstillKind } from '../api/generated'
import { health } from './card.logic'

const show = (change: Answers = {}) =>
  renderPage(Integrations, {
    path: '/admin/carrefour-inventory/integrations',
    answers: {
      carrefourConnection: aConnection(),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourReconcile: { run: null, last: null, nextAt: null },
      carrefourHealth: { since: '2026-10-11T14:30:00.000Z', success: 41, warning: 3, error: 1 },
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
    expect(history.location.pathname).toBe(
      '/admin/app/carrefour-inventory/integrations/configuration'
    )
  )
})

it('disables the gear without the right to configure, with the reason', async () => {
  const { history } = show({
    carrefourPermissions: { view: true, reprocess: false, configure: false },
  })
  await openGear()
  expect((await screen.findAllByText(/não alterar a configuração/)).length).toBe(1)
  const shut = screen
    .getAllByRole('menuitem')
    .filter(item => item.getAttribute('aria-disabled') === 'true')
  expect(shut).toHaveLength(5)
  for (const item of shut) {
    const reason = document.getElementById(item.getAttribute('aria-describedby') ?? '')
    expect(reason?.textContent).toMatch(/não (alterar|reprocessar)/)
  }
  fireEvent.click(screen.getByRole('menuitem', { name: 'Histórico' }))
  await waitFor(() =>
    expect(history.location.pathname).toBe('/admin/app/carrefour-inventory/integrations/history')
  )
})

it('leads from a count to the list of just those', async () => {
  const { history } = show()
  fireEvent.click(
    await screen.findByRole('button', { name: '20 SKUs, Processado com erro: ver na lista' })
  )
  await waitFor(() => expect(history.location).toMatchObject({ search: '?status=error' }))
})

it('says so when a part of the card could not be had', async () => {
  show({ carrefourHealth: new Error('down') })
  expect(await screen.findByText(/carregar agora os números das últimas 24 horas/)).toBeTruthy()
  expect(screen.getByText(/Último resultado do Carrefour/)).toBeTruthy()
})

it('says what to do before the first configuration', async () => {
  show({ carrefourConnection: aConnection({ configuration: null }) })
  expect(await screen.findByText('Não configurada')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Configurar' })).toBeTruthy()
})

it('shows when the next file leaves and how the last 24 hours went', async () => {
  show({ carrefourConnection: aConnection({ pending: 4 }) })
  expect(await screen.findByText(/Próximo envio às 11:31 BRT, com 4 SKUs/)).toBeTruthy()
  expect(await screen.findByText('41 com sucesso')).toBeTruthy()
  expect(screen.getByText('1 com erro')).toBeTruthy()
})

it('compares all stock with Carrefour and shows how far it is', async () => {
  const { asked } = show({
    startCarrefourReconcile: { __typename: 'CarrefourReconcileStarted' },
    carrefourReconcile: {
      run: { progress: 0.4, compared: 40, queued: 3 },
      last: null,
      nextAt: null,
    },
  })
  await openGear()
  fireEvent.click(
    screen.getByRole('menuitem', { name: 'Comparar com o Carrefour e corrigir diferenças' })
  )
  expect((await screen.findAllByText(/A comparação começa/)).length).toBeGreaterThan(0)
  expect(asked.some(one => one.name === 'startCarrefourReconcile')).toBe(true)
  expect(screen.getByText(/40% das ofertas lidas/)).toBeTruthy()
})

it.each([
  [{ onTheWay: 0, unknownOffers: 0 }, ''],
  [
    { onTheWay: 276, unknownOffers: 0 },
    ' 276 não foram comparadas porque os SKUs estavam em um arquivo a caminho.',
  ],
  [
    { onTheWay: 1, unknownOffers: 2 },
    ' 1 não foi comparada porque o SKU estava em um arquivo a caminho. 2 têm códigos que não são SKUs da loja e não foram alteradas.',
  ],
])('says why offers were not compared: %j', async (leftOut, told) => {
  const counts = { offersTotal: 305, offersSeen: 305, compared: 29, queued: 0 }
  const last = { endedAt: '2026-10-12T14:30:00.000Z', problem: null, ...counts, ...leftOut }
  show({ carrefourReconcile: { run: null, last, nextAt: null } })
  const sentence = await screen.findByText(/29 de 305 ofertas comparadas/)
  expect((sentence.textContent || '').split('nenhuma diferença.')[1]).toBe(told)
})

it('tests the saved connection on the card', async () => {
  const { asked } = show({
    testCarrefourShopKey: {
      __typename: 'CarrefourShopKeyAccepted',
      shop: { shopId: '2001', name: 'Loja Demo', state: 'SUSPENDED' },
      nameless: null,
      nextShopCheckAt: '2026-10-13T14:30:00.000Z',
    },
  })
  await openGear()
  fireEvent.click(screen.getByRole('menuitem', { name: 'Testar conexão' }))
  expect(await screen.findByText(/Loja Demo.*Está suspensa pelo Carrefour/)).toBeTruthy()
  expect(asked.find(one => one.name === 'testCarrefourShopKey')?.variables).toEqual({
    shopKey: null,
    shopId: null,
    carrefourUrl: null,
  })
})

it('given the saved key works again, expect the incident gone and what it blocked offered', async () => {
  const page = show({
    carrefourConnection: aConnection({ incident: KEY_REFUSED, blocked: 17, nextSendAt: null }),
    testCarrefourShopKey: {
      __typename: 'CarrefourShopKeyAccepted',
      shop: null,
      nameless: 'TOO_SOON',
      nextShopCheckAt: '2026-10-13T14:30:00.000Z',
      blocked: 17,
    },
  })
  await screen.findByRole('heading', { name: 'ShopKey recusada pelo Carrefour' })
  page.answers['carrefourConnection'] = aConnection({ blocked: 17 })
  await openGear()
  fireEvent.click(screen.getByRole('menuitem', { name: 'Testar conexão' }))
  expect(
    await screen.findByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
  ).toBeTruthy()
  expect(screen.queryByRole('heading', { name: 'ShopKey recusada pelo Carrefour' })).toBeNull()
  expect(page.asked.some(({ name }) => name === 'reprocessCarrefourBlocked')).toBe(false)
})

it.each<['RUNS' | 'QUEUE', string]>([
  ['RUNS', 'O aplicativo começa o trabalho, mas não consegue terminá-lo.'],
  ['QUEUE', 'Nenhum problema conhecido com o Carrefour ou com a VTEX explica a espera.'],
])('given stock stands still (%s), expect since when, and what waits', async (kind, words) => {
  show({
    carrefourConnection: aConnection({
      pending: 14,
      waitingSince: '2026-10-12T13:10:00.000Z',
      standstill: { kind, since: '2026-10-12T13:20:00.000Z' },
    }),
  })
  await screen.findByRole('heading', { name: 'O envio de estoque está parado' })
  fireEvent.click(screen.getByRole('button', { name: /^Ver detalhes/ }))
  expect(screen.getByText(new RegExp(words))).toBeTruthy()
  expect(screen.getByText(/14 SKUs na fila.*desde 12\/10\/2026.*10:10/)).toBeTruthy()
  expect(screen.getByText(/Desde 12\/10\/2026.*10:20/)).toBeTruthy()
  expect(screen.getByText('Nenhum envio previsto.')).toBeTruthy()
})

describe('disconnecting', () => {
  const disconnect = async () => {
    await openGear()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Desconectar e apagar a configuração' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Desconectar do Carrefour?' })
    const yes = within(dialog).getByRole('button', { name: /^Desconectar/ })
    expect(yes.style.background).toBe('rgb(179, 0, 27)')
    expect(dialog.textContent).toContain('quantidades no Carrefour não mudam')
    return dialog
  }

  it.each([
    ['CarrefourDisconnected', 'Desconectado do Carrefour'],
    ['CarrefourStoreUnreachable', /desconexão ficou pela metade/],
  ])('given %s, expect it to be told, and the card to be asked for again', async (name, words) => {
    const { asked } = show({ disconnectCarrefour: { __typename: name, message: '' } })
    const dialog = await disconnect()
    fireEvent.click(
      within(dialog).getByRole('button', { name: 'Desconectar e apagar a configuração' })
    )
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0)
    expect(screen.queryByRole('alertdialog')).toBeNull()
    const names = asked.map(one => one.name)
    expect(names.lastIndexOf('carrefourConnection')).toBeGreaterThan(
      names.indexOf('disconnectCarrefour')
    )
  })

  it('has the colour of danger in the gear, unlike turning off', async () => {
    show()
    await openGear()
    const [off, disconnect] = ['Desligar', /^Desconectar/].map(
      name => screen.getByRole('menuitem', { name }).style.color
    )
    expect(off).toBe('')
    expect(disconnect).not.toBe('')
  })

  it('given second thoughts, expect nothing to change and the focus back on the gear', async () => {
    const { asked } = show()
    fireEvent.keyDown(await disconnect(), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(asked.some(one => one.name === 'disconnectCarrefour')).toBe(false)
    expect(document.activeElement?.getAttribute('aria-label')).toBe(
      'Opções da integração com o Carrefour'
    )
  })
})

describe('turning off', () => {
  const SAVED = { __typename: 'CarrefourSaved' }

  it('says what happens, asks, and then does it', async () => {
    const { asked } = show({ switchCarrefourConnection: SAVED })
    await openGear()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Desligar' }))
    const dialog = await screen.findByRole('alertdialog', { name: 'Desligar o envio de estoque?' })
    expect(dialog.textContent).toContain('continua vendendo com as últimas quantidades')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Desligar' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(asked.find(one => one.name === 'switchCarrefourConnection')?.variables).toEqual({
      active: false,
    })
  })

  it('changes nothing when the person thinks better of it', async () => {
    const { asked } = show({ switchCarrefourConnection: SAVED })
    await openGear()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Desligar' }))
    fireEvent.keyDown(await screen.findByRole('alertdialog'), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(asked.some(one => one.name === 'switchCarrefourConnection')).toBe(false)
  })

  it('is turned on again without a question', async () => {
    const { asked } = show({
      carrefourConnection: aConnection({ configuration: aConfiguration({ active: false }) }),
      switchCarrefourConnection: SAVED,
    })
    await openGear()
    fireEvent.click(screen.getByRole('menuitem', { name: 'Ligar' }))
    await waitFor(() =>
      expect(asked.find(one => one.name === 'switchCarrefourConnection')?.variables).toEqual({
        active: true,
      })
    )
  })
})

it.each<[Configuration | null, Incident | null, Incident[], StandstillKind | null, string]>([
  [null, null, [], null, 'not-configured'],
  [aConfiguration({ active: false }), KEY_REFUSED, [], null, 'off'],
  [aConfiguration(), KEY_REFUSED, [], null, 'incident'],
  [aConfiguration(), null, [STORE_OUTAGE], null, 'incident'],
  [aConfiguration(), null, [{ ...STORE_OUTAGE, cause: 'LEDGER_UNAVAILABLE' }], null, 'on'],
  [aConfiguration(), null, [], 'QUEUE', 'incident'],
  [aConfiguration(), null, [], 'KEY', 'incident'],
  [aConfiguration(), null, [], 'LATE', 'on'],
  [aConfiguration(), null, [], 'UNCONFIRMED', 'on'],
  [aConfiguration(), null, [], null, 'on'],
])('stands as expected', (configuration, incident, outages, kind, expected) => {
  const standstill = kind && { kind, since: '2026-10-12T14:00:00.000Z' }
  expect(health({ configuration, incident, outages, standstill })).toBe(expected)
})
