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
import { describe, expect, it } from '@jest/globals'

import { readSchema, rootFieldsOf } from './testing/schema'
import { LARGEST_INT, withWholeNumbers } from './guard/resolver'

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
