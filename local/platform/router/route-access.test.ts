import { describe, expect, it } from '@jest/globals'

import type { ServiceRoute } from '../../build/service-json'
import type { Identity } from '../vtexid/tokens'

import { judgeAccess } from './route-access'
import { rows } from '../../../node/testing/cases'

const scheduler: Identity = { kind: 'app', account: 'lojademo', user: 'vtex.scheduler@4.0.0' }
const owner: Identity = { kind: 'user', account: 'lojademo', user: 'owner@lojademo.example' }

/** As b2b-quotes declares the route that its scheduler's entry calls. */
const forTheScheduler: ServiceRoute = {
  path: '/_v/process',
  public: true,
  access: 'authorized',
  policies: [
    {
      effect: 'allow',
      actions: ['POST'],
      principals: ['vrn:apps:*:*:*:app/vtex.scheduler@*'],
    },
  ],
}

const judge = (route: ServiceRoute, caller: Identity | undefined, method = 'POST') =>
  judgeAccess(route, caller, { account: 'lojademo', workspace: 'master', method })

describe('access to a route', () => {
  it.each(
    rows([
      ['nobody', undefined, 401],
      ['the scheduler', scheduler, 'allowed'],
      ['the scheduler of another account', { ...scheduler, account: 'outraloja' }, 403],
      ['another app', { ...scheduler, user: 'acme.app@1.0.0' }, 403],
      ['a person', owner, 403],
    ])
  )('authorized: %s is judged by the policies', (_, caller, verdict) => {
    expect(judge(forTheScheduler, caller)).toBe(verdict)
  })

  it('authorized: another method, or no policy at all, allows nobody', () => {
    expect(judge(forTheScheduler, scheduler, 'DELETE')).toBe(403)
    expect(judge({ path: '/x', access: 'authorized' }, scheduler)).toBe(403)
  })

  it('authorized: a denial goes before a permission', () => {
    const denied = {
      effect: 'deny',
      actions: ['post'],
      principals: ['vrn:apps:*:*:*:app/vtex.*'],
    } as const
    const policies = [...(forTheScheduler.policies ?? []), denied]
    expect(judge({ ...forTheScheduler, policies }, scheduler)).toBe(403)
  })

  it('authenticated: whoever has a credential of the account', () => {
    const route: ServiceRoute = { path: '/x', access: 'authenticated' }
    expect([judge(route, undefined), judge(route, owner), judge(route, scheduler)]).toEqual([
      401,
      'allowed',
      'allowed',
    ])
  })

  it('a shopper is nobody of the Admin, even where every user is named', () => {
    const shopper: Identity = { kind: 'shopper', account: 'lojademo', user: 'ana@shop.example' }
    const principals = ['vrn:vtex.vtex-id:*:*:*:user/*']
    const forUsers: ServiceRoute = {
      path: '/x',
      access: 'authorized',
      policies: [{ effect: 'allow', actions: ['POST'], principals }],
    }
    expect([judge(forUsers, owner), judge(forUsers, shopper)]).toEqual(['allowed', 403])
    expect(judge({ path: '/x', access: 'authenticated' }, shopper)).toBe(403)
    expect(judge({ path: '/x', public: true }, shopper)).toBe('allowed')
  })

  it('public: everybody', () => {
    expect(judge({ path: '/x', public: true }, undefined)).toBe('allowed')
  })
})
