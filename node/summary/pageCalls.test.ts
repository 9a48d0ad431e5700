import { describe, expect, it } from '@jest/globals'

import { viewConnection } from '../connection/view'
import { saveConfiguration } from '../connection/save'
import { countProcesses } from '../ledger/counts'
import { type ProcessFilter, EVERY_PROCESS } from '../ledger/filter.logic'
import { healthOf } from '../ledger/health'
import { type ListSort } from '../ledger/pages'
import { viewProcesses } from '../ledger/list'
import { viewProblems } from '../problems/viewProblems'
import { viewJobs } from '../jobs/start'
import { someChoices } from '../testing/factories'
import { aStoredAccount } from '../testing/storedAccount'
import type { Ports } from '../ports'
import { MINUTE } from '../shared/time'
import { mendCopies } from './copied'
import { forPages } from './pageReads'
import { recountWhenDue } from './recount'

/** An account at rest, on the service's own stores, whose ledger has been counted. */
async function atRest() {
  const account = aStoredAccount()
  const { ports } = account
  const form = { ...someChoices(), version: null, shopKey: 'first-shop-key-4f1c9a' }
  await saveConfiguration(ports, form, 'dona@lojademo.example')
  ports.clock.pass(MINUTE)
  await recountWhenDue(ports)
  await mendCopies(ports)
  return account
}

const list =
  (filter: Partial<ProcessFilter> = {}, sort: ListSort = 'newest') =>
  (ports: Ports) =>
    viewProcesses(ports, { ...EVERY_PROCESS, ...filter }, { sort, page: 1, pageSize: 25 })

/** What each operation of the Inventory page may cost: searches of Master Data, and calls of VBase. */
const BUDGETS: readonly [string, (ports: Ports) => Promise<unknown>, number, number][] = [
  ['carrefourProcesses', list(), 1, 3],
  ['carrefourProcesses by status', list({ status: 'ERROR' }), 1, 3],
  ['carrefourProcesses by words', list({ search: 'geladeira inox' }), 1, 3],
  ['carrefourProcesses by words, worst first', list({ search: 'geladeira' }, 'statusUp'), 1, 3],
  ['carrefourProcessCounts', ports => countProcesses(ports, EVERY_PROCESS), 0, 1],
  [
    'carrefourProcessCounts of a cause',
    ports => countProcesses(ports, { ...EVERY_PROCESS, causes: ['NOT_CATALOGED'] }),
    0,
    1,
  ],
  [
    'carrefourProcessCounts during a search',
    ports => countProcesses(ports, { ...EVERY_PROCESS, search: 'geladeira' }),
    0,
    0,
  ],
  ['carrefourProblems', viewProblems, 0, 2],
  ['carrefourConnection', viewConnection, 0, 3],
  ['carrefourHealth', healthOf, 0, 1],
  ['carrefourReprocessJobs', viewJobs, 0, 1],
]

describe('a page at rest', () => {
  it.each(BUDGETS)('%s costs few calls of the platform', async (_, ask, searches, files) => {
    const account = await atRest()
    const before = { searches: account.documents.calls, files: account.files.calls }
    await ask(forPages(account.ports))
    expect({
      searches: account.documents.calls - before.searches,
      files: account.files.calls - before.files,
    }).toEqual({ searches, files })
  })
})
