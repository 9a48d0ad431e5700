import { describe, expect, it } from '@jest/globals'

import { readChoices } from '../connection/configuration.logic'
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

  it('names at the first save what was filled in, and not what was left as offered', () => {
    const first = { ...readChoices({}), active: true, tradePolicy: '2', alertDigest: false }
    expect(noteOfSave(null, first, true)).toEqual({
      kind: 'CONFIGURED',
      fields: ['shopKey', 'active', 'tradePolicy', 'alertDigest'],
    })
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
