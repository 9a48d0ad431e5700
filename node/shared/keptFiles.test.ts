import { describe, expect, it } from '@jest/globals'

import { KeptFiles } from './keptFiles'

const files = (most: number) => new KeptFiles<string>(most, content => content.length)

describe('kept files', () => {
  it('evicts the least recently used when more than fits is kept', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '22')
    kept.get('a')
    kept.set('c', '3')
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['1', null, '3'])
  })

  it('does not keep one that is too large by itself', () => {
    const kept = files(3)
    kept.set('a', '1')
    kept.set('b', '4444')
    expect([kept.get('a'), kept.get('b')]).toEqual([null, null])
  })

  it('frees the room of one that is set again or forgotten', () => {
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
