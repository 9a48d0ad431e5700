import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'

import { renderPage } from '../../testing/renderPage'
import type { Answers } from '../../testing/renderPage'
import {
  aConnection,
  aPage,
  aProcess,
  KEY_REFUSED,
  NOT_CATALOGED_MESSAGE,
  UNAUTHORIZED_MESSAGE,
} from '../../testing/samples'
import { Inventory } from './Inventory'

const MAY_ALL = { view: true, reprocess: true, configure: true }
const waiting = aProcess({
  skuId: '1002',
  status: 'WARNING',
  cause: 'NOT_CATALOGED',
  actor: 'CARREFOUR',
  message: NOT_CATALOGED_MESSAGE,
  quantity: null,
})
const answers = (change: Answers = {}): Answers => ({
  carrefourProcesses: aPage([aProcess(), waiting]),
  carrefourConnection: aConnection(),
  carrefourPermissions: MAY_ALL,
  ...change,
})
const show = (change: Answers = {}, path = '/admin/carrefour/inventory') =>
  renderPage(Inventory, { answers: answers(change), path })

const listAsked = (asked: ReturnType<typeof show>['asked']) =>
  asked.filter(one => one.name === 'carrefourProcesses').map(one => one.variables)

describe('the list', () => {
  it('shows the rows with status and cause in words', async () => {
    show()
    const row = (await screen.findByRole('rowheader', { name: /^1001/ })).closest('tr')
    expect(row?.textContent).toContain('Processado com sucesso')
    expect(row?.textContent).toMatch(/12\/10\/2026,? 11:30/)
    expect(screen.getByText('Aguardando catalogação no Carrefour')).toBeTruthy()
  })

  it('opens a row with the original words, what they mean and who acts', async () => {
    const { history } = show()
    fireEvent.click(await screen.findByRole('button', { name: 'Mostrar os detalhes do SKU 1002' }))
    const words = await screen.findByText(NOT_CATALOGED_MESSAGE)
    expect(words.closest('blockquote')?.getAttribute('lang')).toBe('pt')
    expect(screen.getByText(/A catalogação é feita pelo Carrefour/)).toBeTruthy()
    expect(screen.getByText('O Carrefour')).toBeTruthy()
    expect(history.location.search).toBe('?sku=1002')
  })

  it('opens and closes every row at once', async () => {
    show()
    fireEvent.click(await screen.findByRole('button', { name: 'Expandir todos' }))
    expect(await screen.findAllByText('O que significa')).toHaveLength(2)
    fireEvent.click(screen.getByRole('button', { name: 'Recolher todos' }))
    await waitFor(() => expect(screen.queryByText('O que significa')).toBeNull())
  })
})

describe('finding', () => {
  it('asks for what the address says', async () => {
    const { asked } = show(
      {},
      '/admin/carrefour/inventory?status=error&search=tv&page=2&pageSize=50'
    )
    await screen.findByRole('rowheader', { name: /^1001/ })
    expect(listAsked(asked)).toEqual([
      { filter: { status: 'ERROR', search: 'tv' }, page: 2, pageSize: 50 },
    ])
  })

  it('searches on submit only, and goes back', async () => {
    const { asked, history } = show()
    await screen.findByRole('rowheader', { name: /^1001/ })
    fireEvent.change(screen.getByLabelText('Buscar'), { target: { value: ' 10% & mais ' } })
    expect(listAsked(asked)).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Buscar' }))
    await screen.findByText('Busca: 10% & mais')
    expect(listAsked(asked)[1]).toMatchObject({ filter: { search: '10% & mais' }, page: 1 })
    history.goBack()
    await waitFor(() => expect(screen.queryByText(/Busca:/)).toBeNull())
  })

  it('keeps the filters when nothing fits, and clears them', async () => {
    const none = (variables: Record<string, unknown>) =>
      JSON.stringify(variables).includes('status') ? aPage([]) : aPage([aProcess()])
    const { history } = show({ carrefourProcesses: none }, '/admin/x?status=error')
    expect(await screen.findByText('Nenhum SKU encontrado')).toBeTruthy()
    expect(screen.getByRole('button', { name: /Remover o filtro Status/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Limpar filtros' }))
    await screen.findByRole('rowheader', { name: /^1001/ })
    expect(history.location.search).toBe('')
  })
})

describe('when there is nothing to show', () => {
  it('leads to the configuration before the first save', async () => {
    const { history } = show({
      carrefourProcesses: aPage([]),
      carrefourConnection: aConnection({ configuration: null }),
    })
    fireEvent.click(await screen.findByRole('button', { name: 'Configurar o Carrefour' }))
    await waitFor(() =>
      expect(history.location.pathname).toBe('/admin/carrefour/integrations/configuration')
    )
  })

  it('says what to do after a failure, and tries again', async () => {
    const page = show({ carrefourProcesses: new Error('down') })
    expect(await screen.findByText('Não foi possível carregar os dados')).toBeTruthy()
    page.answers['carrefourProcesses'] = aPage([aProcess()])
    fireEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }))
    expect(await screen.findByRole('rowheader', { name: /^1001/ })).toBeTruthy()
  })
})

describe('Actions > Reprocess', () => {
  const accepted = {
    __typename: 'CarrefourReprocessAccepted',
    accepted: 1,
    skuIds: ['1001'],
    nextSendAt: '2026-10-12T14:31:00.000Z',
  }
  const reprocess = async () => {
    const [button] = await screen.findAllByRole('button', { name: 'Ações do SKU 1001' })
    if (button !== undefined) fireEvent.click(button)
    fireEvent.click(screen.getByRole('menuitem', { name: /Reprocessar/ }))
  }

  it('queues the SKU, says when the next file leaves, and refreshes in place', async () => {
    const { asked } = show({ reprocessCarrefourSkus: accepted })
    await reprocess()
    const said = await screen.findAllByText('1 SKU na fila; o próximo envio sai às 11:31')
    expect(said.length).toBeGreaterThan(0)
    expect(asked.find(one => one.name === 'reprocessCarrefourSkus')?.variables).toEqual({
      skuIds: ['1001'],
    })
    await waitFor(() => expect(listAsked(asked)).toHaveLength(2))
  })

  it('says why nothing was queued', async () => {
    show({
      reprocessCarrefourSkus: {
        __typename: 'CarrefourReprocessRefused',
        code: 'CONNECTION_OFF',
        skuIds: [],
      },
    })
    await reprocess()
    expect((await screen.findAllByText(/A integração está desligada/)).length).toBeGreaterThan(0)
  })

  it('stays shut for one who may only look, with the reason', async () => {
    const { asked } = show({
      carrefourPermissions: { view: true, reprocess: false, configure: false },
    })
    await screen.findByRole('rowheader', { name: /^1001/ })
    await waitFor(() => expect(asked.some(one => one.name === 'carrefourPermissions')).toBe(true))
    await reprocess()
    expect(screen.getByText(/pode ver, mas não reprocessar/)).toBeTruthy()
    expect(asked.some(one => one.name === 'reprocessCarrefourSkus')).toBe(false)
  })
})

describe('an incident', () => {
  const refused = aConnection({ incident: KEY_REFUSED, pending: 41, blocked: 17, nextSendAt: null })

  it('is one banner with its way out', async () => {
    const { history } = show({ carrefourConnection: refused })
    const banner = (await screen.findByText('ShopKey recusada pelo Carrefour')).closest(
      '[role=alert]'
    )
    expect(banner?.textContent).toContain('41 SKUs esperam na fila, e 17 ficaram bloqueados.')
    fireEvent.click(screen.getByRole('button', { name: 'Ver a mensagem do Carrefour' }))
    expect(screen.getByText(UNAUTHORIZED_MESSAGE)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Corrigir ShopKey' }))
    await waitFor(() => expect(history.location.search).toBe('?focus=shopKey'))
  })

  it('shows no way out to one who may not take it', async () => {
    show({
      carrefourConnection: refused,
      carrefourPermissions: { view: true, reprocess: true, configure: false },
    })
    const button = await screen.findByRole('button', { name: 'Corrigir ShopKey' })
    await waitFor(() => expect(button.closest('button')?.disabled).toBe(true))
    expect(screen.getByText(/não alterar a configuração/)).toBeTruthy()
  })

  it('that is over leaves the offer to reprocess what it blocked', async () => {
    const { asked } = show({
      carrefourConnection: aConnection({ blocked: 17 }),
      reprocessCarrefourBlocked: {
        __typename: 'CarrefourReprocessAccepted',
        accepted: 17,
        skuIds: [],
        nextSendAt: '2026-10-12T14:31:00.000Z',
      },
    })
    fireEvent.click(
      await screen.findByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
    )
    const done = await screen.findByText('17 SKUs na fila; o próximo envio sai às 11:31')
    expect(within(done).queryByRole('button')).toBeNull()
    expect(asked.filter(one => one.name === 'reprocessCarrefourBlocked')).toHaveLength(1)
  })
})

it('reads in English and Spanish, with the message of Carrefour as it came', async () => {
  for (const [language, status] of [
    ['en', 'Processed with success'],
    ['es', 'Procesado con éxito'],
  ] as const) {
    const page = renderPage(Inventory, { answers: answers(), language, path: '/admin/x?sku=1002' })
    const row = (await screen.findByRole('rowheader', { name: /^1001/ })).closest('tr')
    expect(row?.textContent).toContain(status)
    expect(screen.getByText(NOT_CATALOGED_MESSAGE)).toBeTruthy()
    page.unmount()
  }
})
