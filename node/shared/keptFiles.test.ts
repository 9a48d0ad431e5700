import { describe, expect, it } from '@jest/globals'

import { KeptFiles } from './keptFiles'

const files = (most: number) => new KeptFiles<string>(most, content => content.length)

describe('contents that are kept', () => {
  it('given more than fits, expect the one longest unused to go', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '22')
    kept.get('a')
    kept.set('c', '3')
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['1', null, '3'])
  })

  it('given one that is too large for itself alone, expect nothing to be kept of it', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '4444')
    expect([kept.get('a'), kept.get('b')]).toEqual([null, null])
  })

  it('given the same again, or forgotten, expect its room to be free', () => {
    const kept = files(3)
    kept.set('a', '22')
    kept.set('a', '22')
    kept.set('b', '1')
    expect(kept.get('a')).toBe('22')
    kept.forget('a')
    kept.forget('a')
    kept.set('c', '22')
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([null, '1', '22'])
  })
})
