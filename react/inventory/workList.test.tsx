import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, expect, it, jest } from '@jest/globals'

import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import {
  aConfiguration,
  aConnection,
  aPage,
  aProcess,
  UNAUTHORIZED_MESSAGE,
} from '../testing/samples'
import { holdIntervals } from '../testing/browser'
import { NEVER, Refused } from '../testing/scripted'
import { Inventory } from './Inventory'

const rows = ['1001', '1002', '1003'].map(skuId => aProcess({ skuId }))
const answers = (change: Answers = {}): Answers => ({
  carrefourProcesses: aPage(rows),
  carrefourConnection: aConnection(),
  carrefourPermissions: { view: true, reprocess: true, configure: true },
  carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
  carrefourActivity: [],
  carrefourProblems: { problems: [], lastConfirmedAt: null },
  carrefourReprocessJobs: [],
  ...change,
})
const show = (change: Answers = {}, path = '/admin/x') =>
  renderPage(Inventory, { answers: answers(change), path })
const box = (sku: string) => screen.findByRole('checkbox', { name: `Selecionar o SKU ${sku}` })

beforeEach(() => window.localStorage.clear())

it('chooses every row between two with the Shift key', async () => {
  show()
  fireEvent.click(await box('1001'))
  fireEvent.click(await box('1003'), { shiftKey: true })
  expect(screen.getByText('3 SKUs selecionados')).toBeTruthy()
})

it('goes to the search by the key /, but not from within a field, and the shortcut can be switched off', async () => {
  show()
  const search = await screen.findByLabelText('Buscar')
  fireEvent.keyDown(document.body, { key: '/', ctrlKey: true })
  expect(document.activeElement).not.toBe(search)
  fireEvent.keyDown(document.body, { key: '/' })
  expect(document.activeElement).toBe(search)
  expect(fireEvent.keyDown(search, { key: '/' })).toBe(true)
  search.blur()
  fireEvent.click(screen.getByRole('button', { name: /Exibição/ }))
  fireEvent.click(screen.getByLabelText('Buscar com a tecla /'))
  fireEvent.keyDown(document.body, { key: '/' })
  expect(document.activeElement).not.toBe(search)
})

it('remembers density and columns on the next visit, unless the address says otherwise', async () => {
  const { history } = show()
  await box('1001')
  fireEvent.click(screen.getByRole('button', { name: /Exibição/ }))
  fireEvent.click(screen.getByLabelText('Linhas compactas'))
  await waitFor(() => expect(history.location.search).toBe('?density=compact'))
  cleanup()
  show()
  await box('1001')
  fireEvent.click(screen.getByRole('button', { name: /Exibição/ }))
  expect(screen.getByLabelText<HTMLInputElement>('Linhas compactas').checked).toBe(true)
})

it('keeps the rows under a notice when an answer does not come, and is back by itself when online', async () => {
  const page = show()
  await box('1001')
  page.answers['carrefourProcesses'] = new Error('offline')
  fireEvent.change(screen.getByLabelText('Buscar'), { target: { value: 'tv' } })
  fireEvent.click(screen.getByRole('button', { name: 'Buscar' }))
  expect(await screen.findByText(/abaixo continua a lista anterior/)).toBeTruthy()
  expect(await box('1001')).toBeTruthy()
  // Three rows of the list before are not three SKUs of this search.
  expect(screen.queryByText(/3 SKUs|Todos 3|os 3 filtrados/)).toBeNull()
  page.answers['carrefourProcesses'] = aPage([aProcess({ skuId: '1009' })])
  act(() => void window.dispatchEvent(new Event('online')))
  expect(await box('1009')).toBeTruthy()
  expect(screen.queryByText(/abaixo continua a lista anterior/)).toBeNull()
})

it('leaves out on paper what only serves the screen', async () => {
  show()
  await box('1001')
  const pressable = () => [
    ...screen.queryAllByRole('button'),
    ...screen.queryAllByRole('checkbox'),
    ...screen.queryAllByRole('searchbox'),
  ]
  const before = pressable().length
  act(() => void window.dispatchEvent(new Event('beforeprint')))
  // The headings and messages of the columns are buttons on the screen and words on paper.
  expect(
    new Set(pressable().map(({ tagName, dataset }) => `${tagName} ${'onPaper' in dataset}`))
  ).toEqual(new Set(['BUTTON true']))
  expect(screen.getByText(/1003/)).toBeTruthy()
  // On paper there is no tooltip for the rest of a name that is cut.
  const [cut] = document.querySelectorAll<HTMLElement>('tbody .truncate')
  expect(cut?.style.whiteSpace).toBe('normal')
  act(() => void window.dispatchEvent(new Event('afterprint')))
  expect(pressable()).toHaveLength(before)
  expect(cut?.style.whiteSpace).toBe('')
})

it('shows Carrefour’s own answer beside the connector’s sentence', async () => {
  const sentence = 'Produto ainda não foi catalogado no Carrefour.'
  const process = aProcess({
    skuId: '1001',
    status: 'WARNING',
    cause: 'NOT_CATALOGED',
    actor: 'CARREFOUR',
    message: sentence,
    attempts: [
      {
        at: '2026-10-12T14:30:00.000Z',
        reason: 'NOTIFICATION',
        status: 'WARNING',
        cause: 'NOT_CATALOGED',
        quantity: 4,
        message: 'A oferta não existe',
        importId: '4102',
        sentLine: null,
      },
    ],
  })
  show({ carrefourProcesses: aPage([process]) }, '/admin/x?sku=1001')
  const figure = (await screen.findByText('Resposta do Carrefour')).closest('figure')
  expect(figure?.textContent).toContain('A oferta não existe')
  expect(screen.getByText('Mensagem do aplicativo').closest('figure')?.textContent).toContain(
    sentence
  )
})

const narrowWindow = () => {
  const quiet = () => undefined
  const nothing = { matches: false, addListener: quiet, removeListener: quiet }
  return jest
    .spyOn(window, 'matchMedia')
    .mockImplementation(media => ({ ...nothing, media }) as unknown as MediaQueryList)
}

it('shows both quantities in a row of a narrow window, but for a column that is hidden', async () => {
  const rows = [aProcess({ quantity: 1_200, available: 1_234 })]
  const words = () => screen.getByRole('row', { name: /SKU 1001/ }).textContent
  const narrow = narrowWindow()
  show({ carrefourProcesses: aPage(rows) })
  await box('1001')
  expect(words()).toMatch(/Carrefour 1\.200.*Loja 1\.234/)
  fireEvent.click(screen.getByRole('button', { name: /Exibição/ }))
  fireEvent.click(screen.getByLabelText('Loja'))
  await waitFor(() => expect(words()).not.toMatch(/Loja/))
  expect(words()).toMatch(/Carrefour 1\.200/)
  narrow.mockRestore()
})

const scrolled = () => {
  const spy = jest.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue(undefined)
  return () => spy.mock.instances.map(one => (one as unknown as Element).textContent)
}

it('shows what an address asks for: the list’s heading has the focus, and the open row is in view', async () => {
  const shown = scrolled()
  show({}, '/admin/x?sku=1003')
  await box('1003')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('3 SKUs'))
  expect(shown()).toEqual([expect.stringMatching(/^1003/)])
  cleanup()
  show({}, '/admin/x?status=error')
  await box('1001')
  await waitFor(() => expect(document.activeElement?.textContent).toBe('3 SKUs'))
  cleanup()
  show()
  await box('1001')
  expect(document.activeElement).toBe(document.body)
})

it('looks for the row of an address that is on another page by now', async () => {
  const { history } = show({}, '/admin/x?sku=1099')
  await waitFor(() => expect(history.location.search).toBe('?search=1099&sku=1099'))
})

it('leaves the focus with a person who has moved on before the rows came', async () => {
  const page = show({ carrefourConnection: NEVER }, '/admin/x?status=error')
  const help = await screen.findByRole('button', { name: 'Ajuda' })
  help.focus()
  page.answers['carrefourConnection'] = aConnection()
  page.answers['carrefourProcesses'] = aPage(rows)
  act(() => void window.dispatchEvent(new Event('online')))
  expect(document.activeElement).toBe(help)
})

it('has the status as tabs with counts under the other filters, which narrow the list', async () => {
  const counts = {
    statuses: [
      { status: 'SUCCESS', count: 1_250 },
      { status: 'WARNING', count: 36 },
      { status: 'ERROR', count: 4 },
    ],
    causes: [],
    actors: [],
  }
  const { history } = show({
    carrefourProcesses: aPage(rows, { total: 1_290, pending: 2 }),
    carrefourProcessCounts: counts,
  })
  await box('1001')
  const tabs = screen.getByRole('group', { name: 'Status' })
  await waitFor(() =>
    expect(
      within(tabs)
        .getAllByRole('button')
        .map(tab => tab.textContent)
    ).toEqual([
      'Todos 1.290',
      'Com erro 4',
      'Com aviso 36',
      'Com sucesso 1.250',
      'Aguardando agora 2',
    ])
  )
  fireEvent.click(within(tabs).getByRole('button', { name: /^Com erro/ }))
  await waitFor(() => expect(history.location.search).toBe('?status=error'))
})

it('says why a tab has no count while a search is on', async () => {
  show({ carrefourProcessCounts: null }, '/admin/x?search=tv')
  await box('1001')
  const tabs = within(screen.getByRole('group', { name: 'Status' })).getAllByRole('button')
  expect(tabs.map(tab => [tab.textContent, tab.title !== ''])).toEqual([
    ['Todos 3', false],
    ['Com erro', true],
    ['Com aviso', true],
    ['Com sucesso', true],
    ['Aguardando agora', true],
  ])
})

it('leaves the words of a refused key to the detail in a row of a narrow window', async () => {
  const refused = { status: 'ERROR', cause: 'AUTH_INVALID', message: UNAUTHORIZED_MESSAGE } as const
  const narrow = narrowWindow()
  show({ carrefourProcesses: aPage([aProcess({ skuId: '1001', ...refused })]) })
  const line = await screen.findByText('ShopKey recusada pelo Carrefour')
  fireEvent.click(line)
  expect(await screen.findByText(UNAUTHORIZED_MESSAGE)).toBeTruthy()
  narrow.mockRestore()
})

it('shows a few lines of a long message in a row of a narrow window, and all of it in the detail, once asked for', async () => {
  const message = 'Oferta recusada. '.repeat(200).trim()
  const narrow = narrowWindow()
  const refused = { status: 'ERROR', cause: 'OFFER_LINE_REJECTED', message } as const
  const at = '2026-11-24T13:31:00Z'
  const attempt = {
    reason: 'NOTIFICATION',
    quantity: 1,
    importId: null,
    sentLine: null,
    at,
  } as const
  const attempts = [{ ...attempt, ...refused }]
  show({ carrefourProcesses: aPage([aProcess({ skuId: '1001', ...refused, attempts })]) })
  const line = await screen.findByText(/^Recusado: “Oferta recusada/)
  expect(line.style.overflow).toBe('hidden')
  fireEvent.click(line)
  const whole = (): string[] => screen.getAllByText(message).map(({ style }) => style.overflow)
  const button = (about: RegExp) =>
    screen.getByRole('button', { name: new RegExp(`^Ver a mensagem inteira.*${about.source}`) })
  await screen.findAllByText(message)
  expect(whole()).toEqual(['hidden', 'hidden'])
  fireEvent.click(button(/1001/))
  expect(whole()).toEqual(['', 'hidden'])
  fireEvent.click(button(/24\/11\/2026/))
  expect(whole()).toEqual(['', ''])
  narrow.mockRestore()
})

it('has no picture while there is nothing to see', async () => {
  show({ carrefourProcesses: aPage([]) })
  expect(await screen.findByText('Nenhum estoque enviado ainda')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Resumo' })).toBeNull()
})

it('opens a row by a click anywhere in it, but not by one on its buttons', async () => {
  const { history } = show()
  const row = (await box('1002')).closest('tr')
  fireEvent.click(screen.getByRole('button', { name: 'Ações do SKU 1002' }))
  expect(await screen.findByRole('menuitem', { name: 'Reprocessar' })).toBeTruthy()
  expect(history.location.search).toBe('')
  if (row) fireEvent.click(row)
  await waitFor(() => expect(history.location.search).toBe('?sku=1002'))
})

it('shows the first row of another page: the list’s heading has the focus', async () => {
  const page = show({ carrefourProcesses: aPage(rows, { total: 51 }) })
  await box('1001')
  page.answers['carrefourProcesses'] = aPage([aProcess({ skuId: '1026' })], { total: 51, page: 2 })
  const shown = scrolled()
  fireEvent.click(screen.getByRole('button', { name: 'Próxima página' }))
  await box('1026')
  expect(document.activeElement?.textContent).toMatch(/^51 SKUs/)
  expect(shown()).toContainEqual(expect.stringMatching(/^51 SKUs/))
})

it('tells the age of both quantities, and of a refused one what Carrefour holds', async () => {
  const attempt = {
    reason: 'NOTIFICATION',
    cause: null,
    message: null,
    importId: '4102',
    sentLine: null,
  } as const
  const before = {
    ...attempt,
    at: '2026-10-11T14:30:00.000Z',
    status: 'SUCCESS',
    quantity: 5,
  } as const
  const refused = {
    ...attempt,
    at: '2026-10-12T14:30:00.000Z',
    status: 'ERROR',
    cause: 'OFFER_LINE_REJECTED',
    quantity: 211,
  } as const
  const process = aProcess({
    status: 'ERROR',
    cause: 'OFFER_LINE_REJECTED',
    quantity: 211,
    available: 213,
    attempts: [refused, before],
  })
  show(
    {
      carrefourProcesses: aPage([process]),
      carrefourComparison: {
        at: '2026-10-12T15:00:00.000Z',
        store: { units: 213, missing: null },
        carrefour: { units: 0, missing: null, nextAt: null },
      },
    },
    '/admin/x?sku=1001'
  )
  await box('1001')
  expect(screen.getByTitle(/^Confirmado pelo Carrefour em 11\/10\/2026/).textContent).toBe('5')
  expect(screen.getByTitle(/^Lido na loja em 12\/10\/2026/).textContent).toBe('213')
  fireEvent.click(screen.getByRole('button', { name: /^Comparar agora/ }))
  expect(await screen.findByText(/O Carrefour recusou 211 e continua com 0\./)).toBeTruthy()
})

it('keeps the headings of the columns in sight', async () => {
  show()
  await box('1001')
  for (const heading of screen.getAllByRole('columnheader'))
    expect(heading.style).toMatchObject({ position: 'sticky', top: '0px' })
})

it('names the problems that wait for the reader first, also where another has more SKUs', async () => {
  const one = { since: '2026-10-12T14:00:00.000Z', lastDay: 1, oversold: 0, unoffered: 0 }
  const rest = { fingerprint: null, isAtLeast: false, sampleMessage: null, nextCheckAt: null }
  const open = { ...one, ...rest, dismissed: false, aside: null }
  const theirs = { ...open, id: 'A', cause: 'NOT_CATALOGED', actor: 'CARREFOUR', count: 15 }
  const own = { ...open, id: 'B', cause: 'SKU_INACTIVE', actor: 'MERCHANT', count: 4 }
  show({ carrefourProblems: { problems: [theirs, own], lastConfirmedAt: null } })
  const line = within(await screen.findByRole('region', { name: 'Problemas em aberto' }))
  fireEvent.click(line.getByRole('button', { name: /^Ver o que fazer/ }))
  const cards = line.getAllByRole('listitem').map(card => card.textContent ?? '')
  expect(cards[0]).toMatch(/SKU inativo na loja/)
  expect(cards[1]).toMatch(/Aguardando catalogação/)
})

it('the picture has its scale, when it begins and ends, and the numbers of each bar', async () => {
  const at = new Date(new Date().setMinutes(0, 0, 0)).toISOString()
  const hour = { at, success: 1_200, warning: 30, error: 4 }
  show({ carrefourActivity: [hour] })
  fireEvent.click(await screen.findByRole('button', { name: 'Resumo' }))
  const picture = within(await screen.findByRole('region', { name: 'Processamentos' }))
  expect(await picture.findByText(/^1.234$/)).toBeTruthy()
  expect(picture.getByTitle(/1.200 com sucesso · 30 com aviso · 4 com erro$/)).toBeTruthy()
  const time = new Intl.DateTimeFormat('pt', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'America/Sao_Paulo',
  })
  expect(picture.getByText(time.format(new Date(at)))).toBeTruthy()
})

it('an open row says what the store and Carrefour held last, before they are asked', async () => {
  const attempt = {
    at: new Date().toISOString(),
    reason: 'NOTIFICATION' as const,
    status: 'SUCCESS' as const,
    cause: null,
    quantity: 12,
    message: null,
    importId: '4102',
    sentLine: null,
  }
  const row = aProcess({ quantity: 12, available: 14, attempts: [attempt] })
  show({ carrefourProcesses: aPage([row]) }, '/admin/x?sku=1001')
  const sides = within(await screen.findByRole('region', { name: 'Quantidades lado a lado' }))
  expect(sides.getByText(/^Na loja \(\d\d:\d\d\)$/).parentElement?.textContent).toMatch(/\)14$/)
  expect(sides.getByText(/^No Carrefour \(\d\d:\d\d\)$/).parentElement?.textContent).toMatch(
    /\)12$/
  )
})

it('of a product that is not catalogued says that its quantity was refused, not that it was sent', async () => {
  const row = aProcess({
    status: 'WARNING',
    cause: 'NOT_CATALOGED',
    quantity: 508,
    available: 508,
  })
  show({ carrefourProcesses: aPage([row]) }, '/admin/x?sku=1001')
  const way = await screen.findByRole('region', { name: 'Como calculamos a quantidade' })
  expect(way.textContent).toMatch(/Tentamos enviar 508 unidades: o Carrefour recusou/)
  expect(way.textContent).not.toMatch(/enviadas/)
  const sides = screen.getByRole('region', { name: 'Quantidades lado a lado' })
  expect(sides.textContent).toMatch(/Tentativa recusada508/)
})

it('tells the truth of an open row that no longer matches the filter, and keeps it in its place', async () => {
  holdIntervals()
  try {
    const { answers: script, asked } = show({}, '/admin/x?status=warning&sku=1002')
    await box('1002')
    const settled = aProcess({ skuId: '1002', status: 'WARNING', cause: 'NO_PRICE' })
    const [first, , third] = rows
    script['carrefourProcesses'] = ({ filter }: Record<string, unknown>) =>
      (filter as { search?: string }).search === '1002'
        ? aPage([settled])
        : aPage([first, third].flatMap(row => row ?? []))
    act(() => void jest.advanceTimersByTime(15_000))
    expect(await screen.findByRole('button', { name: 'Mostrar 1 atualização' })).toBeTruthy()
    const [row] = screen.getAllByRole('row', { name: /1002/ })
    expect(row?.textContent).toMatch(/Sem preço na política comercial/)
    expect(asked).toContainEqual({
      name: 'carrefourProcesses',
      variables: { filter: { search: '1002' }, pageSize: 1 },
    })
  } finally {
    jest.useRealTimers()
  }
})

it.each([
  ['Integração desligada', { configuration: aConfiguration({ active: false }) }],
  ['Desconectado do Carrefour', { configuration: null }],
])('says above the list that nothing is sent: %s', async (title, change) => {
  const page = show({ carrefourConnection: aConnection(change) })
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy()
  expect(screen.getByText(/vende com as últimas quantidades/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Ver detalhes/ })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: /^Editar configuração/ }))
  await waitFor(() => expect(page.history.location.pathname).toMatch(/configuration$/))
})

it('who has signed out in another tab sees that, and no row any more', async () => {
  holdIntervals()
  try {
    const { answers: script } = show()
    await box('1001')
    for (const name of Object.keys(script)) script[name] = new Refused('UNAUTHENTICATED')
    script['carrefourPulse'] = new Refused('UNAUTHENTICATED')
    // The question whether anything has changed is refused, then the whole page is asked.
    for (const _ of [1, 2]) {
      act(() => void jest.advanceTimersByTime(15_000))
      await act(() => new Promise(resolve => setTimeout(resolve, 20)))
    }
    expect(await screen.findByText('Sua sessão expirou')).toBeTruthy()
    expect(screen.queryByRole('rowheader')).toBeNull()
  } finally {
    jest.useRealTimers()
  }
})
