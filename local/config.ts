import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { isRecord } from './http/body'
import { readJson } from './readJson'

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
  /** Other apps that it needs, with their versions. */
  dependencies?: Readonly<Record<string, string>>
  policies?: ManifestPolicy[]
  /** JSON schema of the form that VTEX shows for the app's settings. */
  settingsSchema?: Readonly<Record<string, unknown>>
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

/**
 * Reads manifest.json of the app at `root`.
 *
 * @throws Error that says what is wrong with it.
 */
export function readManifest(root: string): Manifest {
  const file = join(root, 'manifest.json')
  if (!existsSync(file)) throw new Error(noApp(root))
  const read: unknown = readJson(file, file)
  if (!isRecord(read)) throw new Error(`${file} must hold a JSON object`)
  const { vendor, name, version, builders, dependencies, policies, settingsSchema } = read
  const wrong = Object.entries({ vendor, name, version })
    .filter(([, value]) => typeof value !== 'string' || !/^[\w.+-]+$/.test(value))
    .map(([field]) => field)
  if (wrong.length > 0) throw new Error(`${file} has no valid ${wrong.join(', ')}`)
  return {
    vendor: String(vendor),
    name: String(name),
    version: String(version),
    builders: textsIn(builders),
    dependencies: textsIn(dependencies),
    policies: Array.isArray(policies) ? policies.flatMap(policyIn) : [],
    ...(isRecord(settingsSchema) && { settingsSchema }),
  }
}

/** Most folders that are named in one sentence. */
const MOST_NAMED = 5

/** Why a folder is none of an app, and which one was perhaps meant. */
function noApp(root: string): string {
  if (!existsSync(root)) return `There is no folder ${root}`
  if (!statSync(root).isDirectory()) return `${root} is a file: name the folder of the app`
  const within = readdirSync(root).filter(name => existsSync(join(root, name, 'manifest.json')))
  const meant = within.slice(0, MOST_NAMED).map(name => join(root, name))
  return [
    `${root} has no manifest.json: it is not the folder of a VTEX IO app`,
    ...(meant.length === 0 ? [] : [`perhaps ${meant.join(' or ')} is meant`]),
  ].join('; ')
}

const textsIn = (value: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([name, text]) => [name, String(text)])
  )

/** A policy for a host without a path covers every path of it. */
function policyIn(value: unknown): ManifestPolicy[] {
  if (!isRecord(value) || typeof value.name !== 'string') return []
  const { name, attrs } = value
  if (!isRecord(attrs) || typeof attrs.host !== 'string') return [{ name }]
  return [
    { name, attrs: { host: attrs.host, path: typeof attrs.path === 'string' ? attrs.path : '*' } },
  ]
}

/** The app's names as VTEX derives them from its manifest. */
export function appIdentity({ vendor, name, version }: Manifest): AppIdentity {
  const key = `${vendor}.${name}`
  return { vendor, name, version, key, id: `${key}@${version}` }
}

/** The address of an account's site in a workspace: production has the account's own. */
export const hostOf = (account: string, workspace: string): string =>
  `${workspace === WORKSPACE ? '' : `${workspace}--`}${account}.myvtex.com`
