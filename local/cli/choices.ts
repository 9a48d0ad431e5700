import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parse } from 'graphql'

import { ROOT } from '../root'

const FILES = ['types/Process.graphql', 'types/Cause.graphql']

/** The values of an enum of the app's schema, in its order. */
export function choicesOf(name: string): readonly string[] {
  for (const file of FILES) {
    const { definitions } = parse(readFileSync(join(ROOT, 'graphql', file), 'utf8'))
    for (const one of definitions)
      if (one.kind === 'EnumTypeDefinition' && one.name.value === name)
        return (one.values ?? []).map(value => value.name.value)
  }
  throw new Error(`The schema has no ${name}`)
}
