import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, jest } from '@jest/globals'

import type { Job, Refusal } from '../api/generated'
import { Inventory } from '../inventory/Inventory'
import { holdIntervals } from '../testing/browser'
import { expectShut } from '../testing/expectShut'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import { aConnection, aJob, aPage, aPlan, aProcess } from '../testing/samples'

const MAY_ALL = { view: true, reprocess: true, configure: true }
const rows = ['1001', '1002', '1003'].map(skuId => aProcess({ skuId }))
const answers = (change: Answers): Answers => ({
  carrefourProcesses: (variables: Record<string, unknown>) =>
    aPage(rows, { total: 60, page: Number(variables['page']), pageSize: 25 }),
  carrefourConnection: aConnection(),
  carrefourPermissions: MAY_ALL,
  carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
  carrefourActivity: [],
  carrefourProblems: { problems: [], lastConfirmedAt: null },
  carrefourReprocessJobs: [],
  carrefourReprocessPlan: aPlan(),
  ...change,
})
const show = (change: Answers = {}, path = '/admin/x', language: 'pt' | 'en' | 'es' = 'pt') =>
  renderPage(Inventory, { answers: answers(change), path, language })

const check = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('checkbox', { name }))
const press = async (name: string | RegExp) =>
  fireEvent.click(await screen.findByRole('button', { name }))
const bar = () => within(screen.getByRole('region', { name: 'Seleção' }))
const dialog = async () => within(await screen.findByRole('dialog', { name: 'Reprocessar' }))
const variablesOf = ({ asked }: ReturnType<typeof show>, name: string) =>
  asked.filter(one => one.name === name).map(one => one.variables)

describe('choosing rows', () => {
  it('given two rows, expect exactly these planned', async () => {
    const page = show()
    await check('Selecionar o SKU 1001')
    await check('Selecionar o SKU 1003')
    expect(bar().getByRole('status').textContent).toBe('2 SKUs selecionados')
    fireEvent.click(bar().getByRole('button', { name: 'Reprocessar' }))
    await dialog()
    expect(variablesOf(page, 'carrefourReprocessPlan')).toMatchObject([
      { filter: { skuIds: ['1001', '1003'], without: ['NOT_CATALOGED'] } },
    ])
  })

  it('given a page, expect the offer to choose all that match, and the filter planned', async () => {
    const page = show({}, '/admin/x?status=error&cause=unknown')
    await check('Selecionar todos desta página')
    fireEvent.click(bar().getByRole('button', { name: 'Selecionar todos os 60 da lista' }))
    expect(bar().getByRole('status').textContent).toMatch(/^Todos os 60 SKUs/)
    fireEvent.click(bar().getByRole('button', { name: 'Reprocessar' }))
    await dialog()
    expect(variablesOf(page, 'carrefourReprocessPlan')[0]).toMatchObject({
      filter: { status: 'ERROR', causes: ['UNKNOWN'] },
    })
  })

  it('given another page, expect the choice kept; given another filter, expect it undone and said', async () => {
    show()
    await check('Selecionar o SKU 1001')
    await press('Próxima página')
    await waitFor(() => expect(screen.getByText('26–50 de 60')).toBeTruthy())
    expect(bar().getByRole('status').textContent).toBe('1 SKU selecionado')
    fireEvent.change(screen.getByLabelText('Buscar'), { target: { value: 'tv' } })
    fireEvent.click(screen.getByRole('button', { name: 'Buscar' }))
    await waitFor(() => expect(bar().queryByRole('button')).toBeNull())
    expect((await screen.findAllByText(/a seleção foi desfeita/)).length).toBeGreaterThan(0)
  })

  it('given rows are chosen, expect the list to hold still', async () => {
    holdIntervals()
    try {
      const page = show()
      await check('Selecionar o SKU 1001')
      const before = variablesOf(page, 'carrefourProcesses').length
      const looked = variablesOf(page, 'carrefourConnection').length
      act(() => void jest.advanceTimersByTime(60_000))
      await waitFor(() =>
        expect(variablesOf(page, 'carrefourConnection').length).toBeGreaterThan(looked)
      )
      expect(variablesOf(page, 'carrefourProcesses')).toHaveLength(before)
      fireEvent.click(bar().getByRole('button', { name: 'Limpar seleção' }))
      act(() => void jest.advanceTimersByTime(60_000))
      await waitFor(() =>
        expect(variablesOf(page, 'carrefourProcesses').length).toBeGreaterThan(before)
      )
    } finally {
      jest.useRealTimers()
    }
  })

  it('given no right to reprocess, expect the button disabled, with the reason', async () => {
    show({ carrefourPermissions: { view: true, reprocess: false, configure: false } })
    await check('Selecionar o SKU 1001')
    const button = bar().getByRole('button', { name: 'Reprocessar' })
    await expectShut(button, /não reprocessar/)
  })
})

describe('the plan', () => {
  const planned = async (change: Answers) => {
    const page = show(change)
    await press('Reprocessar todos')
    return { page, plan: await dialog() }
  }

  it('names what will not help, leaves it out, and includes it on request', async () => {
    const { page, plan } = await planned({
      carrefourReprocessPlan: ({ filter }: Record<string, unknown>) =>
        aPlan({ total: JSON.stringify(filter).includes('NOT_CATALOGED') ? 24 : 60, waiting: 36 }),
    })
    expect(
      await plan.findByText('Vamos enviar ao Carrefour o estoque atual de 24 SKUs.')
    ).toBeTruthy()
    const box = plan.getByRole('checkbox', { name: /Deixar de fora 36 SKUs que aguardam/ })
    fireEvent.click(box)
    expect(await plan.findByRole('button', { name: 'Reprocessar 60 SKUs' })).toBeTruthy()
    expect(variablesOf(page, 'carrefourReprocessPlan').at(-1)).toEqual({ filter: {} })
  })

  it('says in how many files, when the first leaves, and who goes first', async () => {
    const soon = new Date(Date.now() + 49 * 60_000).toISOString()
    const { plan } = await planned({ carrefourReprocessPlan: aPlan({ nextSendAt: soon }) })
    const line = await plan.findByText(/1 arquivo · envio em/)
    expect(line.textContent).toMatch(/4\d:\d\d$/)
  })

  it('given jobs ahead, expect their number in place of a moment', async () => {
    const { plan } = await planned({ carrefourReprocessPlan: aPlan({ jobsAhead: 2, files: 3 }) })
    expect(await plan.findByText('3 arquivos, um por minuto')).toBeTruthy()
    expect(plan.getByText('Ficará na fila: há 2 reprocessamentos antes deste.')).toBeTruthy()
  })

  it('names the first SKUs of what a search has found', async () => {
    const samples = [
      { skuId: '1001', name: 'Cafeteira' },
      { skuId: '1002', name: null },
    ]
    const { plan } = await planned({ carrefourReprocessPlan: aPlan({ total: 36, samples }) })
    const list = await plan.findByRole('list', { name: 'Alguns dos SKUs que serão reprocessados' })
    expect(list.textContent).toBe('1001 · Cafeteira1002e mais 34 SKUs')
  })

  it('given SKUs solved while it is read, expect their number to follow, and the button open (C11)', async () => {
    holdIntervals()
    try {
      let total = 30
      const { page, plan } = await planned({ carrefourReprocessPlan: () => aPlan({ total }) })
      await plan.findByRole('button', { name: 'Reprocessar 30 SKUs' })
      total = 20
      act(() => void jest.advanceTimersByTime(60_000))
      const button = await plan.findByRole('button', { name: 'Reprocessar 20 SKUs' })
      expect(button.closest('button')?.disabled).toBe(false)
      expect(variablesOf(page, 'startCarrefourReprocess')).toEqual([])
    } finally {
      jest.useRealTimers()
    }
  })

  it('given two clicks, expect one request with one key', async () => {
    const { page, plan } = await planned({
      startCarrefourReprocess: { __typename: 'CarrefourReprocessJob', ...aJob() },
    })
    const button = await plan.findByRole('button', { name: 'Reprocessar 36 SKUs' })
    fireEvent.click(button)
    fireEvent.click(button)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect((await screen.findAllByText('Reprocessando 40 SKUs')).length).toBeGreaterThan(0)
    const keys = variablesOf(page, 'startCarrefourReprocess').map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
  })

  it('given no answer, expect the same key for the next try, and the plan still there', async () => {
    const { page, plan } = await planned({ startCarrefourReprocess: new Error('lost') })
    const button = await plan.findByRole('button', { name: 'Reprocessar 36 SKUs' })
    fireEvent.click(button)
    await plan.findByRole('alert')
    fireEvent.click(plan.getByRole('button', { name: 'Reprocessar 36 SKUs' }))
    await waitFor(() => expect(variablesOf(page, 'startCarrefourReprocess')).toHaveLength(2))
    const keys = variablesOf(page, 'startCarrefourReprocess').map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
  })

  it.each<[Refusal, RegExp, string]>([
    ['CONNECTION_OFF', /A integração está desligada/, 'Editar configuração'],
    ['NOT_CONFIGURED', /ainda não foi configurada/, 'Editar configuração'],
    ['INCIDENT_OPEN', /ainda recusa a ShopKey/, 'Corrigir ShopKey'],
  ])('given %s, expect why, and the way out', async (refusal, why, way) => {
    const { plan } = await planned({
      carrefourReprocessPlan: aPlan({ refusal, nextSendAt: null }),
    })
    expect(await plan.findByText(why)).toBeTruthy()
    expect(plan.getByRole('button', { name: way })).toBeTruthy()
    expect(plan.queryByRole('button', { name: /Reprocessar/ })).toBeNull()
  })

  it('given nothing is left, expect nothing to start', async () => {
    const { plan } = await planned({ carrefourReprocessPlan: aPlan({ total: 0, waiting: 36 }) })
    expect(await plan.findByText(/Não resta nenhum SKU/)).toBeTruthy()
    const start = plan.getByRole('button', { name: 'Reprocessar' })
    expect(start.closest('button')?.disabled).toBe(true)
  })
})

describe('a job under way', () => {
  const panel = async () => within(await screen.findByRole('region', { name: 'Reprocessamentos' }))

  it('shows progress, counts and who started it, whoever looks', async () => {
    show({ carrefourReprocessJobs: [aJob()] })
    const job = await panel()
    expect(job.getByRole('heading', { name: 'Reprocessando 40 SKUs' })).toBeTruthy()
    expect(job.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
    expect(job.getByText(/^Todos os SKUs · 10 de 40 \(25%\)\. Faltam cerca de/)).toBeTruthy()
    expect(job.getByText(/8 com sucesso · 1 com erro · 1 com aviso/)).toBeTruthy()
    expect(job.getByText(/Solicitado por ana@loja.example em 12\/10\/2026/)).toBeTruthy()
  })

  it('has a name, and says what is being done for it', async () => {
    const phase = { kind: 'READING' as const, done: 4_137, total: 10_000, at: null }
    show({ carrefourReprocessJobs: [aJob({ name: 'Depois da chave nova', phase })] })
    const job = await panel()
    expect(job.getByText(/^Depois da chave nova · 10 de 40/)).toBeTruthy()
    expect(job.getByText(/Lendo o estoque da loja: 4\.137 de 10\.000 · 8 com sucesso/)).toBeTruthy()
  })

  it('given the next one waits, expect its turn', async () => {
    const next = aJob({ id: 'job-2', state: 'WAITING', settled: 0, startedAt: null })
    show({ carrefourReprocessJobs: [next, aJob()] })
    expect((await panel()).getByText(/Na fila: 1 antes deste/)).toBeTruthy()
    expect(screen.getByText('Reprocessamento de 40 SKUs na fila')).toBeTruthy()
  })

  it('is cancelled after a question', async () => {
    const { asked } = show({
      carrefourReprocessJobs: [aJob()],
      cancelCarrefourReprocess: {
        __typename: 'CarrefourReprocessJob',
        ...aJob({ state: 'CANCELLING' }),
      },
    })
    fireEvent.click((await panel()).getByRole('button', { name: /^Cancelar/ }))
    const question = within(
      screen.getByRole('alertdialog', { name: 'Cancelar o reprocessamento?' })
    )
    expect(question.getByText(/Faltam 30 SKUs/)).toBeTruthy()
    expect(asked.some(one => one.name === 'cancelCarrefourReprocess')).toBe(false)
    fireEvent.click(question.getByRole('button', { name: 'Cancelar o reprocessamento' }))
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(asked.find(one => one.name === 'cancelCarrefourReprocess')?.variables).toEqual({
      id: 'job-1',
    })
  })

  it('moves each second between two looks while it works, and rests while it waits its turn', async () => {
    holdIntervals()
    const began = Date.parse('2026-10-12T14:30:00.000Z')
    const now = jest.spyOn(Date, 'now').mockReturnValue(began + 19_000)
    try {
      const at = new Date(began + 60_000).toISOString()
      const runs = aJob({ phase: { kind: 'NEXT_FILE', done: null, total: null, at } })
      const waits = aJob({ id: 'job-2', name: 'Depois', state: 'WAITING', startedAt: null })
      const page = show({ carrefourReprocessJobs: [waits, runs] })
      const panel = within(await screen.findByRole('region', { name: 'Reprocessamentos' }))
      const timer = panel.getByRole('timer')
      const looked = variablesOf(page, 'carrefourReprocessJobs').length
      for (const [second, left] of [
        [20, '0:40'],
        [21, '0:39'],
        [22, '0:38'],
      ] as const) {
        now.mockReturnValue(began + second * 1000)
        act(() => void jest.advanceTimersByTime(1000))
        expect(timer.textContent).toBe(`Tempo decorrido: 0:${second}`)
        expect(panel.getByText(new RegExp(`Próximo arquivo em ${left}`))).toBeTruthy()
      }
      // None of this asks the service.
      expect(variablesOf(page, 'carrefourReprocessJobs')).toHaveLength(looked)
    } finally {
      now.mockRestore()
      jest.useRealTimers()
    }
  })

  it('says aloud that it began, came on, and ended', async () => {
    holdIntervals()
    try {
      const { answers: script } = show()
      await screen.findByRole('checkbox', { name: 'Selecionar o SKU 1001' })
      const now = async (jobs: readonly Job[], words: RegExp) => {
        script['carrefourReprocessJobs'] = jobs
        act(() => void jest.advanceTimersByTime(15_000))
        await waitFor(() =>
          expect(screen.getAllByRole('status').some(one => words.test(one.textContent ?? ''))).toBe(
            true
          )
        )
      }
      await now([aJob({ settled: 0 })], /Reprocessamento iniciado: 40 SKUs/)
      await now([aJob({ settled: 22 })], /50% concluído/)
      await now([aJob({ settled: 40, state: 'DONE', succeeded: 40 })], /encerrado: 40 com sucesso/)
    } finally {
      jest.useRealTimers()
    }
  })
})

describe('a job that has ended', () => {
  const done = aJob({
    state: 'DONE',
    settled: 40,
    succeeded: 37,
    failed: 2,
    endedAt: new Date().toISOString(),
  })
  const receipt = (variables: Record<string, unknown>) => ({
    items: [
      {
        skuId: variables['outcome'] === 'FAILED' ? '1007' : '1001',
        outcome: variables['outcome'] ?? 'SUCCEEDED',
        cause: variables['outcome'] === 'FAILED' ? 'UNKNOWN' : null,
        quantity: 4_000,
        at: '2026-10-12T14:31:00.000Z',
      },
    ],
    total: 1,
    page: 1,
    pageSize: 50,
  })
  const ended = (path: string, language: 'pt' | 'en' | 'es' = 'pt') =>
    show({ carrefourReprocessJobs: [done], carrefourReprocessReceipt: receipt }, path, language)

  it('stays on the page for a while, leads to its receipt, and goes when closed', async () => {
    const { history } = ended('/admin/x?status=error')
    const panel = within(await screen.findByRole('region', { name: 'Reprocessamentos' }))
    fireEvent.click(panel.getByRole('button', { name: /^Ver o resultado/ }))
    await waitFor(() => expect(history.location.search).toBe('?job=job-1&status=error'))
    history.goBack()
    const again = within(await screen.findByRole('region', { name: 'Reprocessamentos' }))
    fireEvent.click(again.getByRole('button', { name: /^Fechar/ }))
    expect(screen.queryByRole('region', { name: 'Reprocessamentos' })).toBeNull()
  })

  it('has a receipt at its address, by outcome, that leads to each SKU', async () => {
    const page = ended('/admin/x?job=job-1')
    await press('Com erro (2)')
    await waitFor(() => expect(page.history.location.search).toBe('?job=job-1&outcome=failed'))
    const row = (await screen.findByRole('rowheader', { name: /1007/ })).closest('tr')
    expect(row?.textContent).toMatch(/Com erro.*4\.000/)
    expect(variablesOf(page, 'carrefourReprocessReceipt').at(-1)).toEqual({
      id: 'job-1',
      outcome: 'FAILED',
      page: 1,
      pageSize: 50,
    })
    await press('Ver o SKU 1007 na lista')
    await waitFor(() => expect(page.history.location.search).toBe('?search=1007&sku=1007'))
  })

  it('is downloaded whole, as the outcome that one looks at', async () => {
    const page = ended('/admin/x?job=job-1&outcome=failed')
    URL.createObjectURL = () => 'blob:receipt'
    await press('Baixar em CSV')
    await waitFor(() =>
      expect(variablesOf(page, 'carrefourReprocessReceipt').at(-1)).toEqual({
        id: 'job-1',
        outcome: 'FAILED',
        page: 1,
        pageSize: 1000,
      })
    )
    expect((await screen.findAllByText(/reprocessamento-.*\.csv/)).length).toBeGreaterThan(0)
  })

  it('is among the last ones', async () => {
    const { history } = show(
      { carrefourReprocessJobs: [{ ...done, total: 1_239, succeeded: 1_200 }] },
      '/admin/x?job=all'
    )
    const table = within(await screen.findByRole('table', { name: 'Últimos reprocessamentos' }))
    expect(table.getByText('Concluído')).toBeTruthy()
    expect(table.getByRole('cell', { name: '1.200' })).toBeTruthy()
    fireEvent.click(table.getByRole('button', { name: /^12\/10\/2026/ }))
    await waitFor(() => expect(history.location.search).toBe('?job=job-1'))
  })

  it('is planned again with the same filter and name, or the same chosen SKUs', async () => {
    const filter = { ...done.filter, status: 'ERROR' as const, search: 'tv' }
    const chosen = { ...done, id: 'job-2', filter: { ...done.filter, named: 1 } }
    const named = { ...done, name: 'Semanal', filter }
    const page = show(
      { carrefourReprocessJobs: [named, chosen], carrefourReprocessReceipt: receipt },
      '/admin/x?job=all'
    )
    const table = within(await screen.findByRole('table', { name: 'Últimos reprocessamentos' }))
    expect(table.getByText('1 SKU escolhido')).toBeTruthy()
    const [first, second] = table.getAllByRole('button', { name: /^Repetir agora/ })
    if (first) fireEvent.click(first)
    const plan = await dialog()
    expect(
      (await plan.findByLabelText<HTMLInputElement>('Nome deste reprocessamento (opcional)')).value
    ).toBe('Semanal')
    expect(variablesOf(page, 'carrefourReprocessPlan').at(-1)).toMatchObject({
      filter: { status: 'ERROR', search: 'tv' },
    })
    fireEvent.click(plan.getByRole('button', { name: 'Voltar' }))
    if (second) fireEvent.click(second)
    await dialog()
    await waitFor(() =>
      expect(variablesOf(page, 'carrefourReprocessPlan').at(-1)).toMatchObject({
        filter: { skuIds: ['1001'] },
      })
    )
  })

  it('that is no longer kept says so', async () => {
    ended('/admin/x?job=gone')
    expect(await screen.findByText('Este reprocessamento não está mais disponível')).toBeTruthy()
  })

  it('reads in English and Spanish', async () => {
    const english = ended('/admin/x?job=job-1', 'en')
    expect(await screen.findByText('Reprocessing of 40 SKUs done')).toBeTruthy()
    english.unmount()
    ended('/admin/x?job=job-1', 'es')
    expect(await screen.findByText('Reprocesamiento de 40 SKU completado')).toBeTruthy()
  })
})
