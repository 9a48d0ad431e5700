import {
  type GraphQLOutputType,
  execute,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql'
import { LARGEST_INT, withWholeNumbers } from './guard/resolver'
import { aConfiguration, aProcess, anAttempt, shopKey, skuId } from './testing/factories'
import { describe, expect, it } from '@jest/globals'
import { readSchema, rootFieldsOf } from './testing/schema'
import { showConfiguration, showConnection } from './connection/resolvers'
import { showProcess } from './ledger/resolvers'
import { showReprocess } from './jobs/resolvers'
import { shownOf } from './connection/configuration.logic'

interface Sample {
  readonly answer: unknown
  readonly ask: string
  /** Number of Ints in it. */
  readonly ints: number
}

/** A field's answer with every number set to the same value, and its query; lists hold one item. */
function sampleOf(type: GraphQLOutputType, figure: number): Sample {
  if (isNonNullType(type)) return sampleOf(type.ofType as GraphQLOutputType, figure)
  if (isListType(type)) {
    const { answer, ...rest } = sampleOf(type.ofType as GraphQLOutputType, figure)
    return { ...rest, answer: [answer] }
  }
  if (isEnumType(type)) return { answer: type.getValues()[0]?.value, ask: '', ints: 0 }
  if (isObjectType(type)) {
    const parts = Object.values(type.getFields()).map(field => ({
      name: field.name,
      ...sampleOf(field.type, figure),
    }))
    return {
      answer: Object.fromEntries(parts.map(({ name, answer }) => [name, answer])),
      ask: `{ ${parts.map(({ name, ask }) => `${name} ${ask}`).join(' ')} }`,
      ints: parts.reduce((sum, { ints }) => sum + ints, 0),
    }
  }
  if (isUnionType(type)) throw new Error(`${type.name} stands inside an answer: sample each member`)
  switch (type.name) {
    case 'Int':
      return { answer: figure, ask: '', ints: 1 }
    case 'Float':
      return { answer: 0.5, ask: '', ints: 0 }
    case 'Boolean':
      return { answer: true, ask: '', ints: 0 }
    default:
      return { answer: 'text', ask: '', ints: 0 }
  }
}

/** Every answer a field may give: each member of a union. */
const answersOf = (type: GraphQLOutputType, figure: number): readonly Sample[] => {
  const named = getNamedType(type)
  if (!isUnionType(named)) return [sampleOf(type, figure)]
  return named.getTypes().map(member => {
    const { answer, ask, ints } = sampleOf(member, figure)
    return {
      answer: { __typename: member.name, ...(answer as object) },
      ask: `{ ... on ${member.name} ${ask} }`,
      ints,
    }
  })
}

describe('every Int of the schema', () => {
  it.each([3e9, 1e15, -3e9, Number.MAX_VALUE, Infinity, NaN, 2.5, 2_147_483_648])(
    'answers without an error with %d in each of them',
    async figure => {
      let ints = 0
      const schema = readSchema()
      for (const { of, field } of rootFieldsOf(schema)) {
        // Arguments are not tested here: the field is executed on its own.
        field.args = []
        for (const sample of answersOf(field.type, figure)) {
          ints += sample.ints
          const answer = await execute({
            schema,
            document: parse(`${of} { ${field.name} ${sample.ask} }`),
            rootValue: { [field.name]: withWholeNumbers(sample.answer) },
          })
          expect([field.name, sample.ask, answer.errors]).toEqual([
            field.name,
            sample.ask,
            undefined,
          ])
        }
      }
      expect(ints).toBeGreaterThan(60)
    }
  )

  it('keeps numbers within the range, and fractions as fractions', () => {
    const answer = { quantity: 999_999, list: [{ available: -7 }], progress: 0.25, name: null }
    expect(withWholeNumbers(answer)).toEqual(answer)
    expect(withWholeNumbers({ available: 3e9, units: -1e15 })).toEqual({
      available: LARGEST_INT,
      units: -LARGEST_INT,
    })
  })
})

describe('a configuration', () => {
  it('shows the last characters of the ShopKey and nothing more of it', () => {
    const shown = showConfiguration(shownOf(aConfiguration()))
    expect(shown.shopKey).toMatchObject({ last4: '2001', savedAt: '2026-11-02T12:00:00.000Z' })
    expect(JSON.stringify(shown)).not.toContain('shop-key')
  })

  it('shows nothing of a short key', () => {
    const { shopKey: saved, ...rest } = aConfiguration()
    const shown = showConfiguration(
      shownOf({
        ...rest,
        shopKey: { ...saved, key: shopKey('short-key'), verifiedAt: null },
      })
    )
    expect(shown.shopKey).toMatchObject({ last4: null, verifiedAt: null })
  })
})

describe('a process', () => {
  const row = { skuId: skuId(1), process: null, pending: true, requestedAt: 0, affiliate: 'CRF' }

  it('is pending with nothing else before its first outcome', () => {
    expect(showProcess(row)).toMatchObject({
      status: 'PENDING',
      cause: null,
      actor: 'NOBODY',
      processedAt: null,
      requestedAt: '1970-01-01T00:00:00.000Z',
      attempts: [],
    })
  })

  it('shows who can end a wait for Carrefour, dates, and attempts without the batch', () => {
    const process = aProcess({
      status: 'WARNING',
      cause: 'NOT_CATALOGED',
      nextCheckAt: 60_000,
      attempts: [anAttempt()],
    })
    const shown = showProcess({ ...row, process, pending: false, requestedAt: null })
    expect(shown).toMatchObject({
      status: 'WARNING',
      actor: 'CARREFOUR',
      nextCheckAt: '1970-01-01T00:01:00.000Z',
    })
    expect(shown.attempts).toEqual([
      {
        at: '2026-11-02T12:00:00.000Z',
        reason: 'NOTIFICATION',
        status: 'SUCCESS',
        cause: null,
        quantity: 7,
        message: null,
        importId: 'import-1',
        sentLine: '"offer-sku";"quantity";"warehouse-code";"update-delete"\n"1";"7";"";"update"',
      },
    ])
  })
})

describe('the connection', () => {
  it('shows no next try for an incident that waits for a person', () => {
    const incident = {
      cause: 'AUTH_INVALID' as const,
      since: 0,
      lastSeenAt: 1_000,
      message: 'm',
      nextTryAt: null,
      keyVersion: 1,
    }
    const counts = { pending: 1, blocked: 2, success: 3, warning: 4, error: 5 }
    const shown = showConnection({
      ...counts,
      configuration: null,
      production: true,
      incident,
      outages: [],
      boundShop: null,
      lastConfirmedAt: null,
      nextSendAt: null,
      waitingSince: null,
      stalledSince: 0,
      brake: null,
      gap: null,
      closedShop: null,
      otherWriters: [],
      isUntold: false,
      pulse: { mark: 'm', at: 0 },
      numbersAt: null,
      standstill: { kind: 'RUNS', since: 0 },
    })
    expect(shown).toMatchObject({
      ...counts,
      configuration: null,
      nextSendAt: null,
      waitingSince: null,
      stalledSince: '1970-01-01T00:00:00.000Z',
      standstill: { kind: 'RUNS', since: '1970-01-01T00:00:00.000Z' },
    })
    expect(shown.incident).toMatchObject({
      actor: 'MERCHANT',
      since: '1970-01-01T00:00:00.000Z',
      nextTryAt: null,
    })
  })
})

describe('the result of a reprocess', () => {
  it('has the type of the union, and no more ids than promised', () => {
    const skuIds = Array.from({ length: 150 }, (_, id) => String(id))
    expect(
      showReprocess({ kind: 'accepted', accepted: 150, skuIds, jobId: null, nextSendAt: null })
    ).toMatchObject({
      __typename: 'CarrefourReprocessAccepted',
      skuIds: { length: 100 },
    })
    expect(showReprocess({ kind: 'refused', code: 'TOO_MANY', skuIds: [] })).toEqual({
      __typename: 'CarrefourReprocessRefused',
      code: 'TOO_MANY',
      skuIds: [],
    })
  })
})
