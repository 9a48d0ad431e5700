import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { readManifest } from '../config'

import { refusedByGraphqlBuilder } from './authDirective'
import { compilePackage } from './packages'
import { joinSchema } from './schema'
import { readServiceJson } from './service-json'
import { disagreements, loadServiceParts } from './serviceParts'

/**
 * Builds the service of an uploaded set into `outDir` as VTEX's node and graphql builders lay it out:
 * `service/service.json`, `service/schema.graphql`, `service/src/node/*.js` and `manifest.json`; then loads it on the
 * packages that yarn installed and compares what it holds with service.json and the schema.
 *
 * @param dir the uploaded set, installed
 * @returns what is wrong, in the tools' own words; empty when the service is built
 */
export async function buildService(dir: string, outDir: string): Promise<readonly string[]> {
  const service = join(outDir, 'service')
  const code = join(service, 'src/node')
  const packages = join(dir, 'node/node_modules')
  mkdirSync(code, { recursive: true })

  const { routes, ...rest } = readServiceJson(dir)
  const schema = joinSchema(dir)
  const open = refusedByGraphqlBuilder(readManifest(dir), schema)
  if (open.length > 0) return open
  const graphql = schema === '' ? {} : { __graphql: { path: '/_v/graphql' } }
  const json = { ...rest, routes: { ...routes, ...graphql } }
  writeFileSync(join(service, 'service.json'), JSON.stringify(json, null, 2))
  if (schema !== '') writeFileSync(join(service, 'schema.graphql'), schema)
  cpSync(join(dir, 'manifest.json'), join(outDir, 'manifest.json'))

  const failures = await compilePackage(join(dir, 'node'), code)
  if (failures.length > 0) return failures
  if (!existsSync(join(code, 'index.js'))) return ['node/ has no index.ts']
  // "junction": the one link to a folder that Windows lets everybody make; elsewhere it means nothing.
  symlinkSync(packages, join(code, 'node_modules'), 'junction')
  const declared = { routes: Object.keys(routes), events: Object.keys(rest.events) }
  return disagreements(await loadServiceParts(outDir, packages), declared, schema)
}
