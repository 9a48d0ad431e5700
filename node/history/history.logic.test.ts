import { describe, expect, it } from '@jest/globals'

import { someChoices } from '../testing/factories'
import { noteOfSave } from './history.logic'

const before = someChoices()

describe('a save in the history', () => {
  it('names the changed fields and none of their values', () => {
    const after = someChoices({ minimumStock: 7, notificationEmail: 'a@b.co' })
    const note = noteOfSave(before, after, true)
    expect(note).toEqual({
      kind: 'CONFIGURATION_SAVED',
      fields: ['shopKey', 'minimumStock', 'notificationEmail'],
    })
    expect(JSON.stringify(note)).not.toContain('a@b.co')
  })

  it('names every field at the first save', () => {
    expect(noteOfSave(null, before, true).fields).toHaveLength(Object.keys(before).length + 1)
  })

  it.each([
    [false, 'TURNED_OFF'],
    [true, 'TURNED_ON'],
  ])('with only the switch set to %s, calls it %s', (active, kind) => {
    expect(noteOfSave(someChoices({ active: !active }), someChoices({ active }), false)).toEqual({
      kind,
    })
  })
})
