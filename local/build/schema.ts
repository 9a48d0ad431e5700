import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Joins every `.graphql` file of graphql/ into one text, as VTEX's graphql builder does. */
export function joinSchema(root: string): string {
  const files = readdirSync(join(root, 'graphql'), { recursive: true })
    .map(String)
    .filter(name => name.endsWith('.graphql'))
    .sort()
  return files.map(name => readFileSync(join(root, 'graphql', name), 'utf8')).join('\n\n')
}
