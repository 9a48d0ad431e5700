import { describe, expect, it } from '@jest/globals'

import { isOpen, NO_FILTER, readView, toggleOpen, writeView } from './view.logic'

const DEFAULTS = {
  ...NO_FILTER,
  sort: 'newest',
  page: 1,
  pageSize: 25,
  open: [],
  hidden: ['affiliate'],
  compact: false,
  job: null,
  outcome: null,
  line: 1,
}

/** As the runtime does: values go into the address as they are and come back decoded. */
const throughAddress = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, decodeURIComponent(value)]))

describe('the view in the address', () => {
  it('is empty for the defaults', () => {
    expect(readView({})).toEqual(DEFAULTS)
    expect(writeView(readView({}))).toEqual({})
  })

  it('comes back as it was written', () => {
    const view = {
      status: 'ERROR',
      search: 'TV 50" & suporte = 10%',
      page: 3,
      pageSize: 50,
      open: ['1', '2'],
      causes: ['NOT_CATALOGED', 'UNKNOWN'],
      actor: 'CARREFOUR',
      reason: 'ab12',
      period: null,
      from: '2026-10-01',
      to: '2026-10-31',
      sort: 'status-down',
      hidden: ['name', 'date'],
      compact: true,
      job: 'a1-b2',
      outcome: 'FAILED',
      line: 2,
    } as const
    expect(readView(throughAddress(writeView(view)))).toEqual(view)
    expect(readView(throughAddress(writeView({ ...view, open: 'all' }))).open).toBe('all')
  })

  it.each([
    [{ page: '0' }, { page: 1 }],
    [{ job: 'x y' }, { job: null }],
    [{ outcome: 'odd' }, { outcome: null }],
    [{ page: '-2' }, { page: 1 }],
    [{ page: 'x' }, { page: 1 }],
    [{ page: '1.5' }, { page: 1 }],
    [{ pageSize: '7' }, { pageSize: 25 }],
    [{ status: 'broken' }, { status: null }],
    [{ cause: 'broken,unknown,unknown' }, { causes: ['UNKNOWN'] }],
    [{ from: '2026-13-01' }, { from: null }],
    [{ from: '2026-02-31' }, { from: null }],
    [
      { from: '2026-02-01', to: '2026-02-29' },
      { from: '2026-02-01', to: null },
    ],
    [
      { from: 'yesterday', period: '7d' },
      { from: null, period: '7d' },
    ],
    [{ reason: 'x OR 1=1' }, { reason: null }],
    [{ sort: 'NEWEST' }, { sort: 'newest' }],
    [{ search: '  tv  ' }, { search: 'tv' }],
    [{ search: 'x'.repeat(3_000) }, { search: 'x'.repeat(2_001) }],
  ])('reads %o as %o', (query, expected) => {
    expect(readView(query)).toMatchObject(expected)
  })
})

describe('open details', () => {
  it('opens and closes one', () => {
    const opened = toggleOpen(readView({}), '7', ['7', '8'])
    expect(opened.open).toEqual(['7'])
    expect(toggleOpen(opened, '7', ['7', '8']).open).toEqual([])
  })

  it('closes one while all are open', () => {
    const view = readView({ sku: 'all' })
    expect(isOpen(view, '8')).toBe(true)
    expect(toggleOpen(view, '7', ['7', '8']).open).toEqual(['8'])
  })
})
