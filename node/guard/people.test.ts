import { beforeEach, describe, expect, it } from '@jest/globals'
import { Clients, clients } from '../compose'
import { anIoContext } from '../testing/vtex'
import { throughProxy } from '../testing/httpServer'
import { addressesOf, VtexCurrentUser } from './people'

const server = throughProxy()
const peopleWith = (token: string | null) =>
  new VtexCurrentUser(new Clients(clients.options, anIoContext()), token)

const answer = (body: unknown) => {
  server().reply = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

beforeEach(() => {
  server().seen.length = 0
})

describe('the signed-in user', () => {
  it('is the e-mail from VTEX ID, asked for once', async () => {
    answer({ user: 'owner@lojademo.example', account: 'lojademo' })
    const people = peopleWith('user-token')
    expect(await people.user()).toBe('owner@lojademo.example')
    expect(await people.user()).toBe('owner@lojademo.example')
    expect(server().seen.map(({ url }) => url)).toEqual([
      'http://vtexid.vtex.com.br/api/vtexid/pub/authenticated/user?authToken=user-token',
    ])
  })

  it.each([
    ['no token', null, {}],
    ['a void token', 'user-token', null],
    [
      'a token of another account',
      'user-token',
      { user: 'owner@outraloja.example', account: 'outraloja' },
    ],
  ])('is nobody, without any permission, with %s', async (_, token, body) => {
    answer(body)
    const people = peopleWith(token)
    expect([await people.user(), await people.may('view')]).toEqual([null, false])
  })

  it('has a permission when License Manager grants the resource behind it', async () => {
    answer({ user: 'owner@lojademo.example', account: 'lojademo' })
    const people = peopleWith('user-token')
    await people.user()
    answer(true)
    expect(await people.may('configure')).toBe(true)
    expect(server().last).toMatchObject({
      url: 'http://lojademo.vtexcommercestable.com.br/api/license-manager/pvt/accounts/lojademo/products/66/logins/owner%40lojademo.example/resources/workspace-read-write/granted',
      headers: { authorization: 'app-token' },
    })
    answer(false)
    expect(await people.may('view')).toBe(false)
  })

  describe('reprocessing, which several resources allow', () => {
    const reply = (status: number, body: unknown) => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const asked = () =>
      server().seen.flatMap(({ url }) => /resources\/([\w-]+)\/granted/.exec(url)?.[1] ?? [])

    it.each([
      ['the documented one', [reply(200, true)], true, 1],
      ['the other one only', [reply(200, false), reply(200, true)], true, 2],
      ['neither', [reply(200, false), reply(200, false)], false, 2],
      ['one, and the other is unknown (404)', [reply(200, false), reply(404, {})], false, 2],
    ])('is decided in that order: %s', async (_, replies, may, calls) => {
      answer({ user: 'ana@lojademo.example', account: 'lojademo' })
      const people = peopleWith('user-token')
      await people.user()
      server().seen.length = 0
      server().replies = [...replies]
      expect(await people.may('reprocess')).toBe(may)
      expect(asked()).toEqual(['workspace-read-write', 'save_account_config'].slice(0, calls))
    })
  })
})

describe('the addresses of a request', () => {
  it.each([
    ['203.0.113.7, 10.0.0.1', '203.0.113.7, 10.0.0.1'],
    ['6.6.6.6, 203.0.113.9', '6.6.6.6, 203.0.113.9'],
    ['x, 203.0.113.9', '203.0.113.9'],
    [
      '1.1.1.1, 2.2.2.2, 3.3.3.3, 4.4.4.4, 5.5.5.5, 6.6.6.6',
      '2.2.2.2, 3.3.3.3, 4.4.4.4, 5.5.5.5, 6.6.6.6',
    ],
    [`${'9'.repeat(100_000)}, 203.0.113.9`, '203.0.113.9'],
    ['2001:db8::1', '2001:db8::1'],
    ['', null],
    ['unknown', null],
    ['<script>', null],
  ])('reads x-forwarded-for %j as %j', (header, address) => {
    expect(addressesOf(header)).toBe(address)
  })
})
