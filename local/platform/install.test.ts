import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, it } from '@jest/globals'

import { appIdentity } from '../config'

import { installSchemas } from './install'
import { atEnd } from './testing'

const MANIFEST = { vendor: 'acme', name: 'my-app', version: '1.2.3' }

/** Installs an app with one entity; answers what was written, and what was told. */
function install(builders: object, schema: unknown) {
  const root = mkdtempSync(path.join(tmpdir(), 'install-'))
  atEnd(() => rmSync(root, { recursive: true, force: true }))
  writeFileSync(path.join(root, 'manifest.json'), JSON.stringify({ ...MANIFEST, builders }))
  mkdirSync(path.join(root, 'masterdata/notes'), { recursive: true })
  writeFileSync(path.join(root, 'masterdata/notes/schema.json'), JSON.stringify(schema))
  const [schemas, documents]: [string[], unknown[]] = [[], []]
  const told = installSchemas(
    root,
    appIdentity(MANIFEST),
    { accounts: ['lojademo'], workspaces: ['master', 'dev'] },
    {
      installSchema(account, entity, name) {
        schemas.push(`${account} ${entity} ${name}`)
        return true
      },
      putDocument: (_account, entity, id, fields) => void documents.push([entity, id, fields]),
    }
  )
  return { schemas, documents, told }
}

it('given an entity of builder 1.x, expect its schema in each workspace, under the name that @vtex/clients builds', () => {
  expect(install({ masterdata: '1.x' }, {})).toEqual({
    schemas: ['lojademo acme_my_app_notes 1.2.3', 'lojademo acme_my_app_notes 1.2.3-dev'],
    documents: [],
    told: [],
  })
})

it('given builder 2.x, expect the document in which @vtex/clients looks the name up', () => {
  expect(install({ masterdata: '2.x' }, {}).documents).toEqual([
    [
      'vtex_builder_hub_appId_to_schema',
      'acme_my_app_1_2_3_master_notes',
      { associatedSchema: { name: '1.2.3' } },
    ],
    [
      'vtex_builder_hub_appId_to_schema',
      'acme_my_app_1_2_3_dev_notes',
      { associatedSchema: { name: '1.2.3-dev' } },
    ],
  ])
})

it('given no such builder, expect nothing', () => {
  expect(install({}, {})).toEqual({ schemas: [], documents: [], told: [] })
})

it('given triggers, expect it said that they do nothing here', () => {
  expect(install({ masterdata: '1.x' }, { 'v-triggers': [] }).told).toEqual([
    'masterdata/notes/schema.json: v-triggers has no effect here',
  ])
})
