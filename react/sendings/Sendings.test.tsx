import { gzipSync, strFromU8, strToU8, unzipSync } from 'fflate'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it, jest } from '@jest/globals'

import type { Sending } from '../api/generated'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { saveFile } from '../export/saveFile'
import { bytesOf, evidenceText, evidenceZip } from './evidence'
import type { SendingFiles } from './evidence'
import { Sendings } from './Sendings'

const aSending = (change: Partial<Sending> = {}): Sending => ({
  id: '2026-11-24.b-1.mvz7',
  importId: '4102',
  state: 'COMPLETE',
  sentAt: '2026-11-24T14:30:00.000Z',
  endedAt: '2026-11-24T14:30:20.000Z',
  skus: 3,
  accepted: 2,
  refused: 1,
  unconfirmed: 0,
  shop: 'https://marketplace.example 2001',
  keyEnding: 'e871',
  fileBytes: 90,
  reportBytes: 40,
  hasFile: true,
  hasReport: true,
  message: null,
  nextCall: null,
  nextCallAt: null,
  ...change,
})

const part = (text: string) => Buffer.from(gzipSync(strToU8(text))).toString('base64')

const FILE = '"offer-sku";"quantity"\n"1001";"7"\n"101";"1001"\n'
const someFiles = (change: Partial<SendingFiles> = {}): SendingFiles => ({
  account: 'loja',
  sending: aSending(),
  answers: [{ at: '2026-11-24T14:30:20.000Z', operation: 'STO02', words: 'COMPLETE' }],
  file: part(FILE),
  report: part('"2";"não existe";"1001"\n'),
  ...change,
})

const words = (key: string, values: Readonly<Record<string, unknown>> = {}) =>
  [key, ...Object.values(values)].join(' ')

const show = (items: readonly Sending[], query = '', change: Answers = {}) =>
  renderPage(Sendings, {
    path: `/admin/carrefour-inventory/inventory/sendings${query}`,
    answers: {
      carrefourSendings: {
        items,
        total: items.length,
        page: 1,
        pageSize: 25,
        nextFileAt: null,
      },
      ...change,
    },
  })

it('shows a line a file: import, moment, counts, state', async () => {
  show([aSending()])
  expect(
    await screen.findByRole('row', { name: /4102.*24\/11\/2026.*3.*2.*1.*Concluído/ })
  ).toBeTruthy()
  expect(screen.getByText('Nenhum arquivo pode ser enviado agora')).toBeTruthy()
})

it('tells the next call about a file under way, and its legal moment', async () => {
  const under = {
    state: 'SENT',
    endedAt: null,
    nextCall: 'STO02',
    nextCallAt: '2026-11-24T14:30:15.000Z',
  } as const
  show([aSending(under)])
  const told = await screen.findAllByText(/Próxima consulta \(STO02\) a partir de 11:30/)
  expect(told.length).toBeGreaterThan(0)
})

it('searches by what the address says, and keeps it there', async () => {
  const { history, asked } = show([], '?search=10001')
  expect(await screen.findByText('Nenhum envio encontrado')).toBeTruthy()
  expect(screen.queryByText(/mostra os 10 últimos envios/)).toBeNull()
  expect(asked.find(({ name }) => name === 'carrefourSendings')?.variables).toMatchObject({
    search: '10001',
  })
  fireEvent.change(screen.getByLabelText('Buscar por importação ou SKU'), {
    target: { value: ' 4102 ' },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Buscar' }))
  await waitFor(() => expect(history.location.search).toBe('?search=4102'))
})

it('says of the sendings of one SKU how many the list shows', async () => {
  show([aSending()], '?search=10001')
  expect(await screen.findByText(/mostra os 10 últimos envios/)).toBeTruthy()
})

it('offers what is kept, and says why the rest is not there', async () => {
  show([aSending({ hasFile: false, hasReport: false, reportBytes: null })])
  fireEvent.click(await screen.findByRole('button', { name: 'Ações do envio 4102' }))
  const why = (name: string) => {
    const option = screen.getByRole('menuitem', { name })
    return document.getElementById(option.getAttribute('aria-describedby') ?? '')?.textContent
  }
  expect(why('Baixar o arquivo enviado')).toBe('O arquivo não está mais disponível.')
  expect(why('Baixar o relatório recebido')).toBe(
    'O Carrefour não enviou relatório para este arquivo.'
  )
  const evidence = screen.getByRole('menuitem', { name: /provas/ })
  expect(evidence.getAttribute('aria-disabled')).toBe('false')
})

it('says that a sending is no longer kept', async () => {
  show([aSending()], '', { carrefourSendingFiles: null })
  fireEvent.click(await screen.findByRole('button', { name: 'Ações do envio 4102' }))
  fireEvent.click(screen.getByRole('menuitem', { name: /arquivo enviado/ }))
  expect(
    (await screen.findAllByText('Este envio não está mais disponível.')).length
  ).toBeGreaterThan(0)
})

it('gives file and report back byte for byte', () => {
  const odd = Uint8Array.from([0xff, 0, 0x0d, 0x0a, 0xe7])
  expect(bytesOf(Buffer.from(gzipSync(odd)).toString('base64'))).toEqual(odd)
})

it('puts ids, moments in UTC, answers and the lines of the SKU into the evidence', () => {
  const text = evidenceText(someFiles(), '1001', words)
  for (const said of [
    '4102',
    '2026-11-24T14:30:00.000Z',
    'STO02  COMPLETE',
    'evidence.lines: ',
    'evidence.lines-refused: ',
    '...e871',
    '"1001";"7"',
    'não existe',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('"101";"1001"')
  expect(evidenceText(someFiles(), '7777', words)).not.toContain('7777')
})

it.each([
  ['UTF-16 with a mark', Buffer.from('\uFEFF"2";"não existe";"1001"\r', 'utf16le')],
  ['UTF-16, big end first', Buffer.from('"2";"não existe";"1001"\r', 'utf16le').swap16()],
])('finds the lines of the SKU in a report in %s', (_, report) => {
  const files = someFiles({ report: Buffer.from(gzipSync(report)).toString('base64') })
  const text = evidenceText(files, '1001', words)
  expect(text).toContain('"2";"não existe";"1001"\r\n')
  expect(text).not.toContain('sku-unreported')
})

it('gives the report as received, named as a text that no spreadsheet opens by itself', () => {
  const formula = '"2";"=cmd|\' /C calc\'!A0";"1001"\n'
  const files = unzipSync(
    Buffer.concat(
      evidenceZip(
        someFiles({ report: Buffer.from(gzipSync(strToU8(formula))).toString('base64') }),
        null,
        words
      ) as Uint8Array[]
    )
  )
  expect(Object.keys(files)).toEqual(['evidence.txt', 'stock-4102.csv', 'error-report-4102.txt'])
  expect(strFromU8(files['error-report-4102.txt'] ?? new Uint8Array())).toBe(formula)
})

it('makes one file of the evidence, with what is kept', () => {
  const files = unzipSync(
    Buffer.concat(evidenceZip(someFiles({ report: null }), null, words) as Uint8Array[])
  )
  expect(Object.keys(files)).toEqual(['evidence.txt', 'stock-4102.csv'])
  expect(strFromU8(files['stock-4102.csv'] ?? new Uint8Array())).toBe(FILE)
})

it('gives a file to the person by a link that is gone again', () => {
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined })
  saveFile(new Blob(['x']), 'a.csv')
  expect(click).toHaveBeenCalledTimes(1)
  expect(document.querySelector('a[download]')).toBeNull()
  click.mockRestore()
})
