import { expect, it } from '@jest/globals'

import { pageRange } from '../../ui/Pager'
import { GROUPS } from './groups'

// tests/e2e/states.spec.ts checks in a real browser that each state is reached and looks like no other.
it('given all states, expect each to have an address of its own', () => {
  const ids = GROUPS.flatMap(group => group.scenes).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^[a-z0-9_-]+$/)
})

const LISTS = ['carrefourProcesses', 'carrefourSendings', 'carrefourHistory'] as const

interface Listed {
  readonly items: readonly unknown[]
  readonly page: number
  readonly pageSize: number
  readonly total: number
}

const asked = (answer: unknown): unknown =>
  typeof answer === 'function'
    ? (answer as (variables: Record<string, unknown>) => unknown)({})
    : answer

const isListed = (answer: unknown): answer is Listed =>
  typeof answer === 'object' && answer !== null && 'items' in answer

const numberIn = (connection: unknown, name: string): number => {
  const value: unknown = Reflect.get(Object(connection), name)
  return typeof value === 'number' ? value : NaN
}

it('given a list, expect as many rows as its pager says, and the account to have as many SKUs', () => {
  const wrong = GROUPS.flatMap(group => group.scenes).flatMap(({ id, path = '', answers }) => {
    const given = answers === undefined ? {} : answers()
    const rows = LISTS.map(name => asked(given[name]))
      .filter(isListed)
      .flatMap(list => {
        const { from, to } = pageRange(list)
        const shown = list.total === 0 ? 0 : to - from + 1
        return shown === list.items.length ? [] : [`${id}: ${list.items.length} of ${shown} rows`]
      })
    const all = asked(given['carrefourProcesses'])
    const connection = asked(given['carrefourConnection'])
    const numbers = ['success', 'warning', 'error'].map(name => numberIn(connection, name))
    const skus = numbers.reduce((sum, one) => sum + one, 0)
    // With a filter the list is a part of the account; without an answer there are no numbers.
    const isPart = path.includes('?') || !isListed(all) || Number.isNaN(skus)
    return isPart || skus === all.total
      ? rows
      : [...rows, `${id}: ${skus} SKUs over a list of ${all.total}`]
  })
  expect(wrong).toEqual([])
})
