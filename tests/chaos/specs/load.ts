import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What is read of an OpenAPI file. */
export interface Spec {
  readonly name: string
  /** The whole document, for references into it. */
  readonly document: OpenApi
}

export interface OpenApi {
  readonly servers?: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The folder with the vendors' files: SPECS, or beside the project. */
export const specsFolder = (root: string): string =>
  path.resolve(root, process.env.SPECS ?? '../shared/specs')

/** The vendors' OpenAPI files; null where they are not present (they are not part of the project). */
export function loadSpecs(folder: string): readonly Spec[] | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder).filter(name => name.endsWith('.json'))
  if (names.length === 0) return null
  return names.map(name => ({
    name,
    document: JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as OpenApi,
  }))
}
