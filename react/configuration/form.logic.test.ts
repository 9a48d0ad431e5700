import { describe, expect, it } from '@jest/globals'

import { aConfiguration } from '../testing/samples'
import { differences, isChanged, isMinimumHigh, sortProblems, toForm, toInput } from './form.logic'

const form = toForm(aConfiguration())

describe('toForm', () => {
  it('never holds a ShopKey', () => {
    expect(form.shopKey).toBe('')
  })

  it('shows no minimum as an empty field', () => {
    expect(toForm(aConfiguration({ minimumStock: 0 })).minimumStock).toBe('')
    expect(toForm(null).minimumStock).toBe('')
  })
})

describe('toInput', () => {
  it('keeps the saved ShopKey when none was typed, and trims a typed one', () => {
    expect(toInput({ ...form, shopKey: '  ' }, 3)).toMatchObject({ toSave: { shopKey: null } })
    expect(toInput({ ...form, shopKey: ' abc\n' }, 3)).toMatchObject({ toSave: { shopKey: 'abc' } })
  })

  it('sends the version that the form was loaded with', () => {
    expect(toInput(form, 3)).toMatchObject({ toSave: { input: { version: 3 } } })
    expect(toInput(form, null)).toMatchObject({ toSave: { input: { version: null } } })
  })

  it.each([
    ['', { toSave: { input: { minimumStock: 0 } } }],
    [' 7 ', { toSave: { input: { minimumStock: 7 } } }],
    ['-1', { toSave: { input: { minimumStock: -1 } } }],
    ['1.5', { problems: [{ field: 'minimumStock', code: 'NOT_A_WHOLE_NUMBER' }] }],
    ['1e3', { problems: [{ field: 'minimumStock', code: 'NOT_A_WHOLE_NUMBER' }] }],
    ['dez', { problems: [{ field: 'minimumStock', code: 'NOT_A_WHOLE_NUMBER' }] }],
    ['99999999999', { problems: [{ field: 'minimumStock', code: 'OUT_OF_RANGE' }] }],
  ])('reads the minimum "%s"', (minimumStock, expected) => {
    expect(toInput({ ...form, minimumStock }, 3)).toMatchObject(expected)
  })
})

it('knows when something was changed', () => {
  expect(isChanged(form, form)).toBe(false)
  expect(isChanged({ ...form, shopKey: 'x' }, form)).toBe(true)
})

it.each([
  ['5', false],
  ['6', true],
  ['', false],
  ['x', false],
])('warns of a minimum of "%s": %s', (raw, warns) => {
  expect(isMinimumHigh(raw)).toBe(warns)
})

it('puts problems into the order of the screen, unknown fields last', () => {
  const problems = ['other', 'notificationEmail', 'shopKey'].map(field => ({ field, code: 'X' }))
  expect(sortProblems(problems).map(problem => problem.field)).toEqual([
    'shopKey',
    'notificationEmail',
    'other',
  ])
})

const current = aConfiguration({ minimumStock: 4, sendKits: true })

it('lists the fields that differ, with both versions, in the order of the screen', () => {
  expect(differences({ ...toForm(aConfiguration()), shopId: ' 2001 ' }, current)).toEqual([
    { field: 'minimumStock', saved: '4', typed: '2' },
    { field: 'sendKits', saved: true, typed: false },
  ])
})

it('counts a ShopKey that was typed', () => {
  const form = { ...toForm(current), shopKey: 'new' }
  expect(differences(form, current)).toEqual([{ field: 'shopKey', saved: '', typed: 'new' }])
})
