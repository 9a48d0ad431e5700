/** The environment VTEX IO gives a service. The runtime reads it while loading, so import this first. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

import { appIdentity, type Manifest } from '../config'
import { ROOT } from '../workspace'

const manifest = JSON.parse(readFileSync(path.join(ROOT, 'manifest.json'), 'utf8')) as Manifest
const { id, name, version } = appIdentity(manifest)
Object.assign(process.env, {
  VTEX_IO: 'true',
  VTEX_APP_ID: id,
  VTEX_APP_NAME: name,
  VTEX_APP_VERSION: version,
})
