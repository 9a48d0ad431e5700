import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One entry of manifest.json's `policies`. */
export interface ManifestPolicy {
  name: string
  attrs?: { host: string; path: string }
}

/** The parts of manifest.json that the workspace reads. */
export interface Manifest {
  vendor: string
  name: string
  version: string
  builders?: Readonly<Record<string, string>>
  policies?: ManifestPolicy[]
}

/** Who the app is; everything comes from manifest.json and nowhere else. */
export interface AppIdentity {
  vendor: string
  name: string
  version: string
  /** `vendor.name`, the key of VBase and of app settings. */
  key: string
  /** `vendor.name@version`, what the runtime knows as VTEX_APP_ID. */
  id: string
}

/** VTEX's name for the production workspace. */
export const WORKSPACE = 'master'

/** The workspace of a developer that `npm start` offers beside production. */
export const DEVELOPMENT = 'dev'

/** The region that VTEX writes into resource names; nothing depends on it. */
export const REGION = 'aws-us-east-1'

/** The demo store's account, and the accounts that have the app installed unless told otherwise. */
export const DEFAULT_ACCOUNTS: readonly [string, ...string[]] = ['lojademo']

/** Reads manifest.json of the project at `root`. */
export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'manifest.json'), 'utf8')) as Manifest
}

/** The app's names as VTEX derives them from its manifest. */
export function appIdentity({ vendor, name, version }: Manifest): AppIdentity {
  const key = `${vendor}.${name}`
  return { vendor, name, version, key, id: `${key}@${version}` }
}

/** The address of an account's site in a workspace: production has the account's own. */
export const hostOf = (account: string, workspace: string): string =>
  `${workspace === WORKSPACE ? '' : `${workspace}--`}${account}.myvtex.com`
