import { describe, expect, it } from '@jest/globals'
import { someChoices } from '../testing/factories'
import { withDefaults } from './configuration.logic'
import { keyProblemOf, parseKey, problemsOf, sameHost, tidy } from './form.logic'
import { ShopKey } from './shop.logic'

describe('the form', () => {
  it('takes the default where null or nothing is given, and leaves what is out of range to the rules', () => {
    const choices = withDefaults({
      ...someChoices({ minimumStock: -1, alertSolved: false }),
      alertDigest: null,
      alertLanguage: undefined,
    })
    expect(choices).toMatchObject({ alertDigest: true, alertLanguage: 'PT', alertSolved: false })
    expect(problemsOf(choices)).toEqual([{ field: 'minimumStock', code: 'OUT_OF_RANGE' }])
  })

  it('accepts valid values', () => {
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
  ])('names a bad %s', (field, change, code) => {
    expect(problemsOf(someChoices(change))).toEqual([{ field, code }])
  })

  it.each([
    'https://carrefour-prod.mirakl.net',
    'https://Carrefour.Mirakl.NET:443',
    'https://a.b.mirakl.net/base-1/x',
  ])('accepts the address %s', carrefourUrl => {
    expect(problemsOf(someChoices({ carrefourUrl }))).toEqual([])
  })

  it.each([
    ['https://evil.com', 'HOST_NOT_ALLOWED'],
    ['https://mirakl.net', 'HOST_NOT_ALLOWED'],
    ['https://x.mirakl.net.evil.com', 'HOST_NOT_ALLOWED'],
    ['https://xmirakl.net', 'HOST_NOT_ALLOWED'],
    ['https://169.254.169.254', 'HOST_NOT_ALLOWED'],
    ['https://10.0.0.1:8443', 'HOST_NOT_ALLOWED'],
    ['https://0.0.0.0', 'HOST_NOT_ALLOWED'],
    ['https://2130706433', 'HOST_NOT_ALLOWED'],
    ['https://0x7f.1', 'HOST_NOT_ALLOWED'],
    ['https://localhost', 'HOST_NOT_ALLOWED'],
    ['https://infra.io.vtex.com/apps', 'HOST_NOT_ALLOWED'],
    ['https://x.mirakl.net:8443', 'HOST_NOT_ALLOWED'],
    ['https://x.mirakl.net:80', 'HOST_NOT_ALLOWED'],
    ['https://[::1]:3391', 'NOT_A_URL'],
    ['http://[::1]:3391', 'NOT_A_URL'],
    ['http://localhost:4000', 'NOT_A_URL'],
    ['http://127.0.0.1:4000/mirakl', 'NOT_A_URL'],
    ['https://x.mirakl.net.', 'NOT_A_URL'],
    ['https://x.mirakl.net\\@evil.com', 'NOT_A_URL'],
    ['https://evil.com#.mirakl.net', 'NOT_A_URL'],
    ['https://evil.com?.mirakl.net', 'NOT_A_URL'],
    ['https://x.mirakl.net/a\u0001b', 'NOT_A_URL'],
    ['https://x.mirakl.net/a\nb', 'NOT_A_URL'],
    ['https://x.mirakl.net/%0d%0ax', 'NOT_A_URL'],
    ['https://x.mirakl.net/../y', 'NOT_A_URL'],
    ['https://x.mirakl.net/a/./y', 'NOT_A_URL'],
    ['https://ｘ.mirakl.net', 'NOT_A_URL'],
  ])('the address %j is %s', (carrefourUrl, code) => {
    expect(problemsOf(someChoices({ carrefourUrl }))).toEqual([{ field: 'carrefourUrl', code }])
  })

  it.each(['http://localhost:4000', 'https://127.0.0.1:4000/mirakl', 'http://LOCALHOST'])(
    'accepts %s when the environment adds hosts, and no other',
    carrefourUrl => {
      const hosts = ['localhost', '127.0.0.1']
      expect(problemsOf(someChoices({ carrefourUrl }), hosts)).toEqual([])
      expect(problemsOf(someChoices({ carrefourUrl: 'https://evil.com' }), hosts)).toHaveLength(1)
      expect(problemsOf(someChoices({ carrefourUrl: 'http://127.0.0.12' }), hosts)).toHaveLength(1)
    }
  )

  it.each([
    ['https://x.mirakl.net', 'https://X.mirakl.net:443/base', true],
    ['https://x.mirakl.net', 'https://y.mirakl.net', false],
    ['http://localhost:1', 'http://localhost:2', false],
    ['https://localhost', 'http://localhost', false],
    ['', '', false],
  ])('%j and %j are the same host: %j', (one, other, same) => {
    expect(sameHost(one, other)).toBe(same)
  })

  it('removes spaces and the /api/ at the end of an address', () => {
    const choices = tidy(
      someChoices({ carrefourUrl: ' https://x.mirakl.net/api/ ', affiliateId: ' crf ' })
    )
    expect(choices).toMatchObject({ carrefourUrl: 'https://x.mirakl.net', affiliateId: 'CRF' })
  })
})

describe('a ShopKey', () => {
  it('is trimmed', () => {
    expect(ShopKey.parse('  abcd-1234-efgh  ')?.reveal()).toBe('abcd-1234-efgh')
  })

  it.each(['', '   ', 'a b', 'a\nb', 'chave-ç', null, 5])('is empty: %j', raw => {
    expect(ShopKey.parse(raw)).toBeNull()
  })

  it.each([
    ['Bearer abcd-1234', 'NOT_ALONE'],
    ['bearer  abcd-1234', 'NOT_ALONE'],
    ['Authorization: abcd-1234', 'NOT_ALONE'],
    ['Authorization:abcd-1234', 'NOT_ALONE'],
    ['ShopKey=abcd-1234', 'NOT_ALONE'],
    ['SHOP_KEY: abcd-1234', 'NOT_ALONE'],
    ['x-api-key:abcd-1234', 'NOT_ALONE'],
    ['“abcd-1234”', 'NOT_ALONE'],
    ['"abcd-1234"', 'NOT_ALONE'],
    ["'abcd-1234'", 'NOT_ALONE'],
    ['«abcd-1234»', 'NOT_ALONE'],
    ['`abcd-1234`', 'NOT_ALONE'],
    ['abcd-1234"', 'NOT_ALONE'],
    ['<abcd-1234>', 'NOT_ALONE'],
    ['abcd-1234,', 'NOT_ALONE'],
    ['minha chave abcd-1234', 'NOT_ALONE'],
    ['abcd\u200b1234', 'CONTROL_CHARACTERS'],
    ['abcd\u00ad1234', 'CONTROL_CHARACTERS'],
    ['abcd\n1234', 'CONTROL_CHARACTERS'],
    ['\u2060abcd-1234', 'CONTROL_CHARACTERS'],
    ['abcd\u00a01234', 'CONTROL_CHARACTERS'],
    ['chave-ç', 'NOT_A_KEY'],
    ['abcd…', 'NOT_A_KEY'],
    ['••••1234', 'NOT_A_KEY'],
    ['k'.repeat(501), 'TOO_LONG'],
  ])('%j gives %s and no key', (typed, code) => {
    expect(keyProblemOf(typed)).toEqual({ field: 'shopKey', code })
    expect(parseKey(typed)).toBeNull()
  })

  it.each([
    '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
    ' abcd-1234\t\n',
    '\ufeffabcd-1234\u00a0',
    'a+b/c=="d;e',
    'QUJDRA==',
    'abc=',
  ])('accepts %j', typed => {
    expect(keyProblemOf(typed)).toBeNull()
    expect(parseKey(typed)?.reveal()).toBe(typed.trim())
  })

  it('does not show however it is printed', () => {
    const key = ShopKey.parse('abcd-1234-efgh')
    expect(`${String(key)} ${JSON.stringify({ key })}`).not.toContain('1234')
  })
})
