import type { CurrentUser, Ports } from '../ports'
import {
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { jest } from '@jest/globals'

/**
 * The ports behind the resolvers. Must be imported before them: it replaces `compose`, which would create the
 * platform's clients and the machine's clock.
 */
export const request: { ports: Ports | null; people: CurrentUser | null } = {
  ports: null,
  people: null,
}

jest.mock('../compose', () => ({
  portsFor: () => request.ports,
  currentUserOf: () => request.people,
}))

/** Texts that have broken services: as ids, cursors, dates, addresses, mails, conditions, paths and keys. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'x',
  '0',
  '1',
  '-1',
  '007',
  '1e3',
  '0x10',
  '1.5',
  '١٢',
  '1\n',
  '999999999999999999',
  '9999999999999999999',
  'NaN',
  'Infinity',
  'null',
  'undefined',
  'true',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '..',
  '../../connection',
  'a/b?c#d',
  '%00',
  '%zz',
  '\u0000',
  '\ud800',
  'a\udc00b',
  '\ufeffx',
  '\u202ex',
  'ção 漢字 🙂',
  '*',
  '"',
  "'",
  '\\',
  'a" OR "1"="1',
  '(a=b) AND (c',
  '%&+',
  '{"a":1}',
  '$'.repeat(100),
  'x'.repeat(101),
  'x'.repeat(5_000),
  '1,'.repeat(500),
  'a '.repeat(50),
  'ana@lojademo.example',
  'ana\ud800@lojademo.example',
  "o'brien@lojademo.example",
  `${'a'.repeat(64)}@${'b'.repeat(180)}`,
  '@',
  '2026-02-31',
  '2026-13-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59Z',
  'Thu, 01 Jan 1970 00:00:00 GMT+0000',
  '1.AAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'ffffffffffffffff',
  'UNKNOWN:ffffffffffffffff',
  'NO_PRICE',
  'https://carrefour-sandbox.mirakl.net',
  'https://[::1]:443/\ud800',
  'https://a@b:c',
  'javascript:alert(1)',
]

const NUMBERS: readonly unknown[] = [
  0,
  -1,
  1,
  2,
  100,
  101,
  2_147_483_647,
  -2_147_483_648,
  2_147_483_648,
  9_007_199_254_740_992,
  1.5,
  -0,
  NaN,
  Infinity,
  '5',
  true,
]

/** Values to try for an input of this type, including invalid ones. */
export function hostileValues(type: GraphQLInputType): readonly unknown[] {
  if (isNonNullType(type)) return hostileValues(type.ofType as GraphQLInputType)
  const common = [null, undefined, {}, [], [[]], { a: { b: [] } }]
  if (isListType(type)) {
    const inner = hostileValues(type.ofType as GraphQLInputType)
    const many = Array.from({ length: 1_001 }, (_, index) => `${index}`)
    return [...common, ...inner.map(one => [one]), inner, many, Array<unknown>(1_001).fill('1')]
  }
  if (isInputObjectType(type)) {
    const plain = plainValue(type) as object
    const one = Object.values(type.getFields()).flatMap(({ name, type: inner }) =>
      hostileValues(inner).map(value => ({ ...plain, [name]: value }))
    )
    const all = TEXTS.map(text =>
      Object.fromEntries(Object.keys(type.getFields()).map(name => [name, text]))
    )
    return [...common, ...one, ...all, { ...plain, unknown: 1 }]
  }
  if (isEnumType(type)) return [...common, ...type.getValues().map(({ name }) => name), 'NOPE', 0]
  switch (type.name) {
    case 'Boolean':
      return [...common, true, false, 'true', 0]
    case 'Int':
      return [...common, ...NUMBERS]
    default:
      return [...common, ...TEXTS, ...NUMBERS]
  }
}

/** A valid value of the type, without optional fields. */
export function plainValue(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) {
    if (!isInputObjectType(type)) return undefined
    return Object.fromEntries(
      Object.values(type.getFields()).flatMap(({ name, type: inner }) =>
        isNonNullType(inner) ? [[name, plainValue(inner)]] : []
      )
    )
  }
  const inner = type.ofType as GraphQLInputType
  if (isListType(inner)) return [plainValue(inner.ofType as GraphQLInputType)]
  if (isInputObjectType(inner)) return plainValue(inner)
  if (isEnumType(inner)) return inner.getValues()[0]?.name
  return inner.name === 'Boolean' ? true : inner.name === 'Int' ? 1 : '1'
}

/** Variables for a field: one argument at a time hostile, the others plain. */
export function hostileVariables(
  args: readonly GraphQLArgument[]
): readonly Readonly<Record<string, unknown>>[] {
  const plain = Object.fromEntries(args.map(({ name, type }) => [name, plainValue(type)]))
  return [
    plain,
    ...args.flatMap(({ name, type }) =>
      hostileValues(type).map(value => ({ ...plain, [name]: value }))
    ),
  ]
}
