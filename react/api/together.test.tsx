import { act, waitFor } from '@testing-library/react'
import { afterEach, expect, it, jest } from '@jest/globals'

import { Inventory } from '../inventory/Inventory'
import { renderPage } from '../testing/renderPage'
import { aConnection, aJob, aPage, aProcess } from '../testing/samples'
import type { Answers } from '../testing/scripted'

const ANSWERS: Answers = {
  carrefourConnection: aConnection(),
  carrefourPermissions: { view: true, reprocess: true, configure: true },
  carrefourProcesses: aPage([aProcess({ skuId: '1' })]),
  carrefourProblems: { problems: [], lastConfirmedAt: null },
  carrefourProcessCounts: { statuses: [], causes: [], actors: [] },
  carrefourReprocessJobs: [],
  carrefourPulse: { mark: 'first', at: '2026-10-12T14:31:00.000Z' },
}

afterEach(() => {
  jest.useRealTimers()
})

/** Requests to the service, each with its parts. */
const requestsOf = ({ client }: ReturnType<typeof renderPage>) => {
  const sent: string[][] = []
  const real = client.link.request.bind(client.link)
  client.link.request = (operation, forward) => {
    const { operationName, variables } = operation
    sent.push(
      operationName === 'carrefourPage'
        ? Object.keys(variables).filter(name => variables[name] === true)
        : [operationName]
    )
    return real(operation, forward)
  }
  return sent
}

it('opens with one request for all that the first screen shows, and one for the rights', async () => {
  const page = renderPage(Inventory, { answers: ANSWERS })
  await waitFor(() => expect(page.asked.length).toBeGreaterThan(4))
  const names = page.asked.map(({ name }) => name)
  expect(names.sort()).toEqual([
    'carrefourConnection',
    'carrefourPage',
    'carrefourPermissions',
    'carrefourProblems',
    'carrefourProcessCounts',
    'carrefourProcesses',
    'carrefourReprocessJobs',
  ])
})

it('idle, asks only whether something has changed, and the whole page once it has', async () => {
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'queueMicrotask', 'nextTick'] })
  const page = renderPage(Inventory, { answers: { ...ANSWERS } })
  await waitFor(() => expect(page.asked.length).toBeGreaterThan(4))
  await waitFor(() => expect(page.container.textContent).toContain('1'))
  const sent = requestsOf(page)
  for (let look = 1; look <= 4; look += 1) {
    act(() => void jest.advanceTimersByTime(15_000))
    await waitFor(() => expect(sent).toHaveLength(look))
    await act(() => new Promise(resolve => setTimeout(resolve, 20)))
  }
  expect(new Set(sent.flat())).toEqual(new Set(['carrefourPulse']))
  page.answers.carrefourPulse = { mark: 'second', at: '2026-10-12T14:40:00.000Z' }
  act(() => void jest.advanceTimersByTime(15_000))
  await waitFor(() => expect(sent).toHaveLength(6))
  expect(sent[5]).toEqual(['connection', 'problems', 'jobs', 'counts', 'processes'])
})

it('asks nothing while it is hidden', async () => {
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'queueMicrotask', 'nextTick'] })
  const page = renderPage(Inventory, { answers: { ...ANSWERS } })
  await waitFor(() => expect(page.asked.length).toBeGreaterThan(4))
  const sent = requestsOf(page)
  const state = jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  act(() => void jest.advanceTimersByTime(600_000))
  expect(sent).toEqual([])
  state.mockRestore()
})

it('while a job is open, asks for all parts in one request every few seconds', async () => {
  jest.useFakeTimers({ doNotFake: ['setTimeout', 'clearTimeout', 'queueMicrotask', 'nextTick'] })
  const answers = { ...ANSWERS, carrefourReprocessJobs: [aJob({ state: 'RUNNING' })] }
  const page = renderPage(Inventory, { answers })
  await waitFor(() => expect(page.container.textContent).toContain('1'))
  await waitFor(() => expect(page.asked.length).toBeGreaterThan(4))
  await act(() => new Promise(resolve => setTimeout(resolve, 20)))
  const sent = requestsOf(page)
  act(() => void jest.advanceTimersByTime(15_000))
  await waitFor(() => expect(sent.length).toBeGreaterThan(0))
  expect(sent.every(parts => parts.length === 5)).toBe(true)
})
