import { existsSync } from 'node:fs'
import path from 'node:path'

import type { Manifest } from '../../config'
import { isRecord } from '../../http/body'

/** Builders that the workspace emulates, with the folder that each reads. */
const PLAYED: Readonly<Record<string, string>> = {
  node: 'node',
  react: 'react',
  admin: 'admin',
  graphql: 'graphql',
  masterdata: 'masterdata',
  messages: 'messages',
  'vtex.session': 'vtex.session',
}

/** Builders whose result is not needed on this machine. */
const WITHOUT_EFFECT = ['docs', 'billingOptions', 'paymentProvider']

/** VTEX's page "Builder version statuses" of March 2026, by major version; it lists no other builder. */
const STATUSES: Readonly<
  Record<string, { stable: string; deprecated?: string[]; decommissioned?: string[] }>
> = {
  node: { stable: '7.x', deprecated: ['6'], decommissioned: ['3', '4'] },
  graphql: { stable: '2.x', deprecated: ['1'] },
  dotnet: { stable: '2.x', decommissioned: ['0', '1'] },
}

/** What VTEX says of a version that is no longer the one to use. */
function statusOf(name: string, version: string): readonly string[] {
  const status = STATUSES[name]
  const major = version.split('.', 1)[0] ?? ''
  if (status?.deprecated?.includes(major))
    return [
      `Builder ${name} ${version} is deprecated: VTEX links a new app, or a new major version, with ${status.stable} alone`,
    ]
  if (status?.decommissioned?.includes(major))
    return [
      `Builder ${name} ${version} is decommissioned: VTEX runs what is published and links nothing more; use ${status.stable}`,
    ]
  return []
}

const WHY: Readonly<Record<string, string>> = {
  dotnet: 'services in .NET do not run here; their routes and GraphQL answer 503',
  store: 'blocks of a storefront are not shown here',
  pages: 'pages of a storefront are not shown here',
  styles: 'the theme of a storefront is not used here',
  pixel: 'pixels of a storefront are not run here',
  assets: 'asset builders are not played; files of public/ are not served',
  configuration: 'settings that one app has for another are not handed over (ctx.vtex.settings)',
  edition: 'nothing is installed by an edition here',
  scripts: 'scripts of a storefront are not run here',
  'service-worker': 'service workers of a storefront are not run here',
  services: 'service workers of a storefront are not run here',
  'checkout-ui-custom': 'the checkout is not here',
  'checkout-instance-custom': 'the checkout is not here',
  sitemap: 'the sitemap is not here',
  vtexjs: 'the checkout is not here',
}

/** Apps that the workspace has, as far as pages use them. */
const PRESENT = ['vtex.styleguide', 'vtex.render-runtime']

/** Whether a part of the app counts: VTEX reads a folder only where the manifest names its builder. */
export const uses = (manifest: Manifest, builder: string): boolean =>
  manifest.builders?.[builder] !== undefined

/** Policies that can let nothing through, as they are written. */
function idlePolicies({ policies = [] }: Manifest): readonly string[] {
  return policies.flatMap(({ name, attrs }) => {
    if (name !== 'outbound-access') return []
    if (attrs === undefined)
      return ['policies: an outbound-access without attrs.host opens nothing']
    const { host, path: address } = attrs
    const wrongHost = /^[a-z]+:\/\/|\//i.test(host)
      ? [
          `policies: ${host} is no host, so this outbound-access opens nothing here; write the host alone, and the rest as path, as VTEX documents them`,
        ]
      : []
    const wrongPath = /^[/*]/.test(address)
      ? []
      : [
          `policies: the path ${address} of ${host} fits no call here; write it with a / or * at its beginning`,
        ]
    return [...wrongHost, ...wrongPath]
  })
}

/** The names of the fields of a form, as far as one line holds them. */
function fieldsOf(schema: NonNullable<Manifest['settingsSchema']>): string {
  const names = Object.keys(isRecord(schema.properties) ? schema.properties : {})
  return [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['...'] : [])].join(', ')
}

const MOST_NAMED = 8

/** What of an app this workspace does not play, each in one sentence; said before anybody misses it. */
export function unsupported(manifest: Manifest, dir: string): readonly string[] {
  const { builders = {}, dependencies = {} } = manifest
  const has = (folder: string): boolean => existsSync(path.join(dir, folder))
  const statuses = Object.entries(builders).flatMap(([name, version]) => statusOf(name, version))
  const others = Object.entries(builders).flatMap(([name, version]) => {
    const folder = PLAYED[name]
    if (folder !== undefined)
      return has(folder) ? [] : [`Builder ${name} ${version}: there is no folder ${folder}/`]
    if (WITHOUT_EFFECT.includes(name)) return []
    return [
      `Builder ${name} ${version}: ${WHY[name] ?? `what it makes of ${name}/ is not played here`}`,
    ]
  })
  const idle = Object.entries(PLAYED)
    .filter(([builder, folder]) => has(folder) && builders[builder] === undefined)
    .map(([builder, folder]) => `${folder}/ is not read: manifest.json names no builder ${builder}`)
  const apps = Object.keys(dependencies).filter(app => !PRESENT.includes(app))
  return [
    ...(Object.keys(builders).length === 0
      ? ['manifest.json names no "builders": VTEX reads no folder of the app, and nothing runs']
      : []),
    ...statuses,
    ...idlePolicies(manifest),
    ...others,
    ...idle,
    ...(apps.length === 0
      ? []
      : [
          `Other apps answer only where --app names them too; parts of their pages are not here: ${apps.join(', ')}`,
        ]),
    ...(manifest.settingsSchema === undefined || Object.keys(manifest.settingsSchema).length === 0
      ? []
      : [
          `settingsSchema: the form is not here; PUT /_local/settings {"settings": {...}} saves what it would (${fieldsOf(manifest.settingsSchema)}). Nothing is saved yet, defaults neither`,
        ]),
  ]
}
