import { expect, it } from '@jest/globals'

import { aConfiguration, RULES } from '../testing/samples'
import { toForm } from './form.logic'
import { problemsBy } from './rules.logic'

const form = toForm(aConfiguration())

it('finds nothing wrong with what is saved', () => {
  expect(problemsBy(RULES, form, true)).toEqual([])
})

it('names every field that breaks its rule', () => {
  const wrong = { ...form, shopId: 'abc', minimumStock: '100001', affiliateId: '' }
  expect(problemsBy(RULES, wrong, true)).toEqual([
    { field: 'shopId', code: 'NOT_DIGITS' },
    { field: 'affiliateId', code: 'REQUIRED' },
    { field: 'minimumStock', code: 'OUT_OF_RANGE' },
  ])
})

it('asks for a ShopKey on the first save only', () => {
  expect(problemsBy(RULES, form, false)).toEqual([{ field: 'shopKey', code: 'REQUIRED' }])
})

it('judges nothing without rules', () => {
  expect(problemsBy([], { ...form, shopId: 'abc' }, true)).toEqual([])
})
