import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, jest } from '@jest/globals'

import { Inventory } from '../inventory/Inventory'
import { expectShut } from '../testing/expectShut'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import {
  aConfiguration,
  aConnection,
  aJob,
  aPage,
  aPlan,
  aProcess,
  KEY_REFUSED,
  RULES,
  UNAUTHORIZED_MESSAGE,
} from '../testing/samples'

const SECRET = 'uma-chave-nova-123'
const refused = aConnection({ incident: KEY_REFUSED, pending: 4, blocked: 17, nextSendAt: null })
const blockedRow = aProcess({
  skuId: '1009',
  status: 'ERROR',
  cause: 'AUTH_INVALID',
  actor: 'MERCHANT',
  message: UNAUTHORIZED_MESSAGE,
})
const answers = (change: Answers): Answers => ({
  carrefourProcesses: aPage([blockedRow]),
  carrefourConnection: refused,
  carrefourPermissions: { view: true, reprocess: true, configure: true },
  carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
  carrefourActivity: [],
  carrefourProblems: { problems: [], lastConfirmedAt: null },
  carrefourReprocessJobs: [],
  carrefourConfigurationRules: RULES,
  saveCarrefourConfiguration: {
    __typename: 'CarrefourSaved',
    connection: aConnection({ blocked: 17 }),
    blocked: 17,
  },
  reprocessCarrefourBlocked: {
    __typename: 'CarrefourReprocessAccepted',
    accepted: 17,
    skuIds: [],
    jobId: 'job-1',
    nextSendAt: null,
  },
  carrefourReprocessJob: aJob({ expected: 17, total: 17, settled: 5 }),
  ...change,
})
const show = (change: Answers = {}, path = '/admin/x') =>
  renderPage(Inventory, { answers: answers(change), path })

const form = async () => within(await screen.findByRole('region', { name: 'Nova ShopKey' }))
const open = async (change: Answers = {}) => {
  const page = show(change)
  const [button] = await screen.findAllByRole('button', { name: /^Corrigir ShopKey/ })
  if (button) fireEvent.click(button)
  const fix = await form()
  const field = await fix.findByLabelText('ShopKey')
  return { page, fix, field: field as HTMLInputElement }
}
const type = (field: HTMLInputElement, value = SECRET) =>
  fireEvent.change(field, { target: { value } })
const asked = ({ asked: all }: ReturnType<typeof show>, name: string) =>
  all.filter(one => one.name === name)

describe('the new ShopKey beside the problem', () => {
  it('opens in place, with the field in focus, hidden until the person shows it', async () => {
    const { page, fix, field } = await open()
    expect(page.history.location.search).toBe('')
    expect(document.activeElement).toBe(field)
    expect(field.type).toBe('password')
    fireEvent.click(fix.getByRole('button', { name: 'Mostrar a ShopKey digitada' }))
    expect(field.type).toBe('text')
  })

  it('is not missed before one saves: an empty field tests the saved key', async () => {
    const { fix, field } = await open()
    fireEvent.blur(field)
    expect(field.getAttribute('aria-invalid')).toBe('false')
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'))
  })

  it('is saved, and exactly what was blocked is reprocessed, with its progress right there', async () => {
    const { page, fix, field } = await open()
    type(field, `  ${SECRET} `)
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    expect(await fix.findByText(/ShopKey aceita pelo Carrefour e salva/)).toBeTruthy()
    expect((await fix.findByRole('progressbar')).getAttribute('aria-valuenow')).toBe('29')
    expect(asked(page, 'saveCarrefourConfiguration')[0]?.variables).toMatchObject({
      shopKey: SECRET,
      input: { version: 3, minimumStock: 2 },
    })
    expect(asked(page, 'reprocessCarrefourBlocked')).toHaveLength(1)
    expect(page.container.innerHTML).not.toContain(SECRET)
    expect(page.history.location.search).not.toContain(SECRET)
    const kept = [page.client.extract(), page.client.queryManager.mutationStore.getStore()]
    expect(JSON.stringify(kept)).not.toContain(SECRET)
  })

  it('given its job is among those above the list, expect it once: in the card, and above the list once the card is closed', async () => {
    const started = aJob({ id: 'job-1', expected: 17, total: 17, settled: 5 })
    const { page, fix, field } = await open()
    type(field)
    page.answers['carrefourReprocessJobs'] = [started]
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    await fix.findByRole('progressbar')
    await waitFor(() => expect(asked(page, 'carrefourReprocessJobs')).toHaveLength(2))
    expect(screen.getAllByRole('progressbar')).toHaveLength(1)
    fireEvent.click(fix.getByRole('button', { name: 'Fechar' }))
    const above = within(await screen.findByRole('region', { name: 'Reprocessamentos' }))
    expect(above.getByRole('progressbar')).toBeTruthy()
  })

  it('given its job ends, expect the jobs above the list and what is still blocked to be asked for once more', async () => {
    // The intervals are told when; answers come as they come.
    jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'queueMicrotask', 'nextTick'] })
    try {
      const { page, fix, field } = await open()
      type(field)
      fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
      await fix.findByRole('progressbar')
      page.answers['carrefourReprocessJob'] = aJob({ total: 17, settled: 17, state: 'DONE' })
      const names = ['carrefourReprocessJobs', 'carrefourConnection']
      const before = names.map(name => asked(page, name).length)
      act(() => void jest.advanceTimersByTime(3_000))
      expect(await fix.findByText('Reprocessamento de 17 SKUs concluído')).toBeTruthy()
      await waitFor(() =>
        expect(names.map(name => asked(page, name).length)).toEqual(before.map(now => now + 1))
      )
    } finally {
      jest.useRealTimers()
    }
  })

  it('given one does not want it, expect nothing reprocessed, and the offer kept', async () => {
    const { page, fix, field } = await open()
    fireEvent.click(fix.getByRole('checkbox', { name: /reprocessar os 17 SKUs/ }))
    type(field)
    page.answers['carrefourConnection'] = aConnection({ blocked: 17 })
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    expect(
      await fix.findByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
    ).toBeTruthy()
    expect(asked(page, 'reprocessCarrefourBlocked')).toHaveLength(0)
    // Once, also when the page knows that the incident is over.
    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: 'ShopKey recusada pelo Carrefour' })).toBeNull()
    )
    const offers = () =>
      screen.getAllByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
    expect(offers()).toHaveLength(1)
    fireEvent.click(fix.getByRole('button', { name: 'Fechar' }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Nova ShopKey' })).toBeNull())
    expect(offers()).toHaveLength(1)
  })

  it('given nothing typed, expect the field named and nothing sent', async () => {
    const { page, fix } = await open()
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    expect((await fix.findAllByText(/Preencha.*ShopKey/i)).length).toBeGreaterThan(0)
    expect(asked(page, 'saveCarrefourConfiguration')).toHaveLength(0)
  })

  it('given Carrefour refuses it too, expect why, and what was typed still there', async () => {
    const { page, fix, field } = await open({
      saveCarrefourConfiguration: {
        __typename: 'CarrefourShopKeyRefused',
        httpStatus: 401,
        message: UNAUTHORIZED_MESSAGE,
      },
    })
    type(field)
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    expect(await fix.findByText('O Carrefour recusou a ShopKey: nada foi salvo')).toBeTruthy()
    expect(field.value).toBe(SECRET)
    expect(asked(page, 'reprocessCarrefourBlocked')).toHaveLength(0)
  })

  it('given somebody else saved meanwhile, expect a notice, and their fields kept when the person goes on', async () => {
    const { page, fix, field } = await open({
      saveCarrefourConfiguration: {
        __typename: 'CarrefourConfigurationConflict',
        current: aConfiguration({ version: 9, minimumStock: 8 }),
      },
    })
    type(field)
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    fireEvent.click(await fix.findByRole('button', { name: 'Continuar com a minha ShopKey' }))
    fireEvent.click(fix.getByRole('button', { name: 'Salvar ShopKey' }))
    await waitFor(() => expect(asked(page, 'saveCarrefourConfiguration')).toHaveLength(2))
    expect(asked(page, 'saveCarrefourConfiguration')[1]?.variables).toMatchObject({
      shopKey: SECRET,
      input: { version: 9, minimumStock: 8 },
    })
  })

  it('tests the typed key without saving it', async () => {
    const { page, fix, field } = await open({
      testCarrefourShopKey: {
        __typename: 'CarrefourShopKeyAccepted',
        shop: null,
        nameless: 'TOO_SOON',
        nextShopCheckAt: '2026-10-13T14:30:00.000Z',
      },
    })
    type(field)
    fireEvent.click(fix.getByRole('button', { name: 'Testar ShopKey' }))
    await waitFor(() => expect(asked(page, 'testCarrefourShopKey')).toHaveLength(1))
    expect(asked(page, 'saveCarrefourConfiguration')).toHaveLength(0)
  })

  it('given the saved key works again, expect an offer to send what it blocked, and that it is sent on request', async () => {
    const { page, fix } = await open({
      testCarrefourShopKey: {
        __typename: 'CarrefourShopKeyAccepted',
        shop: null,
        nameless: 'TOO_SOON',
        nextShopCheckAt: '2026-10-13T14:30:00.000Z',
        blocked: 17,
      },
    })
    const looks = asked(page, 'carrefourConnection').length
    fireEvent.click(fix.getByRole('button', { name: 'Testar ShopKey' }))
    expect(await fix.findByText(/aceita a ShopKey salva/)).toBeTruthy()
    await waitFor(() => expect(asked(page, 'carrefourConnection').length).toBeGreaterThan(looks))
    expect(asked(page, 'reprocessCarrefourBlocked')).toHaveLength(0)
    fireEvent.click(fix.getByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' }))
    await waitFor(() => expect(asked(page, 'reprocessCarrefourBlocked')).toHaveLength(1))
  })

  it('given no right to configure, expect it disabled, with the reason', async () => {
    show({ carrefourPermissions: { view: true, reprocess: true, configure: false } })
    const button = await screen.findByRole('button', { name: /^Corrigir ShopKey/ })
    await expectShut(button, /não alterar a configuração/)
  })

  it('opens from a SKU too, one place at a time', async () => {
    show({}, '/admin/x?sku=1009')
    await screen.findByText('O que significa')
    await screen.findByRole('heading', { name: 'ShopKey recusada pelo Carrefour' })
    const buttons = screen.getAllByRole('button', { name: /^Corrigir ShopKey/ })
    expect(buttons).toHaveLength(2)
    for (const button of buttons) fireEvent.click(button)
    await (await form()).findByLabelText('ShopKey')
    expect(screen.getAllByRole('region', { name: 'Nova ShopKey' })).toHaveLength(1)
  })

  it('opens from the plan that an incident refuses', async () => {
    show({ carrefourReprocessPlan: aPlan({ refusal: 'INCIDENT_OPEN', nextSendAt: null }) })
    fireEvent.click(await screen.findByRole('button', { name: 'Reprocessar todos' }))
    const plan = within(await screen.findByRole('dialog', { name: 'Reprocessar' }))
    fireEvent.click(await plan.findByRole('button', { name: /^Corrigir ShopKey/ }))
    const field = await (await form()).findByLabelText('ShopKey')
    await waitFor(() => expect(document.activeElement).toBe(field))
  })

  it('opens from the card of a problem that another incident hides', async () => {
    const problem = {
      id: 'AUTH_FORBIDDEN',
      cause: 'AUTH_FORBIDDEN',
      fingerprint: null,
      actor: 'MERCHANT',
      count: 3,
      since: null,
      lastDay: 3,
      oversold: 0,
      unoffered: 0,
      isAtLeast: false,
      sampleMessage: null,
      nextCheckAt: null,
      dismissed: false,
      aside: null,
    }
    show({
      carrefourConnection: aConnection({
        incident: { ...KEY_REFUSED, cause: 'MARKETPLACE_UNAVAILABLE', actor: 'APP' },
        blocked: 3,
      }),
      carrefourProblems: { problems: [problem], lastConfirmedAt: null },
    })
    fireEvent.click(await screen.findByRole('button', { name: /^ShopKey sem permissão/ }))
    const card = within(await screen.findByRole('listitem'))
    fireEvent.click(card.getByRole('button', { name: /^Corrigir ShopKey/ }))
    expect(await card.findByRole('region', { name: 'Nova ShopKey' })).toBeTruthy()
  })
})
