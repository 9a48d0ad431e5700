import { describe, expect, it } from '@jest/globals'

import { Problem } from '../../../http/problem'

import { wildcards } from './ast'
import { parseWhere } from './parser'

describe('parseWhere', () => {
  it('lets AND bind stronger than OR', () => {
    expect(parseWhere('a=1 OR b=2 AND c=3')).toMatchObject({
      kind: 'or',
      left: { field: 'a' },
      right: { kind: 'and', left: { field: 'b' }, right: { field: 'c' } },
    })
  })

  it('reads the documented example', () => {
    const where = parseWhere('(a=x OR b=y) OR (createdIn between 2001-01-01 AND 2016-01-01)')
    expect(where).toMatchObject({
      kind: 'or',
      right: { kind: 'between', field: 'createdIn', from: '2001-01-01', to: '2016-01-01' },
    })
  })

  it('reads null tests, any letter case, and nested fields', () => {
    expect(parseWhere('a.b IS NOT NULL and c is null')).toMatchObject({
      left: { kind: 'null', field: 'a.b', isNull: false },
      right: { kind: 'null', field: 'c', isNull: true },
    })
  })

  it('keeps spaces, parentheses, quotes and keywords of a quoted value', () => {
    const where = parseWhere('name="a (b) \\"c\\" AND d"')
    expect(where).toMatchObject({ operator: '=', value: 'a (b) "c" AND d' })
  })

  it('keeps operator characters of a bare value', () => {
    expect(parseWhere('a=b=<c>')).toMatchObject({ operator: '=', value: 'b=<c>' })
  })

  it('counts wildcards', () => {
    expect(wildcards(parseWhere('a=*x* OR b=y OR c="z*"'))).toBe(2)
  })

  it.each([
    '',
    'a',
    'a=',
    'a=1 AND',
    '(a=1',
    'a=1)',
    'a between 1',
    'a is',
    'a="x',
    'a=1 b=2',
    'a>=1',
    '=1',
  ])('refuses %j', source => {
    expect(() => parseWhere(source)).toThrow(Problem)
  })
})
