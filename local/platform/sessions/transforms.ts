import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { isRecord } from '../../http/body'
import { readJson } from '../../readJson'

import type { Namespaces } from './namespaces'

/** What an app works out of a session: a part of `vtex.session/configuration.json`. Items are `namespace.item`. */
export interface Transform {
  /** Part of the path of the app's route, `/_v/NAME/session/transform`. */
  readonly name: string
  /** It is called when one of these has changed. */
  readonly input: readonly string[]
  /** All that it can write. */
  readonly output: readonly string[]
}

/** The values of a session by `namespace.item`. */
export type Values = Readonly<Record<string, unknown>>

/** Calls the route of a transform with its inputs; answers what it says, of whatever shape. */
export type CallTransform = (transform: Transform, body: Namespaces) => Promise<unknown>

/** The transforms of the app at `root`; none where it has no such file. */
export function readTransforms(root: string): readonly Transform[] {
  const file = join(root, 'vtex.session/configuration.json')
  if (!existsSync(file)) return []
  const read: unknown = readJson(file, 'vtex.session/configuration.json')
  return Object.entries(isRecord(read) ? read : {}).flatMap(([name, part]) =>
    isRecord(part) ? [{ name, input: itemsIn(part.input), output: itemsIn(part.output) }] : []
  )
}

const itemsIn = (value: unknown): readonly string[] =>
  Object.entries(isRecord(value) ? value : {}).flatMap(([namespace, items]) =>
    (Array.isArray(items) ? items : [])
      .filter((item): item is string => typeof item === 'string')
      .map(item => `${namespace}.${item}`)
  )

/** VTEX watches for transforms that go on changing what the others read; it does not say after how many rounds it stops. */
const MOST_ROUNDS = 10

/**
 * Runs the transforms that what has changed concerns, then those that their outputs concern, until nothing changes any more.
 * None is called for its own output.
 *
 * @param changed names of the items that are new
 */
export async function runTransforms(
  transforms: readonly Transform[],
  start: Values,
  changed: readonly string[],
  call: CallTransform
): Promise<Values> {
  let values = start
  let news: ReadonlyMap<string, string> = new Map(changed.map(item => [item, '']))
  for (let round = 0; round < MOST_ROUNDS && news.size > 0; round += 1) {
    const next = new Map<string, string>()
    for (const transform of transforms) {
      const { name, input, output } = transform
      if (!input.some(item => news.has(item) && news.get(item) !== name)) continue
      const answer = await call(transform, nested(values, input))
      for (const [item, value] of answered(answer, output)) {
        if (isSame(values[item], value)) continue
        values = { ...values, [item]: value }
        next.set(item, name)
      }
    }
    news = next
  }
  return values
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** The names of the items that differ. */
export const differences = (
  before: Values,
  after: Values,
  items: readonly string[]
): readonly string[] => items.filter(item => !isSame(before[item], after[item]))

/** These items as VTEX writes them, `{namespace: {item: {value}}}`; what has no value is not there. */
export function nested(values: Values, items: readonly string[]): Namespaces {
  const body: Record<string, Record<string, { value: unknown }>> = {}
  for (const item of items) {
    const [namespace, name] = split(item)
    const value = values[item]
    if (value !== undefined) body[namespace] = { ...body[namespace], [name]: { value } }
  }
  return body
}

/** The other way round. */
export const flat = (namespaces: Namespaces): Values =>
  Object.fromEntries(
    Object.entries(namespaces).flatMap(([namespace, items]) =>
      Object.entries(items).map(([name, { value }]) => [`${namespace}.${name}`, value] as const)
    )
  )

/** A namespace has no dot in its name. */
function split(item: string): readonly [namespace: string, name: string] {
  const at = item.indexOf('.')
  return [item.slice(0, at), item.slice(at + 1)]
}

/** What an answer says of the outputs that a transform has declared. */
function answered(
  answer: unknown,
  output: readonly string[]
): readonly (readonly [item: string, value: unknown])[] {
  return output.flatMap(item => {
    const [namespace, name] = split(item)
    const items: unknown = isRecord(answer) ? answer[namespace] : undefined
    const found: unknown = isRecord(items) ? items[name] : undefined
    if (found === undefined) return []
    return [[item, isRecord(found) && 'value' in found ? found.value : found] as const]
  })
}
