import { describe, expect, it } from '@jest/globals'

import en from '../../messages/en.json'
import es from '../../messages/es.json'
import pt from '../../messages/pt.json'
import { firstSentence } from './ProblemCard'

describe('the first sentence', () => {
  it('stops at its end, and no earlier', () => {
    expect(firstSentence('Corrija 1.5 e clique em Ações > Reprocessar. Depois, espere.')).toBe(
      'Corrija 1.5 e clique em Ações > Reprocessar.'
    )
    expect(firstSentence('Sem ponto')).toBe('Sem ponto')
  })

  it.each([pt, en, es])('of what to do about each cause says something', messages => {
    const short = Object.entries(messages).filter(
      ([key, text]) => /cause\..*\.todo$/.test(key) && firstSentence(text).length <= 10
    )
    expect(short).toEqual([])
  })
})
