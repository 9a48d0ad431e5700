import { expect, it } from '@jest/globals'
import { type GraphQLField, type GraphQLFieldResolver, graphql } from 'graphql'
import { SchemaDirectiveVisitor, makeExecutableSchema } from 'graphql-tools'
import { FakeHttpContext } from '../testing/vtex'
import type { HttpContext } from '../compose'
import { briefly } from './granted'
import { systemClock } from '../vtex/platform'
import { SECOND } from '../shared/time'

/** A schema whose `@auth` is judged by `may`, and who was asked about. */
function aSchema(may: () => boolean | Error) {
  const asked: string[] = []
  class Auth extends SchemaDirectiveVisitor {
    override visitFieldDefinition(field: GraphQLField<unknown, HttpContext>): void {
      const resolve = field.resolve as GraphQLFieldResolver<unknown, HttpContext>
      const { right } = this.args as { readonly right: string }
      field.resolve = async (root, args, ctx, info) => {
        asked.push(right)
        const judged = may()
        if (judged instanceof Error) throw judged
        if (!judged) throw new Error('refused')
        return resolve(root, args, ctx, info) as unknown
      }
    }
  }
  // oxlint-disable-next-line typescript/unbound-method -- what wraps it calls it with its own `this`
  Auth.prototype.visitFieldDefinition = briefly(Auth.prototype.visitFieldDefinition)
  const schema = makeExecutableSchema<HttpContext>({
    typeDefs: `
      directive @auth(right: String!) on FIELD_DEFINITION
      type Query { rows: Int @auth(right: "view") keys: Int @auth(right: "configure") }
      type Mutation { send: Int @auth(right: "view") }
    `,
    resolvers: { Query: { rows: () => 7, keys: () => 8 }, Mutation: { send: () => 9 } },
    schemaDirectives: { auth: Auth },
  })
  return { schema, asked }
}

let sessions = 0

/** Requests of one session, which no other test has. */
function aSession(account = 'lojademo') {
  const token = `session-${(sessions += 1)}`
  return (): HttpContext => {
    const context = new FakeHttpContext('')
    Object.assign(context, { cookies: { get: () => token } })
    Object.assign(context.vtex, { account })
    return context.asContext()
  }
}

function setup(may: () => boolean | Error = () => true) {
  const { schema, asked } = aSchema(may)
  const ask = async (source: string, contextValue: HttpContext) => {
    const { data, errors } = await graphql({ schema, source, contextValue })
    return errors ? errors[0]?.message : { ...data }
  }
  return { ask, asked }
}

it('a right to look is asked for once in five seconds, and each right for itself', async () => {
  const { ask, asked } = setup()
  const request = aSession()
  expect(await ask('{ rows again: rows }', request())).toEqual({ rows: 7, again: 7 })
  expect(await ask('{ rows }', request())).toEqual({ rows: 7 })
  expect(asked).toEqual(['view'])
  expect(await ask('{ keys }', request())).toEqual({ keys: 8 })
  expect(asked).toEqual(['view', 'configure'])
})

it('a right that is taken away ends after five seconds', async () => {
  let isGranted = true
  const { ask } = setup(() => isGranted)
  const request = aSession()
  const now = systemClock.now()
  let passed = 0
  const real = { ...systemClock }
  systemClock.now = () => now + passed
  try {
    expect(await ask('{ rows }', request())).toEqual({ rows: 7 })
    isGranted = false
    passed = 5 * SECOND - 1
    expect(await ask('{ rows }', request())).toEqual({ rows: 7 })
    passed = 5 * SECOND
    expect(await ask('{ rows }', request())).toBe('refused')
  } finally {
    Object.assign(systemClock, real)
  }
})

it('a refusal and a failure are not remembered', async () => {
  const answers: (boolean | Error)[] = [false, new Error('VTEX ID does not answer'), true]
  const { ask } = setup(() => answers.shift() ?? false)
  const request = aSession()
  expect(await ask('{ rows }', request())).toBe('refused')
  expect(await ask('{ rows }', request())).toBe('VTEX ID does not answer')
  expect(await ask('{ rows }', request())).toEqual({ rows: 7 })
})

it('a change is judged each time, whatever has just been looked at', async () => {
  const { ask, asked } = setup()
  const request = aSession()
  await ask('{ rows }', request())
  await ask('mutation { send }', request())
  await ask('mutation { send }', request())
  expect(asked).toEqual(['view', 'view', 'view'])
})

it('another session, another account and nobody are asked about for themselves', async () => {
  const { ask, asked } = setup()
  const request = aSession()
  await ask('{ rows }', request())
  await ask('{ rows }', aSession()())
  const elsewhere = request()
  Object.assign(elsewhere.vtex, { account: 'outraloja' })
  await ask('{ rows }', elsewhere)
  const nobody = request()
  Object.assign(nobody, { cookies: { get: () => undefined }, get: () => '' })
  await ask('{ rows }', nobody)
  await ask('{ rows }', nobody)
  expect(asked).toHaveLength(5)
})
