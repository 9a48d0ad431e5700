import { describe, expect, it } from '@jest/globals'

import type { SaveConfigurationAnswer } from '../api/generated'
import { aConfiguration, aConnection, RULES, UNAUTHORIZED_MESSAGE } from '../testing/samples'
import { problemOf, reduceEditor, startEditor } from './editor'
import { policyOptions } from './groups'

const typed = reduceEditor(startEditor(aConfiguration()), {
  type: 'typed',
  change: { shopKey: 'new', shopId: '9' },
})
const after = (done: SaveConfigurationAnswer) =>
  reduceEditor(typed, { type: 'answered', outcome: { done } })

const REFUSALS: SaveConfigurationAnswer[] = [
  {
    __typename: 'CarrefourInvalidConfiguration',
    problems: [{ field: 'shopId', code: 'NOT_DIGITS' }],
  },
  { __typename: 'CarrefourShopKeyRefused', httpStatus: 401, message: UNAUTHORIZED_MESSAGE },
  { __typename: 'CarrefourUnreachable', message: 'timeout', retryAfterSeconds: null },
  { __typename: 'CarrefourTestLimited', waitSeconds: 28 },
  { __typename: 'CarrefourStoreUnreachable', message: 'ECONNRESET' },
  { __typename: 'CarrefourConfigurationConflict', current: aConfiguration({ version: 4 }) },
  { __typename: 'CarrefourConfigurationConflict', current: null },
  {
    __typename: 'CarrefourOtherShop',
    opens: { shopId: '2002', name: 'Loja B' },
    shopId: '2001',
  },
  { __typename: 'CarrefourShopToConfirm', shop: null, formerShopId: null, formerShopName: null },
]

describe('after a save', () => {
  it.each(REFUSALS)('what was typed stays ($__typename)', result => {
    expect(after(result).form).toEqual(typed.form)
    expect(after(result).saved?.version).toBe(3)
  })

  it('what was typed stays when no answer came', () => {
    const editor = reduceEditor(typed, { type: 'answered', outcome: { failure: 'failed' } })
    expect(editor.form).toEqual(typed.form)
    expect(editor.answer).toEqual({ type: 'failed', failure: 'failed' })
  })

  it('the ShopKey leaves the form and the new version counts', () => {
    const connection = aConnection({ configuration: aConfiguration({ shopId: '9', version: 4 }) })
    const editor = after({ __typename: 'CarrefourSaved', nameless: null, connection, blocked: 17 })
    expect(editor.form).toMatchObject({ shopKey: '', shopId: '9' })
    expect(editor.saved?.version).toBe(4)
    expect(editor.answer).toEqual({ type: 'saved', blocked: 17, nameless: null })
  })
})

describe('a conflict', () => {
  const current = aConfiguration({ shopId: '77', version: 4 })

  it('loads what is saved when that is wanted', () => {
    expect(reduceEditor(typed, { type: 'saved-wanted', current }).form.shopId).toBe('77')
  })

  it('keeps what was typed, on top of the new version, when that is wanted', () => {
    const editor = reduceEditor(typed, { type: 'typed-wanted', current })
    expect(editor.form.shopId).toBe('9')
    expect(editor.saved?.version).toBe(4)
  })
})

describe('what is said beside a field', () => {
  const refused = reduceEditor(typed, {
    type: 'unsendable',
    problems: [{ field: 'affiliateId', code: 'AFFILIATE_TAKEN' }],
  })

  it('is what the answer said, until the field is changed', () => {
    expect(problemOf(refused, RULES, 'affiliateId')).toBe('AFFILIATE_TAKEN')
    expect(problemOf(refused, RULES, 'shopId')).toBeNull()
    const changed = reduceEditor(refused, { type: 'typed', change: { affiliateId: 'BCD' } })
    expect(problemOf(changed, RULES, 'affiliateId')).toBeNull()
  })

  it('is what the rules say, once the field was left', () => {
    const wrong = reduceEditor(typed, { type: 'typed', change: { shopId: 'abc' } })
    expect(problemOf(wrong, RULES, 'shopId')).toBeNull()
    const left = reduceEditor(wrong, { type: 'left', field: 'shopId' })
    expect(problemOf(left, RULES, 'shopId')).toBe('NOT_DIGITS')
    const right = reduceEditor(left, { type: 'typed', change: { shopId: '9' } })
    expect(problemOf(right, RULES, 'shopId')).toBeNull()
  })
})

const WORDS = { choose: 'Choose', inactive: 'inactive' }
const POLICIES = [
  { id: '1', name: 'Main', active: true },
  { id: '3', name: 'Old', active: false },
]

it('offers the empty choice only while nothing is chosen', () => {
  expect(policyOptions(POLICIES, '', WORDS).map(option => option.label)).toEqual([
    'Choose',
    '1 – Main',
    '3 – Old (inactive)',
  ])
  expect(policyOptions(POLICIES, '1', WORDS)).toHaveLength(2)
})

it('keeps a saved policy that the store no longer has', () => {
  expect(policyOptions(POLICIES, '9', WORDS)[0]).toEqual({ value: '9', label: '9' })
})
