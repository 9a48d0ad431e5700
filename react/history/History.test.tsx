import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it } from '@jest/globals'

import type { HistoryEntry } from '../api/generated'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { History, readHistoryView, subjectWords, writeHistoryView } from './History'
import type { TextValues } from '../ui/useText'

const anEntry = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id: 'e1',
  at: '2026-10-12T14:30:00.000Z',
  kind: 'CONFIGURATION_SAVED',
  person: 'dona@loja.example',
  from: '203.0.113.7',
  fields: ['shopKey', 'minimumStock'],
  count: null,
  subject: null,
  outcome: null,
  ...change,
})

const show = (items: readonly HistoryEntry[], query = '', change: Answers = {}) =>
  renderPage(History, {
    path: `/admin/carrefour-inventory/integrations/history${query}`,
    answers: {
      carrefourHistory: { items, total: items.length, page: 1, pageSize: 25 },
      ...change,
    },
  })

it('says who changed which fields, when and from where', async () => {
  show([anEntry()])
  expect(
    await screen.findByText('Salvou a configuração. Campos alterados: ShopKey, Estoque mínimo.')
  ).toBeTruthy()
  expect(screen.getByText(/12\/10\/2026/)).toBeTruthy()
  expect(screen.getByText('dona@loja.example')).toBeTruthy()
  expect(screen.getByText('IP informado: 203.0.113.7')).toBeTruthy()
})

it('tells a refusal from a deed, and a test by how it ended', async () => {
  show([
    anEntry({ id: '1', kind: 'REFUSED', fields: [], subject: 'saveX', outcome: 'FORBIDDEN' }),
    anEntry({ id: '2', kind: 'CONNECTION_TESTED', fields: [], outcome: 'ACCEPTED' }),
    anEntry({ id: '3', kind: 'REPROCESSED', fields: [], count: 17 }),
  ])
  expect(await screen.findByText(/Acesso negado por falta de permissão/)).toBeTruthy()
  expect(screen.getByText('Testou a conexão. O Carrefour aceitou a ShopKey.')).toBeTruthy()
  expect(screen.getByText('Solicitou o reprocessamento de 17 SKUs.')).toBeTruthy()
})

it('keeps the filter in the address', async () => {
  const { history, asked } = show([anEntry()], '?kind=refused')
  expect(await screen.findByText('dona@loja.example')).toBeTruthy()
  const first = asked.find(({ name }) => name === 'carrefourHistory')
  expect(first?.variables).toMatchObject({ filter: { kind: 'REFUSED', person: '' }, page: 1 })
  fireEvent.change(screen.getByLabelText('E-mail do usuário'), {
    target: { value: ' ana@loja.example ' },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Filtrar' }))
  await waitFor(() =>
    expect(history.location.search).toBe('?kind=refused&person=ana%40loja.example')
  )
})

it('says why nothing is there, and leads back', async () => {
  const { history } = show([], '?kind=refused')
  fireEvent.click(await screen.findByRole('button', { name: 'Limpar filtros' }))
  await waitFor(() => expect(history.location.search).toBe(''))
  expect(await screen.findByText('Nada registrado ainda')).toBeTruthy()
})

it('offers to try again when no answer came', async () => {
  show([], '', { carrefourHistory: new Error('down') })
  expect(await screen.findByRole('alert')).toBeTruthy()
})

const entry = (change: Partial<HistoryEntry>): HistoryEntry => ({
  id: '1',
  at: '2026-10-12T14:30:00.000Z',
  kind: 'REPROCESSED',
  person: null,
  from: null,
  fields: [],
  count: null,
  subject: null,
  outcome: null,
  ...change,
})

/** Shows keys and values, so that what is put together can be seen. */
const text = (key: string, values: TextValues = {}) => [key, ...Object.values(values)].join(' ')

it.each<[Partial<HistoryEntry>, string | null]>([
  [{ subject: null }, null],
  [{ subject: '1001' }, 'history.subject 1001'],
  [{ kind: 'PROBLEM_DISMISSED', subject: 'NO_PRICE' }, 'history.subject cause.no-price.title'],
  [{ kind: 'PROBLEM_RESTORED', subject: 'UNKNOWN.ab12' }, 'history.subject cause.unknown.title'],
  [
    { kind: 'REFUSED', subject: 'saveCarrefourConfiguration' },
    'history.refused-field history.operation.save-carrefour-configuration',
  ],
  [
    { kind: 'REFUSED', subject: 'carrefourConnection' },
    'history.refused-field history.operation.view',
  ],
])('given %o, expect %s', (change, expected) => {
  expect(subjectWords(entry(change), text)).toBe(expected)
})

it('reads from the address what it wrote there', () => {
  const view = { kind: 'REFUSED', person: 'ana+1@loja.example', page: 3 } as const
  const query = writeHistoryView(view)
  const decoded = Object.entries(query).map(([key, value]) => [key, decodeURIComponent(value)])
  expect(readHistoryView(Object.fromEntries(decoded) as Record<string, string>)).toEqual(view)
})

it('leaves defaults out, and takes nonsense for left out', () => {
  const start = { kind: null, person: '', page: 1 }
  expect(writeHistoryView(start)).toEqual({})
  expect(readHistoryView({ kind: 'x', page: '-1' })).toEqual(start)
})
