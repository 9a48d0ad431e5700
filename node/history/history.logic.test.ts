import { describe, expect, it } from '@jest/globals'

import { someChoices } from '../testing/factories'
import { noteOfSave } from './history.logic'

const before = someChoices()

describe('a save in the history', () => {
  it('expect the names of the changed fields and none of their values', () => {
    const after = someChoices({ minimumStock: 7, notificationEmail: 'a@b.co' })
    const note = noteOfSave(before, after, true)
    expect(note).toEqual({
      kind: 'CONFIGURATION_SAVED',
      fields: ['shopKey', 'minimumStock', 'notificationEmail'],
    })
    expect(JSON.stringify(note)).not.toContain('a@b.co')
  })

  it('given the first save, expect every field', () => {
    expect(noteOfSave(null, before, true).fields).toHaveLength(Object.keys(before).length + 1)
  })

  it.each([
    [false, 'TURNED_OFF'],
    [true, 'TURNED_ON'],
  ])('given only the switch was set to %s, expect %s', (active, kind) => {
    expect(noteOfSave(someChoices({ active: !active }), someChoices({ active }), false)).toEqual({
      kind,
    })
  })
})
