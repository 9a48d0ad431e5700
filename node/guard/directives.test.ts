import { graphql } from 'graphql'
import { makeExecutableSchema } from 'graphql-tools'
import { describe, expect, it } from '@jest/globals'

import { type HttpContext } from '../compose'
import { FakeHttpContext } from '../testing/vtex'
import { Allowed, Recorded } from './directives'

const schema = makeExecutableSchema<HttpContext>({
  typeDefs: `
    directive @allowed(to: String!) on FIELD_DEFINITION
    directive @recorded on FIELD_DEFINITION
    type Query { none: Int }
    type Mutation { send: Int @allowed(to: "REPROCESS") @recorded }
  `,
  resolvers: { Mutation: { send: () => 7 } },
  schemaDirectives: { allowed: Allowed, recorded: Recorded },
})

/** A request of a person, with what VTEX ID and License Manager were asked. */
function aRequest({ granted = true, fails = 0 } = {}) {
  const asked: string[] = []
  const context = new FakeHttpContext('')
  let failures = fails
  Object.assign(context, { cookies: { get: () => 'session-token' } })
  Object.assign(context.clients as object, {
    vtexId: {
      userOf: async () => {
        asked.push('who')
        if ((failures -= 1) >= 0) throw new Error('VTEX ID does not answer')
        return 'ana@lojademo.example'
      },
    },
    grants: {
      isGranted: async () => {
        asked.push('may')
        return granted
      },
    },
  })
  return { context: context.asContext(), asked }
}

const send = (contextValue: HttpContext) =>
  graphql({ schema, source: 'mutation { send }', contextValue })

describe('a field that asks for a permission', () => {
  it('asks who it is and whether they may once in a request, however many need it', async () => {
    const { context, asked } = aRequest()
    const twice = await graphql({
      schema,
      source: 'mutation { send again: send }',
      contextValue: context,
    })
    expect([twice.data, asked]).toEqual([{ send: 7, again: 7 }, ['who', 'may']])
  })

  it('is refused to a person without it', async () => {
    const { context } = aRequest({ granted: false })
    const { data, errors } = await send(context)
    expect([data, errors?.[0]?.extensions]).toEqual([{ send: null }, { code: 'FORBIDDEN' }])
  })

  it('fails when nobody can say, and is asked again by the next', async () => {
    const { context, asked } = aRequest({ fails: 1 })
    expect((await send(context)).data).toEqual({ send: null })
    expect((await send(context)).data).toEqual({ send: 7 })
    expect(asked).toEqual(['who', 'who', 'may'])
  })
})
