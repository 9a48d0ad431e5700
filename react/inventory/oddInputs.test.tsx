import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from '@jest/globals'

import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { aConnection, aPage, aProcess } from '../testing/samples'
import { Late, Refused } from '../testing/scripted'
import { Inventory } from './Inventory'

/* What people paste, stores write and networks do, beyond the usual. */

const row = (skuId: string) => aPage([aProcess({ skuId })])
const answers = (change: Answers = {}): Answers => ({
  carrefourProcesses: row('1001'),
  carrefourConnection: aConnection(),
  carrefourPermissions: { view: true, reprocess: true, configure: true },
  carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
  carrefourProblems: { problems: [], lastConfirmedAt: null },
  carrefourReprocessJobs: [],
  ...change,
})
const show = (change: Answers = {}, path = '/admin/x') =>
  renderPage(Inventory, { answers: answers(change), path })
const header = (sku: string) => screen.findByRole('rowheader', { name: new RegExp(`^${sku}`) })
const search = (words: string) => {
  fireEvent.change(screen.getByLabelText('Buscar'), { target: { value: words } })
  fireEvent.click(screen.getByRole('button', { name: 'Buscar' }))
}
const searchesOf = ({ asked }: ReturnType<typeof show>) =>
  asked
    .filter(({ name }) => name === 'carrefourProcesses')
    .map(({ variables }) => (variables['filter'] as { search?: string }).search)

/** An answer, and the way to let it come. */
function held(answer: object | Error) {
  let come: () => void = () => undefined
  const ready = new Promise<void>(resolve => (come = resolve))
  const release = () =>
    act(async () => {
      come()
      await ready
    })
  return { late: new Late(ready, answer), release }
}

beforeEach(() => window.localStorage.clear())

describe('what is searched for', () => {
  it('300 codes of a column arrive whole, and the page says how many go at once', async () => {
    const page = show()
    await header('1001')
    const codes = Array.from({ length: 300 }, (_, at) => String(10_000 + at)).join(' ')
    page.answers['carrefourProcesses'] = aPage([], { searchProblem: 'TOO_MANY_CODES' })
    search(codes)
    expect(await screen.findByText('Cole até 100 códigos de cada vez.')).toBeTruthy()
    expect(searchesOf(page)[1]).toBe(codes)
  })

  it.each(['100% & mais=#1?', '10003, 10004;10005', 'كرسي 🪑', '<b>\u202e', 'a+b%20c', '_'])(
    '%j is the same in the field, the address and the request',
    async words => {
      const page = show()
      await header('1001')
      search(words)
      await waitFor(() => expect(searchesOf(page)[1]).toBe(words))
      expect(await screen.findByText(`Busca: ${words}`)).toBeTruthy()
      page.unmount()
      const again = show({}, `/admin/x${page.history.location.search}`)
      await header('1001')
      expect(searchesOf(again)).toEqual([words])
      expect(screen.getByLabelText<HTMLInputElement>('Buscar').value).toBe(words)
    }
  )
})

describe('what stores and Carrefour write', () => {
  it('names and messages of any length and script are shown as they are', async () => {
    const name = `\u202eكرسي 👩‍👩‍👧 <script>alert(1)</script> ${'x'.repeat(300)}`
    const message = `Recusada\n${'á'.repeat(4_000)}`
    const odd = aProcess({
      skuId: '1001',
      name,
      status: 'ERROR',
      cause: 'OFFER_LINE_REJECTED',
      actor: 'MERCHANT',
      message,
    })
    show({ carrefourProcesses: aPage([odd]) }, '/admin/x?sku=1001')
    const line = (await header('1001')).closest('tr')
    expect(within(line as HTMLElement).getByTitle(name, { normalizer: text => text })).toBeTruthy()
    expect(line?.textContent).toContain('“Recusada”')
    expect(document.querySelector('blockquote')?.textContent).toBe(message)
    expect(document.querySelector('table script')).toBeNull()
  })

  it('a message of 4,000 characters leaves room beneath it in the card of its problem', async () => {
    const sampleMessage = 'motivo-'.repeat(570)
    const problem = {
      id: 'OFFER_LINE_REJECTED.ab12',
      cause: 'OFFER_LINE_REJECTED',
      fingerprint: 'ab12',
      actor: 'MERCHANT',
      count: 3,
      since: null,
      lastDay: 0,
      oversold: 0,
      unoffered: 0,
      isAtLeast: false,
      sampleMessage,
      nextCheckAt: null,
      dismissed: false,
      aside: null,
    }
    show({ carrefourProblems: { problems: [problem], lastConfirmedAt: null } })
    fireEvent.click(await screen.findByRole('button', { name: /^Ver o que fazer/ }))
    const words = screen.getByText(sampleMessage, { selector: 'li p' })
    expect(words.style.overflow).toBe('hidden')
    expect(words.title).toBe(sampleMessage)
  })
})

describe('answers that take their time', () => {
  it('one that a later search has overtaken changes nothing', async () => {
    const page = show()
    await header('1001')
    const slow = held(row('1002'))
    page.answers['carrefourProcesses'] = () => slow.late
    search('lenta')
    // What is on screen stays there until the answer is.
    expect(await header('1001')).toBeTruthy()
    page.answers['carrefourProcesses'] = row('1003')
    search('rápida')
    await header('1003')
    await slow.release()
    expect(screen.queryByRole('rowheader', { name: /^1002/ })).toBeNull()
    expect(await header('1003')).toBeTruthy()
  })

  it('back while it is on its way shows the rows of before, and forward asks again', async () => {
    const page = show()
    await header('1001')
    const slow = held(row('1002'))
    page.answers['carrefourProcesses'] = ({ filter }: Record<string, unknown>) =>
      JSON.stringify(filter).includes('tv') ? slow.late : row('1004')
    search('tv')
    await waitFor(() => expect(page.history.location.search).toBe('?search=tv'))
    act(() => page.history.goBack())
    await header('1004')
    await slow.release()
    expect(screen.queryByRole('rowheader', { name: /^1002/ })).toBeNull()
    act(() => page.history.goForward())
    await header('1002')
  })

  it('one that comes after the page is gone disturbs nobody', async () => {
    const slow = held(row('1002'))
    const page = show({ carrefourProcesses: () => slow.late })
    page.unmount()
    await slow.release()
    expect(document.body.textContent).toBe('')
  })

  it('a failure in the middle leaves the rows; the end of the session is said, and what was searched stays', async () => {
    const page = show()
    await header('1001')
    page.answers['carrefourProcesses'] = new Error('resolver')
    search('tv')
    expect(await screen.findByText(/abaixo continua a lista anterior/)).toBeTruthy()
    expect(await header('1001')).toBeTruthy()
    page.answers['carrefourProcesses'] = new Refused('UNAUTHENTICATED')
    fireEvent.click(screen.getByRole('button', { name: /^Tentar de novo/ }))
    expect(await screen.findByText('Sua sessão expirou')).toBeTruthy()
    page.answers['carrefourProcesses'] = row('1005')
    fireEvent.click(screen.getByRole('button', { name: /^Tentar de novo/ }))
    await header('1005')
    expect(searchesOf(page)[searchesOf(page).length - 1]).toBe('tv')
  })
})
