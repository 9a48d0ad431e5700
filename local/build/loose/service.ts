import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { parse } from 'graphql'

import { readManifest } from '../../config'
import { refusedByGraphqlBuilder } from '../authDirective'
import { joinSchema } from '../schema'
import type { ServiceJson } from '../service-json'
import { disagreements, loadServiceParts } from '../serviceParts'
import type { UploadedSet } from '../uploadedSet'

import { compileLoosely } from './compile'

/** A service, built as far as possible. */
export interface LooseService {
  /** Whether the runtime takes it. */
  readonly runs: boolean
  readonly told: readonly string[]
}

/** A folder without code has nothing to run. */
const hasCode = (dir: string): boolean =>
  ['index.ts', 'index.tsx', 'index.js'].some(name => existsSync(path.join(dir, 'node', name)))

/** The app's schema, empty where it has none that GraphQL reads. */
function readSchema(dir: string): { schema: string; told: readonly string[] } {
  const schema = joinSchema(dir)
  try {
    if (schema.trim() !== '') parse(schema, { noLocation: true })
    return { schema: schema.trim(), told: refusedByGraphqlBuilder(readManifest(dir), schema) }
  } catch (error) {
    return { schema: '', told: [`graphql/ is left out: ${messageOf(error)}`] }
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/**
 * Builds the service of any app into `outDir`, as `buildService` lays it out. What VTEX would refuse is told, and
 * keeps nothing from running that can run.
 */
export async function buildServiceLoosely(
  { dir, files }: UploadedSet,
  json: ServiceJson,
  outDir: string
): Promise<LooseService> {
  if (!hasCode(dir)) return { runs: false, told: ['node/ has no index.ts: there is no service'] }
  const code = path.join(outDir, 'service/src/node')
  const packages = path.join(dir, 'node/node_modules')
  mkdirSync(code, { recursive: true })
  mkdirSync(packages, { recursive: true })
  const { schema, told } = readSchema(dir)
  const graphql = schema === '' ? {} : { __graphql: { path: '/_v/graphql' } }
  const service = { ...json, routes: { ...json.routes, ...graphql } }
  writeFileSync(path.join(outDir, 'service/service.json'), JSON.stringify(service, null, 2))
  if (schema !== '') writeFileSync(path.join(outDir, 'service/schema.graphql'), schema)
  cpSync(path.join(dir, 'manifest.json'), path.join(outDir, 'manifest.json'))
  const complaints = await compileLoosely(dir, path.dirname(code), files)
  symlinkSync(packages, path.join(code, 'node_modules'), 'junction')
  const declared = { routes: Object.keys(json.routes), events: Object.keys(json.events) }
  try {
    const found = await loadServiceParts(outDir, packages)
    const differences = disagreements(found, declared, schema)
    return { runs: found.problem === null, told: [...told, ...complaints, ...differences] }
  } catch (error) {
    return { runs: false, told: [...told, ...complaints, whyNotLoaded(messageOf(error))] }
  }
}

/** The words and the place of an error, without the whole way to it; one sentence where another app is missing. */
export function whyNotLoaded(text: string): string {
  const [, wanted, app] = OF_ANOTHER_APP.exec(text) ?? []
  return app === undefined
    ? text.split('\n').slice(0, 4).join('\n')
    : `the service does not run: its code takes ${wanted} from the app ${app}, and other apps are not here`
}

/** VTEX offers parts of an app's dependencies, its schema for one, as modules named `vendor.app/part`. */
const OF_ANOTHER_APP = /Cannot find module '(([a-z0-9-]+\.[a-z0-9-]+)\/[^']+)'/i
