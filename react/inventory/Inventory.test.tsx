import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from '@jest/globals'

import { expectShut } from '../testing/expectShut'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import {
  aConnection,
  aPage,
  aPlan,
  aProcess,
  KEY_REFUSED,
  NOT_CATALOGED_MESSAGE,
  UNAUTHORIZED_MESSAGE,
} from '../testing/samples'
import { Refused } from '../testing/scripted'
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
  carrefourProcessCounts: {
    statuses: [
      { status: 'SUCCESS', count: 80 },
      { status: 'WARNING', count: 36 },
      { status: 'ERROR', count: 20 },
    ],
    causes: [{ cause: 'NOT_CATALOGED', count: 36 }],
    actors: [{ actor: 'CARREFOUR', count: 36 }],
  },
  carrefourActivity: [],
  carrefourReprocessJobs: [],
  carrefourProblems: { problems: [], lastConfirmedAt: '2026-10-12T14:30:00.000Z' },
  ...change,
})
const show = (change: Answers = {}, path = '/admin/carrefour-inventory/inventory') =>
  renderPage(Inventory, { answers: answers(change), path })

const listAsked = (asked: ReturnType<typeof show>['asked']) =>
  asked.filter(one => one.name === 'carrefourProcesses').map(one => one.variables)

// How the rows look is remembered by the browser.
beforeEach(() => window.localStorage.clear())

describe('the numbers of the whole list', () => {
  it('show their time while outcomes are being written', async () => {
    show({ carrefourConnection: aConnection({ numbersAt: '2026-10-12T14:20:00.000Z' }) })
    expect(await screen.findByText(/números das 11:20/)).toBeTruthy()
  })

  it('show no time at rest', async () => {
    show()
    expect(await screen.findByText(/O Carrefour confirmou 80 de 136/)).toBeTruthy()
    expect(screen.queryByText(/números das/)).toBeNull()
  })
})

describe('the list', () => {
  it('shows the rows with status and cause in words', async () => {
    show()
    const row = (await screen.findByRole('rowheader', { name: /^1001/ })).closest('tr')
    expect(row?.textContent).toContain('Processado com sucesso')
    expect(row?.textContent).toMatch(/12\/10,? 11:30/)
    expect(within(row as HTMLElement).getByTitle(/^12\/10\/2026,? 11:30/)).toBeTruthy()
    expect(
      screen.getByText('Aguardando catalogação no Carrefour', { selector: 'td *' })
    ).toBeTruthy()
  })

  it('groups the digits of a quantity (C11)', async () => {
    const row = aProcess({ status: 'SUCCESS', cause: null, quantity: 1234, available: 1234 })
    show({ carrefourProcesses: aPage([row]) })
    expect((await screen.findAllByText(/1\.234/)).length).toBeGreaterThan(0)
    expect(screen.queryByText(/1234/)).toBeNull()
  })

  it('opens a row with the original words, what they mean and who acts', async () => {
    const { history } = show()
    fireEvent.click(await screen.findByRole('button', { name: 'Mostrar os detalhes do SKU 1002' }))
    const words = await screen.findByText(NOT_CATALOGED_MESSAGE)
    expect(words.closest('blockquote')?.getAttribute('lang')).toBe('pt')
    expect(screen.getByText(/A catalogação é feita pelo Carrefour/)).toBeTruthy()
    expect(screen.getByText('O Carrefour', { selector: 'strong' })).toBeTruthy()
    expect(history.location.search).toBe('?sku=1002')
  })

  it.each(['none', 'affiliate,name,date'])(
    'shows the detail of a row over exactly the columns that are there, with %s left out',
    async hidden => {
      show({}, `/admin/carrefour-inventory/inventory?hide=${hidden}&sku=1001`)
      const row = (await screen.findByRole('rowheader', { name: /^1001/ })).closest('tr')
      const detail = row?.nextElementSibling?.firstElementChild
      expect(detail?.getAttribute('colspan')).toBe(String(row?.children.length))
    }
  )

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
      { carrefourProcesses: aPage([aProcess(), waiting], { page: 2, pageSize: 50, total: 52 }) },
      '/admin/carrefour-inventory/inventory?status=error&search=tv&page=2&pageSize=50'
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
    expect(screen.getByRole('button', { name: /Remover o filtro Último resultado/ })).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Limpar filtros' }))
    await screen.findByRole('rowheader', { name: /^1001/ })
    expect(history.location.search).toBe('')
  })
})

describe('the detail', () => {
  const sent = {
    at: '2026-10-12T14:30:00.000Z',
    reason: 'NOTIFICATION',
    status: 'SUCCESS',
    cause: null,
    quantity: 12,
    message: null,
    importId: '8123',
    sentLine: '"offer-sku";"quantity"\n"1001";"12"',
  } as const
  const open = (change: Answers = {}) =>
    show(
      { carrefourProcesses: aPage([aProcess({ attempts: [sent] })]), ...change },
      '/admin/x?sku=1001'
    )

  it('asks both sides only on request', async () => {
    const { asked } = open({
      carrefourComparison: {
        skuId: '1001',
        at: '2026-10-12T14:40:00.000Z',
        store: { units: 9, missing: null },
        carrefour: { units: 11, missing: null },
        minimumStock: 2,
      },
    })
    const panel = within(await screen.findByRole('region', { name: 'Quantidades lado a lado' }))
    expect(asked.some(one => one.name === 'carrefourComparison')).toBe(false)
    fireEvent.click(panel.getByRole('button', { name: /^Comparar agora/ }))
    expect(await panel.findByText('9')).toBeTruthy()
    expect(panel.getByText('11')).toBeTruthy()
    expect(panel.getByText(/O Carrefour tem uma quantidade diferente/)).toBeTruthy()
  })

  it('shows the way of the quantity, and what was sent', async () => {
    open()
    const way = within(await screen.findByRole('region', { name: 'Como calculamos a quantidade' }))
    expect(way.getAllByRole('listitem').map(step => step.textContent)).toEqual([
      '12 unidades disponíveis na loja (reservas já descontadas)',
      'Estoque mínimo: 2 unidades',
      '12 unidades enviadas ao Carrefour',
    ])
    fireEvent.click(screen.getByRole('button', { name: /Ver o envio e a resposta/ }))
    expect(screen.getByText(/"1001";"12"/)).toBeTruthy()
  })

  it('sends a waiting product again on request', async () => {
    const { asked } = show({ reprocessCarrefourSkus: new Error('down') }, '/admin/x?sku=1002')
    fireEvent.click(await screen.findByRole('button', { name: /^Tentar enviar agora/ }))
    await waitFor(() =>
      expect(asked.find(one => one.name === 'reprocessCarrefourSkus')?.variables).toEqual({
        skuIds: ['1002'],
      })
    )
  })
})

describe('filters', () => {
  const choose = (label: string, value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name: new RegExp(`^${label}`) }), {
      target: { value },
    })

  it('combine, are kept in the address, and are removed one by one', async () => {
    const { asked, history } = show()
    await screen.findByRole('rowheader', { name: /^1001/ })
    choose('Causa', 'NOT_CATALOGED')
    await screen.findByRole('button', { name: /Remover o filtro Causa/ })
    choose('Quem resolve', 'CARREFOUR')
    await screen.findByRole('button', { name: /Remover o filtro Quem resolve/ })
    choose('Período', '7d')
    await screen.findByText('Causa: Aguardando catalogação no Carrefour (36)')
    expect(history.location.search).toBe('?cause=not-cataloged&period=7d&waiting=carrefour')
    await waitFor(() =>
      expect(listAsked(asked).at(-1)).toMatchObject({
        filter: { causes: ['NOT_CATALOGED'], actor: 'CARREFOUR' },
        page: 1,
      })
    )
    fireEvent.click(screen.getByRole('button', { name: /Remover o filtro Causa/ }))
    await waitFor(() => expect(history.location.search).toBe('?period=7d&waiting=carrefour'))
  })

  it('take a first and a last day, whole', async () => {
    const { asked, history } = show()
    await screen.findByRole('rowheader', { name: /^1001/ })
    choose('Período', 'DAYS')
    fireEvent.change(screen.getByLabelText('De'), { target: { value: '2026-10-01' } })
    await screen.findByRole('button', { name: /A partir de/ })
    fireEvent.change(screen.getByLabelText('Até'), { target: { value: '2026-10-02' } })
    await waitFor(() => expect(history.location.search).toBe('?from=2026-10-01&to=2026-10-02'))
    await waitFor(() =>
      expect(listAsked(asked).at(-1)).toMatchObject({
        filter: {
          since: new Date(2026, 9, 1).toISOString(),
          before: new Date(2026, 9, 3).toISOString(),
        },
      })
    )
  })
})

describe('the table', () => {
  it('sorts by a click on a heading, and back', async () => {
    const { asked } = show()
    const heading = await screen.findByRole('columnheader', { name: /^Status/ })
    fireEvent.click(within(heading).getByRole('button'))
    await waitFor(() => expect(listAsked(asked).at(-1)).toMatchObject({ sort: 'STATUS_ASC' }))
    const sorted = await screen.findByRole('columnheader', { name: /^Status/ })
    expect(sorted.getAttribute('aria-sort')).toBe('ascending')
    fireEvent.click(within(sorted).getByRole('button'))
    await waitFor(() => expect(listAsked(asked).at(-1)).toMatchObject({ sort: 'STATUS_DESC' }))
  })

  it('leaves columns out, without asking for the rows again', async () => {
    const { asked, history } = show()
    await screen.findByRole('columnheader', { name: 'Nome' })
    expect(screen.queryByRole('columnheader', { name: 'Afiliado' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /Exibição/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Afiliado' }))
    await screen.findByRole('columnheader', { name: 'Afiliado' })
    expect(history.location.search).toBe('?hide=none')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Nome' }))
    await waitFor(() => expect(screen.queryByRole('columnheader', { name: 'Nome' })).toBeNull())
    fireEvent.click(screen.getByRole('checkbox', { name: 'Linhas compactas' }))
    await waitFor(() => expect(history.location.search).toBe('?density=compact&hide=name'))
    expect(listAsked(asked)).toHaveLength(1)
  })
})

describe('the picture', () => {
  it('says the same as a table, by hour or by day', async () => {
    const hour = { at: new Date().toISOString(), success: 1200, warning: 3, error: 1 }
    const { asked } = show({ carrefourActivity: [hour] })
    fireEvent.click(await screen.findByRole('button', { name: 'Resumo' }))
    const part = within(await screen.findByRole('region', { name: 'Processamentos' }))
    expect(await part.findByText('1.200 com sucesso')).toBeTruthy()
    fireEvent.click(part.getByRole('button', { name: 'Ver em tabela' }))
    const cells = () => part.getAllByRole('cell').map(cell => cell.textContent)
    expect(cells()).toEqual(['1.200', '3', '1'])
    fireEvent.click(part.getByRole('button', { name: '30 dias' }))
    await waitFor(() => expect(cells()).toEqual(['1.200', '3', '1']))
    expect(asked.filter(one => one.name === 'carrefourActivity').at(-1)?.variables).toEqual({
      days: 30,
    })
  })
})

describe('problems', () => {
  const problem = {
    id: 'NOT_CATALOGED',
    cause: 'NOT_CATALOGED',
    fingerprint: null,
    actor: 'CARREFOUR',
    count: 36,
    since: '2026-10-10T10:00:00.000Z',
    lastDay: 4,
    oversold: 0,
    unoffered: 0,
    isAtLeast: false,
    sampleMessage: NOT_CATALOGED_MESSAGE,
    // Far enough ahead that a busy machine does not reach it first.
    nextCheckAt: new Date(Date.now() + 55 * 60_000).toISOString(),
    dismissed: false,
    aside: null,
  }
  const ASIDE = {
    until: 'MORE',
    by: 'ana@loja.example',
    at: '2026-10-10T10:00:00.000Z',
    reason: 'em análise',
    day: null,
    skus: 41,
  }
  const unknown = {
    ...problem,
    id: 'UNKNOWN.ab12',
    cause: 'UNKNOWN',
    fingerprint: 'ab12',
    actor: 'MERCHANT',
    sampleMessage: 'Oferta bloqueada',
    nextCheckAt: null,
  }
  const blocked = { ...problem, id: 'AUTH_INVALID', cause: 'AUTH_INVALID', actor: 'MERCHANT' }
  const open = { problems: [blocked, unknown, problem], lastConfirmedAt: null }
  const part = () => screen.findByRole('region', { name: 'Problemas em aberto' })
  const details = async () => {
    const region = await part()
    fireEvent.click(within(region).getByRole('button', { name: /Ver o que fazer/ }))
    return region
  }

  it('are one line by who must act, and each opens its card with its actions', async () => {
    show({ carrefourProblems: open })
    const region = within(await part())
    expect(region.queryAllByRole('listitem')).toHaveLength(0)
    expect(region.getByTitle('Depende do Carrefour')).toBeTruthy()
    const chip = region.getByRole('button', { name: /Oferta bloqueada.*36/ })
    fireEvent.click(chip)
    const cards = region.getAllByRole('listitem')
    expect(cards).toHaveLength(1)
    expect(cards[0]?.textContent).toContain('Oferta bloqueada')
    expect(chip.getAttribute('aria-expanded')).toBe('true')
    fireEvent.click(chip)
    expect(region.queryAllByRole('listitem')).toHaveLength(0)
  })

  it('say what, how many, since when, who acts, and when the next look is', async () => {
    show({ carrefourProblems: open })
    const cards = within(await details()).getAllByRole('listitem')
    expect(cards).toHaveLength(2)
    expect(cards[0]?.textContent).toContain('Depende de você')
    expect(cards[0]?.textContent).toContain('Oferta bloqueada')
    expect(cards[1]?.textContent).toContain('36 SKUs · desde 10/10/2026')
    expect(cards[1]?.textContent).toContain('4 novos nas últimas 24 horas')
    expect(cards[1]?.textContent).toMatch(/Próxima consulta: faltam [1-5]\d:\d\d/)
    expect(cards[1]?.textContent).not.toContain(NOT_CATALOGED_MESSAGE)
  })

  it('lead to exactly their SKUs', async () => {
    const { history } = show({ carrefourProblems: open }, '/admin/x?status=success')
    const [first] = within(await details()).getAllByRole('button', { name: /^Ver os 36 SKUs/ })
    if (first) fireEvent.click(first)
    // The click shows its result: the list's heading has the focus.
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^2 SKUs/))
    await waitFor(() =>
      expect(history.location.search).toBe('?cause=unknown&reason=ab12&sort=impact')
    )
  })

  it('say what they cost in units, and nothing where they cost nothing', async () => {
    const costly = { ...unknown, oversold: 1_204, unoffered: 9, isAtLeast: true }
    show({ carrefourProblems: { problems: [costly, problem], lastConfirmedAt: null } })
    const cards = within(await details()).getAllByRole('listitem')
    expect(cards[0]?.textContent).toContain(
      'Pelo menos 1.204 unidades podem ser vendidas sem ter estoque · pelo menos 9 unidades em estoque não estão à venda no Carrefour'
    )
    expect(cards[1]?.textContent).not.toContain('unidade')
  })

  it('show what costs most first, until somebody wants the newest first', async () => {
    const { asked } = show({ carrefourProblems: open }, '/admin/x?cause=unknown&sort=impact')
    await screen.findByRole('button', { name: /Maior impacto primeiro/ })
    expect(listAsked(asked).at(-1)).toMatchObject({ sort: 'IMPACT' })
    fireEvent.click(screen.getByRole('button', { name: /Maior impacto primeiro/ }))
    await waitFor(() => expect(listAsked(asked).at(-1)).not.toHaveProperty('sort'))
  })

  it('that the merchant put right are reprocessed whole, after a plan; others offer no such button', async () => {
    const { asked } = show({ carrefourProblems: open, carrefourReprocessPlan: aPlan() })
    const buttons = within(await details()).getAllByRole('button', {
      name: /^Reprocessar estes 36/,
    })
    expect(buttons).toHaveLength(1)
    if (buttons[0]) fireEvent.click(buttons[0])
    expect(await screen.findByRole('dialog', { name: 'Reprocessar' })).toBeTruthy()
    expect(asked.find(one => one.name === 'carrefourReprocessPlan')?.variables).toMatchObject({
      filter: { causes: ['UNKNOWN'], fingerprint: 'ab12' },
    })
    expect(asked.find(one => one.name === 'startCarrefourReprocess')).toBeUndefined()
  })

  it('are put aside and shown again', async () => {
    const { asked } = show({
      carrefourProblems: open,
      dismissCarrefourProblem: {
        ...open,
        problems: [unknown, { ...problem, dismissed: true, aside: ASIDE }],
      },
    })
    const [, second] = within(await details()).getAllByRole('button', { name: /^Ocultar –/ })
    if (second) fireEvent.click(second)
    const dialog = within(await screen.findByRole('dialog', { name: 'Ocultar este problema' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Ocultar' }))
    expect(dialog.getByText('Escreva o motivo.')).toBeTruthy()
    fireEvent.change(dialog.getByLabelText('Motivo, para seus colegas'), {
      target: { value: ' em análise ' },
    })
    fireEvent.click(dialog.getByLabelText(/quando surgirem mais SKUs/))
    fireEvent.change(dialog.getByLabelText('Quantos SKUs a mais'), { target: { value: '5' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Ocultar' }))
    expect(await screen.findByText('1 problema em aberto')).toBeTruthy()
    expect(asked.at(-1)).toMatchObject({
      variables: {
        id: 'NOT_CATALOGED',
        dismissed: true,
        aside: { until: 'MORE', skus: 5, reason: 'em análise' },
      },
    })
    fireEvent.click(screen.getByRole('button', { name: '1 problema oculto' }))
    expect(
      screen.getByText(/Oculto por ana@loja.example até chegar a 41 SKUs. Motivo: em análise/)
    ).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Mostrar de novo/ })).toBeTruthy()
  })

  it('cannot be put aside without the right to reprocess', async () => {
    show({
      carrefourProblems: open,
      carrefourPermissions: { view: true, reprocess: false, configure: false },
    })
    await details()
    for (const name of [/^Ocultar –/, /^Reprocessar estes 36/]) {
      const [shut] = await screen.findAllByRole('button', { name })
      await expectShut(shut, /não reprocessar/)
    }
  })

  it('are none: calm, with the last confirmation', async () => {
    show()
    expect((await part()).textContent).toMatch(/Tudo em ordem.*12\/10\/2026/)
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
      expect(history.location.pathname).toBe(
        '/admin/app/carrefour-inventory/integrations/configuration'
      )
    )
  })

  it('says why a search cannot be carried out, instead of showing everything', async () => {
    show(
      { carrefourProcesses: aPage([], { searchProblem: 'NOTHING_TO_SEARCH' }) },
      '/admin/carrefour-inventory/inventory?search=...'
    )
    expect(await screen.findByText(/pelo menos uma letra, um número ou um símbolo/)).toBeTruthy()
  })

  it('says so when the last day lies before the first', async () => {
    show(
      { carrefourProcesses: aPage([]) },
      '/admin/carrefour-inventory/inventory?from=2026-09-07&to=2026-09-06'
    )
    expect(await screen.findByText(/data final é anterior à inicial/)).toBeTruthy()
  })

  it('given a page past the end, names the last one in the address and says so', async () => {
    const { history } = show(
      { carrefourProcesses: aPage([aProcess()], { page: 3, total: 51 }) },
      '/admin/carrefour-inventory/inventory?page=99'
    )
    expect((await screen.findAllByText(/A página 99 não existe mais/)).length).toBeGreaterThan(0)
    await waitFor(() => expect(history.location.search).toBe('?page=3'))
  })

  it('given the next page, goes there, though the rows of the first are on screen for a moment', async () => {
    const page = show({ carrefourProcesses: aPage([aProcess()], { total: 51 }) })
    await screen.findByRole('rowheader', { name: /^1001/ })
    page.answers['carrefourProcesses'] = aPage([waiting], { total: 51, page: 2 })
    fireEvent.click(screen.getByRole('button', { name: 'Próxima página' }))
    await screen.findByRole('rowheader', { name: /^1002/ })
    expect(page.history.location.search).toBe('?page=2')
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
    const said = await screen.findAllByText('1 SKU na fila; próximo envio às 11:31 BRT')
    expect(said.length).toBeGreaterThan(0)
    expect(asked.find(one => one.name === 'reprocessCarrefourSkus')?.variables).toEqual({
      skuIds: ['1001'],
    })
    await waitFor(() => expect(listAsked(asked)).toHaveLength(2))
  })

  it('keeps the bar of chosen rows clear of what is said', async () => {
    show({ reprocessCarrefourSkus: accepted })
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Selecionar o SKU 1001' }))
    const bar = screen.getByRole('region', { name: 'Seleção' })
    const before = parseInt(bar.style.bottom)
    await reprocess()
    await screen.findAllByText('1 SKU na fila; próximo envio às 11:31 BRT')
    await waitFor(() => expect(parseInt(bar.style.bottom)).toBeGreaterThan(before + 100))
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

  it('is disabled without the right to reprocess, with the reason', async () => {
    const { asked } = show({
      carrefourPermissions: { view: true, reprocess: false, configure: false },
    })
    await screen.findByRole('rowheader', { name: /^1001/ })
    await waitFor(() => expect(asked.some(one => one.name === 'carrefourPermissions')).toBe(true))
    await reprocess()
    expect(within(screen.getByRole('menu')).getByText(/não reprocessar/)).toBeTruthy()
    expect(asked.some(one => one.name === 'reprocessCarrefourSkus')).toBe(false)
  })
})

describe('an incident', () => {
  const refused = aConnection({ incident: KEY_REFUSED, pending: 41, blocked: 17, nextSendAt: null })

  it('is one banner with its way out', async () => {
    show({ carrefourConnection: refused })
    const banner = (
      await screen.findByRole('heading', { name: 'ShopKey recusada pelo Carrefour' })
    ).closest('[role=alert]')
    expect(banner?.textContent).toContain('41 SKUs na fila; 17 bloqueados.')
    fireEvent.click(within(banner as HTMLElement).getByRole('button', { name: /^Ver detalhes/ }))
    expect(screen.getByText(UNAUTHORIZED_MESSAGE)).toBeTruthy()
    expect(screen.getByRole('button', { name: /^Corrigir ShopKey/ })).toBeTruthy()
  })

  it('offers no fix without the right to configure', async () => {
    show({
      carrefourConnection: refused,
      carrefourPermissions: { view: true, reprocess: true, configure: false },
    })
    const button = await screen.findByRole('button', { name: /^Corrigir ShopKey/ })
    await expectShut(button, /não alterar a configuração/)
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
    const done = await screen.findByText('17 SKUs na fila; próximo envio às 11:31 BRT')
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

describe('a part that does not answer', () => {
  it('is reported in its place, and asked for again, while the list stays', async () => {
    const { answers } = show({
      carrefourProblems: new Error('down'),
      carrefourActivity: new Error('down'),
      carrefourConnection: new Error('down'),
    })
    expect(await screen.findByText(/carregar agora os problemas em aberto/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Resumo' }))
    expect(await screen.findByText(/carregar agora os números de processamento/)).toBeTruthy()
    expect(screen.getByText(/carregar agora a situação da conexão/)).toBeTruthy()
    expect(await screen.findByRole('rowheader', { name: /^1001/ })).toBeTruthy()

    answers['carrefourProblems'] = { problems: [], lastConfirmedAt: null }
    fireEvent.click(
      screen.getByRole('button', { name: /^Tentar de novo – .*os problemas em aberto/ })
    )
    await waitFor(() =>
      expect(screen.queryByText(/carregar agora os problemas em aberto/)).toBeNull()
    )
  })

  it('is not reported when the session has ended: only that is', async () => {
    const all = Object.keys(answers())
    show(Object.fromEntries(all.map(name => [name, new Refused('UNAUTHENTICATED')])))
    expect(await screen.findByText('Sua sessão expirou')).toBeTruthy()
    expect(screen.queryByRole('search')).toBeNull()
    expect(screen.queryByText(/Não foi possível carregar agora/)).toBeNull()
  })
})
