import { Allowed, Recorded } from './graphql'
import { CallError } from '../shared/callError'
import { FakeClock, RecordedLog } from '../testing/fakes'
import { FakeHttpContext } from '../testing/vtex'
import { HistoryOutbox } from '../history/store'
import { MINUTE } from '../shared/time'
import { Refusals } from './errors'
import { configuring } from './resolver'
import { describe, expect, it } from '@jest/globals'
import { graphql } from 'graphql'
import { makeExecutableSchema } from 'graphql-tools'
import { systemClock, uuids } from '../vtex/platform'
import type { HttpContext } from '../compose'

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

const begunIn = async ({ vbase }: FakeHttpContext): Promise<readonly unknown[]> =>
  (await new HistoryOutbox(vbase, vbase, systemClock, uuids).read()).map(({ document, isOpen }) => [
    document.kind,
    document.subject,
    isOpen,
  ])

const BEGUN = ['BEGUN', 'disconnectCarrefour', true]

describe('a field that changes the configuration', () => {
  it('is recorded before anything is done, and the beginning replaced by the end', async () => {
    const ctx = new FakeHttpContext('')
    let before: readonly unknown[] = []
    const field = configuring('disconnectCarrefour', async () => {
      before = await begunIn(ctx)
      return 'done'
    })
    expect(await field(null, {}, ctx.asContext())).toBe('done')
    expect(before).toEqual([BEGUN])
    expect(await begunIn(ctx)).toEqual([])
  })

  it('does nothing and answers NOT_RECORDED when it cannot be recorded', async () => {
    const ctx = new FakeHttpContext('')
    ctx.vbase.beforeWrite = () => Promise.reject(new CallError('vbase-save-json', 503, null))
    let isDone = false
    const field = configuring('disconnectCarrefour', async () => {
      isDone = true
    })
    await expect(field(null, {}, ctx.asContext())).rejects.toMatchObject({
      extensions: { code: 'NOT_RECORDED' },
    })
    expect(isDone).toBe(false)
  })

  it('keeps its beginning when it fails half-way', async () => {
    const ctx = new FakeHttpContext('')
    const field = configuring('disconnectCarrefour', () => Promise.reject(new Error('broke off')))
    await expect(field(null, {}, ctx.asContext())).rejects.toThrow('broke off')
    expect(await begunIn(ctx)).toEqual([BEGUN])
  })
})

function setup() {
  const log = new RecordedLog()
  const clock = new FakeClock()
  const refusals = new Refusals()
  const note = (times: number, account = 'a', reason = 'NO_SESSION'): void => {
    for (let at = 0; at < times; at += 1)
      refusals.note({ log, clock, account }, 'auth.refused', { reason })
  }
  return { log, clock, note }
}

describe('refused calls in the log', () => {
  it('write ten lines of a thousand in a minute, and the number of the rest in the next', () => {
    const { log, clock, note } = setup()
    note(1_000)
    expect(log.lines).toHaveLength(10)
    clock.pass(MINUTE)
    note(1)
    expect(log.lines.at(-1)?.facts).toEqual({ reason: 'NO_SESSION', untold: 990 })
  })

  it('are counted separately by account and reason', () => {
    const { log, note } = setup()
    note(20)
    note(1, 'b')
    note(1, 'a', 'INVALID_SESSION')
    expect(log.lines).toHaveLength(12)
  })

  it('are remembered for at most a thousand kinds', () => {
    const { log, note } = setup()
    for (let at = 0; at < 3_000; at += 1) note(1, `account${at}`)
    note(11, 'account2999')
    expect(log.lines).toHaveLength(3_000 + 9)
  })
})
