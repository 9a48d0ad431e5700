import Router from '@koa/router'
import type { Context } from 'koa'
import type Koa from 'koa'

import { createPartApp } from '../../http/part'
import { Problem } from '../../http/problem'
import { authenticate } from '../vtexid/credentials'
import { type Tokens, userIdOf } from '../vtexid/tokens'

import { emailOf, holderOfKey, isGranted, isKnownResource, keyOf, type Role, ROLES } from './roles'

export interface LicenseManagerDeps {
  tokens: Tokens
  /**
   * Whether it has every resource that an app asks for, not only those of roles.json: published apps ask for resources
   * of products that VTEX does not list. The first role then holds all of them, as VTEX's administrators do.
   */
  everyResource?: boolean | undefined
}

const ACCOUNT = '/api/license-manager/pvt/accounts/:account'

/**
 * License Manager, host `{account}.vtexcommercestable.com.br`: whether a user may use a resource, 404 for a resource that
 * its product does not have; who may enter the Admin at all; users and the account, as published apps ask for them.
 */
export function createLicenseManager({ tokens, everyResource = false }: LicenseManagerDeps): {
  app: Koa
} {
  const router = new Router()
  router.get(`${ACCOUNT}/products/:product/logins/:user/resources/:resource/granted`, ctx => {
    const { account = '', product = '', user = '', resource = '' } = ctx.params
    authenticate(tokens, ctx.req.headers, account)
    const wanted = { productCode: product, resourceCode: resource }
    const isKnown = isKnownResource(wanted)
    if (!isKnown && !everyResource)
      throw new Problem(404, { Message: `Product ${product} has no resource ${resource}` })
    const role = userOf(user, account)?.role
    json(ctx, isGranted(role, wanted) || (!isKnown && role === ROLES[0]))
  })
  router.get(`${ACCOUNT}/logins/:user/granted`, ctx => {
    const { account = '', user = '' } = ctx.params
    authenticate(tokens, ctx.req.headers, account)
    json(ctx, userOf(user, account) !== undefined)
  })
  router.get('/api/license-manager/pvt/users/:user', ctx => {
    const account = accountOf(ctx)
    authenticate(tokens, ctx.req.headers, account)
    const found = userOf(ctx.params.user ?? '', account)
    if (found === undefined) throw new Problem(404, { Message: 'User not found' })
    json(ctx, {
      UserId: userIdOf(found.name),
      Name: found.name.split('@', 1)[0],
      Email: found.name,
    })
  })
  router.get(
    ['/api/license-manager/account', '/api/license-manager/pvt/accounts/:account'],
    ctx => {
      const account = ctx.params.account ?? accountOf(ctx)
      authenticate(tokens, ctx.req.headers, account)
      json(ctx, {
        isActive: true,
        id: userIdOf(account),
        name: account,
        accountName: account,
        isOperating: true,
        companyName: account,
        haveParentAccount: false,
        parentAccountId: null,
        parentAccountName: null,
        hosts: [`${account}.vtexcommercestable.com.br`],
      })
    }
  )
  const app = createPartApp()
  app.use(router.routes())
  return { app }
}

/** Koa would send a boolean as text. */
function json(ctx: Context, value: unknown): void {
  ctx.type = 'application/json'
  ctx.body = JSON.stringify(value)
}

const accountOf = (ctx: Context): string => ctx.hostname.split('.', 1)[0]?.split('--').pop() ?? ''

/** The user behind an e-mail, a key's name, or VTEX ID's id of either. */
function userOf(user: string, account: string): { name: string; role: Role } | undefined {
  const wanted = user.toLowerCase()
  const holder = holderOfKey(user)
  if (holder !== undefined)
    return holder.account === account ? { name: user, ...holder } : undefined
  return ROLES.flatMap(role => [
    { name: emailOf(role, account), role },
    { name: keyOf(role, account), role },
  ]).find(({ name }) => name.toLowerCase() === wanted || userIdOf(name) === wanted)
}
