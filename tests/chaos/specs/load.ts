import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { ROOT } from '../../../local/workspace'

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

/** Our own descriptions of what the app may call: part of the project, so every clone is checked by them. */
export const OWN_SPECS = path.join(ROOT, 'local/descriptions')

/** The folder with the vendors' files: SPECS, or beside the project. */
export const VENDORS_SPECS = path.resolve(ROOT, process.env.SPECS || '../shared/specs')

/** A folder's OpenAPI files; null where there are none. The vendors' are not part of the project. */
export function loadSpecs(folder: string): readonly Spec[] | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder).filter(name => name.endsWith('.json'))
  if (names.length === 0) return null
  return names.map(name => ({
    name,
    document: JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as OpenApi,
  }))
}
