import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { readManifest } from '../config'

/**
 * Joins every `.graphql` file of graphql/ into one text, as VTEX's graphql builder does; empty without such a folder, or
 * where manifest.json does not name that builder.
 */
export function joinSchema(root: string): string {
  if (!existsSync(join(root, 'graphql')) || !namesBuilder(root)) return ''
  const files = readdirSync(join(root, 'graphql'), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.graphql'))
    .sort()
  return withCacheAges(
    files.map(name => readFileSync(join(root, 'graphql', name), 'utf8')).join('\n\n')
  )
}

const namesBuilder = (root: string): boolean =>
  !existsSync(join(root, 'manifest.json')) || readManifest(root).builders?.graphql !== undefined

/** Seconds behind the names that `@cacheControl` takes; the same in `@vtex/api`'s constants. */
const MAX_AGES: Readonly<Record<string, number>> = {
  ZERO: 0,
  SHORT: 120,
  MEDIUM: 3_600,
  LONG: 86_400,
}

/** The runtime's `maxAge` is a number, and apps write names, in any case. */
export function withCacheAges(schema: string): string {
  return schema.replace(
    /(@cacheControl\s*\([^)]*?\bmaxAge\s*:\s*)([A-Za-z]+)\b/g,
    (whole, before: string, name: string) => {
      const age = MAX_AGES[name.toUpperCase()]
      return age === undefined ? whole : `${before}${age}`
    }
  )
}
