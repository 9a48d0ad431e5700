import { readdirSync, readFileSync } from 'fs'
import path from 'path'
import type { GraphQLOutputType } from 'graphql'
import {
  buildSchema,
  execute,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql'
import { describe, expect, it } from '@jest/globals'

import { LARGEST_INT, withWholeNumbers } from './whole'

const FOLDER = path.join(__dirname, '../../graphql')
const texts = [FOLDER, path.join(FOLDER, 'types')].flatMap(folder =>
  readdirSync(folder)
    .filter(file => file.endsWith('.graphql'))
    .map(file => readFileSync(path.join(folder, file), 'utf8'))
)
const schema = buildSchema(
  `enum IOAuthScope { PUBLIC PRIVATE }
   directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
   ${texts.join('\n')}`
)

/** What a field answers when every number in it is the same one, and how it is asked for; lists hold one item. */
function sampleOf(
  type: GraphQLOutputType,
  figure: number
): { answer: unknown; ask: string; ints: number } {
  if (isNonNullType(type)) return sampleOf(type.ofType as GraphQLOutputType, figure)
  if (isListType(type)) {
    const { answer, ...rest } = sampleOf(type.ofType as GraphQLOutputType, figure)
    return { ...rest, answer: [answer] }
  }
  if (isEnumType(type)) return { answer: type.getValues()[0]?.value, ask: '', ints: 0 }
  if (isUnionType(type)) {
    const [first] = type.getTypes()
    const members = type.getTypes().map(member => ({ member, ...sampleOf(member, figure) }))
    return {
      answer: { __typename: first?.name, ...(members[0]?.answer as object) },
      ask: `{ ${members
        .map(({ member, ask }) => `... on ${member.name} ${ask}`)
        .slice(0, 1)
        .join(' ')} }`,
      ints: members[0]?.ints ?? 0,
    }
  }
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

const fields = [schema.getQueryType(), schema.getMutationType()].flatMap(type =>
  Object.values(type?.getFields() ?? {}).map(field => ({ of: type?.name ?? '', field }))
)

const argumentsOf = (names: readonly { name: string; type: unknown; defaultValue?: unknown }[]) =>
  names.filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)

describe('A13: every Int of the schema', () => {
  it.each([3e9, 1e15, -3e9, Number.MAX_VALUE, Infinity, NaN, 2.5, 2_147_483_648])(
    'given %d in each of them, expect an answer without an error',
    async figure => {
      let ints = 0
      for (const { of, field } of fields) {
        const sample = sampleOf(field.type, figure)
        ints += sample.ints
        // Arguments are not what this is about: the field is executed on its own.
        const bare = buildBare(of, field.name)
        const answer = await execute({
          schema: bare.schema,
          document: parse(`${of.toLowerCase()} { ${field.name} ${sample.ask} }`),
          rootValue: { [field.name]: withWholeNumbers(sample.answer) },
        })
        expect([field.name, answer.errors]).toEqual([field.name, undefined])
      }
      expect(ints).toBeGreaterThan(60)
    }
  )

  it('given figures within, expect them as they are, and a share as a share', () => {
    const answer = { quantity: 999_999, list: [{ available: -7 }], progress: 0.25, name: null }
    expect(withWholeNumbers(answer)).toEqual(answer)
    expect(withWholeNumbers({ available: 3e9, units: -1e15 })).toEqual({
      available: LARGEST_INT,
      units: -LARGEST_INT,
    })
  })
})

/** The schema with the required arguments of one field left out. */
function buildBare(of: string, name: string) {
  const bare = buildSchema(
    `enum IOAuthScope { PUBLIC PRIVATE }
     directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION
     ${texts.join('\n')}`
  )
  const field = (of === 'Query' ? bare.getQueryType() : bare.getMutationType())?.getFields()[name]
  if (field) field.args = field.args.filter(argument => !argumentsOf([argument]).length)
  return { schema: bare }
}
