import { describe, expect, it } from 'vitest'

import type { SaveResult } from '../../graphql/connectionTypes'
import { aConfiguration, aConnection, UNAUTHORIZED_MESSAGE } from '../../testing/samples'
import { problemOf, reduceEditor, startEditor } from './editor.logic'

const typed = reduceEditor(startEditor(aConfiguration()), {
  type: 'typed',
  change: { shopKey: 'new', shopId: '9' },
})
const after = (done: SaveResult) => reduceEditor(typed, { type: 'answered', outcome: { done } })

const REFUSALS: SaveResult[] = [
  {
    __typename: 'CarrefourInvalidConfiguration',
    problems: [{ field: 'shopId', code: 'NOT_DIGITS' }],
  },
  { __typename: 'CarrefourShopKeyRefused', httpStatus: 401, message: UNAUTHORIZED_MESSAGE },
  { __typename: 'CarrefourUnreachable', message: 'timeout', retryAfterSeconds: null },
  { __typename: 'CarrefourConfigurationConflict', current: aConfiguration({ version: 4 }) },
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
    const editor = after({ __typename: 'CarrefourSaved', connection, blocked: 17 })
    expect(editor.form).toMatchObject({ shopKey: '', shopId: '9' })
    expect(editor.saved?.version).toBe(4)
    expect(editor.answer).toEqual({ type: 'saved', blocked: 17 })
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

it('knows the problem of a field', () => {
  const { answer } = reduceEditor(typed, {
    type: 'unsendable',
    problems: [{ field: 'minimumStock', code: 'OUT_OF_RANGE' }],
  })
  expect(problemOf(answer, 'minimumStock')).toBe('OUT_OF_RANGE')
  expect(problemOf(answer, 'shopId')).toBeNull()
  expect(problemOf(null, 'shopId')).toBeNull()
})
