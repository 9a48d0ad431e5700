import { describe, expect, it } from '@jest/globals'
import { someChoices } from '../testing/factories'
import { problemsOf, tidy } from './form'
import { ShopKey } from './shopKey'

describe('the form', () => {
  it('given good values, expect no problem', () => {
    expect(problemsOf(someChoices())).toEqual([])
  })

  it.each([
    ['shopId', { shopId: 'loja' }, 'NOT_DIGITS'],
    ['tradePolicy', { tradePolicy: '' }, 'REQUIRED'],
    ['affiliateId', { affiliateId: 'CAR' }, 'NOT_THREE_CONSONANTS'],
    ['affiliateId', { affiliateId: 'CR' }, 'NOT_THREE_CONSONANTS'],
    ['minimumStock', { minimumStock: 1.5 }, 'NOT_A_WHOLE_NUMBER'],
    ['minimumStock', { minimumStock: -1 }, 'OUT_OF_RANGE'],
    ['minimumStock', { minimumStock: 100_001 }, 'OUT_OF_RANGE'],
    ['notificationEmail', { notificationEmail: 'loja' }, 'NOT_AN_EMAIL'],
    ['notificationEmail', { notificationEmail: 'a@b.co, c@d.co' }, 'NOT_AN_EMAIL'],
    ['carrefourUrl', { carrefourUrl: '' }, 'REQUIRED'],
    ['carrefourUrl', { carrefourUrl: 'carrefour' }, 'NOT_A_URL'],
    ['carrefourUrl', { carrefourUrl: 'http://carrefour.example' }, 'NOT_A_URL'],
    ['carrefourUrl', { carrefourUrl: 'https://a:b@carrefour.example' }, 'NOT_A_URL'],
    ['carrefourUrl', { carrefourUrl: 'ftp://carrefour.example' }, 'NOT_A_URL'],
    ['portalUrl', { portalUrl: 'javascript:alert(1)' }, 'NOT_A_URL'],
  ])('given a bad %s, expect it to be named', (field, change, code) => {
    expect(problemsOf(someChoices(change))).toEqual([{ field, code }])
  })

  it.each([
    'http://localhost:4000',
    'http://127.0.0.1:4000/mirakl',
    'https://carrefour-prod.mirakl.net',
  ])('given the address %s, expect it to be taken', carrefourUrl => {
    expect(problemsOf(someChoices({ carrefourUrl }))).toEqual([])
  })

  it('given spaces and an address that ends in /api/, expect them gone', () => {
    const choices = tidy(
      someChoices({ carrefourUrl: ' https://x.mirakl.net/api/ ', affiliateId: ' crf ' })
    )
    expect(choices).toMatchObject({ carrefourUrl: 'https://x.mirakl.net', affiliateId: 'CRF' })
  })
})

describe('a ShopKey', () => {
  it('given spaces around it, expect them gone', () => {
    expect(ShopKey.parse('  abcd-1234-efgh  ')?.reveal()).toBe('abcd-1234-efgh')
  })

  it.each(['', '   ', 'a b', 'a\nb', 'chave-ç', null, 5])('given %j, expect none', raw => {
    expect(ShopKey.parse(raw)).toBeNull()
  })

  it('given any way of printing it, expect nothing of it to show', () => {
    const key = ShopKey.parse('abcd-1234-efgh')
    expect(`${String(key)} ${JSON.stringify({ key })}`).not.toContain('1234')
  })
})
