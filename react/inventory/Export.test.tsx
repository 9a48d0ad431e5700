import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import readWorkbook from 'read-excel-file/universal'
import { beforeEach, describe, expect, it, jest } from '@jest/globals'

import type { ExportRow } from '../api/generated'
import { bytesOf } from '../testing/browser'
import { renderPage } from '../testing/renderPage'
import { aConnection, aPage, aProcess, NOT_CATALOGED_MESSAGE } from '../testing/samples'
import { NEVER, Refused } from '../testing/scripted'
import type { Answers } from '../testing/scripted'
import { Inventory } from './Inventory'

/** Files that the browser was told to save. */
const saved: Array<{ name: string; file: Blob }> = []

beforeEach(() => {
  saved.length = 0
  let last = new Blob()
  URL.createObjectURL = file => {
    if (file instanceof Blob) last = file
    return 'blob:x'
  }
  URL.revokeObjectURL = () => undefined
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement
  ) {
    saved.push({ name: this.download, file: last })
  })
})

const aRow = (change: Partial<ExportRow> = {}): ExportRow => ({
  skuId: '1001',
  name: 'Cafeteira Elétrica',
  ean: '0789123456789',
  reference: '0042',
  affiliate: 'CRF',
  status: 'SUCCESS',
  cause: null,
  actor: 'NOBODY',
  message: null,
  quantity: 12,
  confirmed: 12,
  available: 14,
  processedAt: '2026-10-12T14:30:00.000Z',
  causeSince: null,
  nextCheckAt: null,
  reason: 'NOTIFICATION',
  importId: '2042',
  ...change,
})

const WAITING = aRow({
  skuId: '1002',
  name: '=HYPERLINK("http://x.example";"Oferta")',
  status: 'WARNING',
  cause: 'NOT_CATALOGED',
  actor: 'CARREFOUR',
  message: NOT_CATALOGED_MESSAGE,
  quantity: 40,
  confirmed: null,
})

/** Two pages of one row each. */
const TWO_PAGES = ({ cursor }: Record<string, unknown>) =>
  cursor === undefined
    ? { items: [aRow()], total: 2, cursor: '1001' }
    : { items: [WAITING], total: 1, cursor: null }

interface Shown {
  search?: string
  language?: 'pt' | 'en' | 'es'
  total?: number
}

const show = (
  carrefourExport: Answers[string] = TWO_PAGES,
  { search = '', language = 'pt', total = 2 }: Shown = {}
) =>
  renderPage(Inventory, {
    path: `/admin/carrefour-inventory/inventory${search}`,
    language,
    answers: {
      carrefourProcesses: aPage([aProcess()], { total }),
      carrefourConnection: aConnection(),
      carrefourPermissions: { view: true, reprocess: false, configure: false },
      carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
      carrefourActivity: [],
      carrefourReprocessJobs: [],
      carrefourProblems: { problems: [], lastConfirmedAt: null },
      carrefourExport,
    },
  })

const choose = async (option: string, button = 'Exportar 2 SKUs') => {
  fireEvent.click(await screen.findByRole('button', { name: button }))
  fireEvent.click(screen.getByRole('menuitem', { name: option }))
}

/** Why an option cannot be used. */
const reasonOf = (option: HTMLElement) =>
  document.getElementById(option.getAttribute('aria-describedby') ?? '')?.textContent

const readSaved = async () => {
  const [one] = saved
  const [sheet] = one ? await readWorkbook(new Uint8Array(await bytesOf(one.file)).buffer) : []
  // Dates are fractions of a day in a workbook, and the reader cuts where Excel rounds.
  const rows = (sheet?.data ?? []).map(row =>
    row.map(cell => (cell instanceof Date ? new Date(Math.round(+cell / 1_000) * 1_000) : cell))
  )
  return { name: one?.name, sheet: sheet?.sheet, rows }
}

describe('exporting the list', () => {
  it('expect a workbook of all pages, in the reader’s words, with numbers, dates and texts', async () => {
    show()
    await choose('Todos os 2 SKUs em Excel (.xlsx)')
    await screen.findByText(/^Pronto: 2 SKUs em estoque-carrefour-.*\.xlsx/, { selector: 'p' })
    const { name, sheet, rows } = await readSaved()
    expect(name).toMatch(/^estoque-carrefour-\d{4}-\d{2}-\d{2}\.xlsx$/)
    expect(sheet).toBe('Estoque')
    expect(rows[0]?.slice(0, 3)).toEqual(['Código do SKU', 'Nome', 'EAN'])
    expect(rows[0]?.[3]).toBe('Código de referência')
    expect(rows[0]?.[12]).toMatch(/^Data do processamento \((BRT|GMT-3)\)$/)
    expect(rows[1]).toEqual([
      ...['1001', 'Cafeteira Elétrica', '0789123456789', '0042', 'CRF', 'Processado com sucesso'],
      ...[null, null, null, 12, 12, 14, new Date('2026-10-12T11:30:00Z'), null, null],
      ...['Alteração na loja', '2042', '2026-10-12T14:30:00.000Z'],
    ])
    expect(rows[0]?.slice(9, 12)).toEqual([
      'Quantidade no arquivo',
      'Quantidade no Carrefour',
      'Disponível na loja',
    ])
    // What was sent and refused is not what Carrefour has.
    expect(rows[2]?.slice(1, 11)).toEqual([
      '=HYPERLINK("http://x.example";"Oferta")',
      ...['0789123456789', '0042', 'CRF', 'Processado com aviso'],
      ...['Aguardando catalogação no Carrefour', 'O Carrefour', NOT_CATALOGED_MESSAGE],
      ...[40, null],
    ])
  })

  it('given a filter, expect the service to be asked for what it matches, whatever page is shown', async () => {
    const { asked } = show(TWO_PAGES, { search: '?status=error&search=caf%C3%A9&page=3' })
    await choose('2 SKUs filtrados em CSV (.csv)')
    await screen.findByText(/^Pronto: 2 SKUs em .*\.csv/, { selector: 'p' })
    const filter = { status: 'ERROR', search: 'café' }
    expect(asked.filter(one => one.name === 'carrefourExport').map(one => one.variables)).toEqual([
      { filter },
      { filter, cursor: '1001' },
    ])
    const text = new TextDecoder().decode(await bytesOf(saved[0]?.file ?? new Blob()))
    expect(text).toContain(`;"'=HYPERLINK(""http://x.example"";""Oferta"")";`)
  })

  it.each<['en' | 'es', string, string, string, string]>([
    ['en', 'Export 2 SKUs', 'All 2 SKUs as Excel (.xlsx)', 'inventory-carrefour', 'Inventory'],
    ['es', 'Exportar 2 SKU', 'Los 2 SKU en Excel (.xlsx)', 'stock-carrefour', 'Stock'],
  ])('given a reader of %s, expect their words', async (language, button, option, ...names) => {
    show(TWO_PAGES, { language })
    await choose(option, button)
    await waitFor(() => expect(saved).toHaveLength(1))
    const { name, sheet } = await readSaved()
    expect([name?.slice(0, -16), sheet]).toEqual(names)
  })

  it('given a session that ends in the middle, expect a notice, and to continue after signing in', async () => {
    let signedIn = false
    show(variables => {
      if (variables['cursor'] !== undefined && !signedIn) return new Refused('UNAUTHENTICATED')
      return TWO_PAGES(variables)
    })
    await choose('Todos os 2 SKUs em Excel (.xlsx)')
    const stopped = await screen.findByText(/Sua sessão expirou. Entre de novo no Admin/)
    expect(stopped.textContent).toContain('A exportação parou em 1 de 2 SKUs.')
    expect(saved).toEqual([])
    signedIn = true
    fireEvent.click(screen.getByRole('button', { name: 'Continuar' }))
    expect(document.activeElement).not.toBe(document.body)
    await waitFor(() => expect(saved).toHaveLength(1))
    expect((await readSaved()).rows.map(row => row[0])).toEqual(['Código do SKU', '1001', '1002'])
  })

  it('while it runs, expect its progress, no second one, and a way out that keeps the focus near', async () => {
    const { history } = show(variables =>
      variables['cursor'] === undefined ? TWO_PAGES(variables) : NEVER
    )
    await choose('Todos os 2 SKUs em Excel (.xlsx)')
    expect(await screen.findByText('Exportando: 1 de 2 SKUs')).toBeTruthy()
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50')
    fireEvent.click(screen.getByRole('button', { name: 'Exportar 2 SKUs' }))
    const again = screen.getByRole('menuitem', { name: /Excel/ })
    expect(again.getAttribute('aria-disabled')).toBe('true')
    expect(reasonOf(again)).toContain('Já existe uma exportação em andamento')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false)
    act(() => history.push('/admin/carrefour-inventory/inventory?status=error'))
    expect(confirm).not.toHaveBeenCalled()
    act(() => history.push('/admin/carrefour-inventory/integrations'))
    expect(confirm.mock.calls).toEqual([[expect.stringContaining('Sair desta página?')]])
    expect(history.location.pathname).toBe('/admin/carrefour-inventory/inventory')
    fireEvent.click(screen.getByRole('button', { name: 'Cancelar exportação' }))
    expect(screen.queryByRole('progressbar')).toBeNull()
    expect(document.activeElement).not.toBe(document.body)
    expect(saved).toEqual([])
  })

  it('given more rows than a sheet holds, expect Excel to be refused with the reason, and CSV offered', async () => {
    show(TWO_PAGES, { total: 1_200_000 })
    fireEvent.click(await screen.findByRole('button', { name: 'Exportar 1.200.000 SKUs' }))
    const excel = screen.getByRole('menuitem', { name: /Excel/ })
    expect(excel.getAttribute('aria-disabled')).toBe('true')
    expect(reasonOf(excel)).toContain('até 1.048.575 linhas')
    const csv = screen.getByRole('menuitem', { name: /em CSV/ })
    expect(csv.getAttribute('aria-disabled')).toBe('false')
  })
})
