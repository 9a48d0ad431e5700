import type { ProviderConfiguration } from '../build/loose/paymentProvider'
import type { ServiceJson } from '../build/service-json'
import { type AppIdentity, appIdentity, type Manifest } from '../config'
import type { Fence } from '../http/fence'

import type { ExposedPolicy } from './policies/exposed'
import { createPolicies, type Policies, type PoliciesOf } from './policies/policies'
import type { RouterDeps } from './router/public-routes'
import { createServiceCaller } from './router/service-call'
import type { Transform } from './sessions/transforms'

/** An app as the workspace runs it. */
export interface HostedApp {
  manifest: Manifest
  service: ServiceJson
  /** Texts of the operations of the app's pages, by hash; none when left out. */
  operations?: Readonly<Record<string, string>> | undefined
  /** Whether it has a schema; taken for granted when left out. */
  hasGraphql?: boolean | undefined
  /** What VTEX answers for a payment connector; undefined for any other app. */
  provider?: ProviderConfiguration | undefined
  /** What it works out of sessions; nothing when left out. */
  transforms?: readonly Transform[] | undefined
  /** What policies.json lets other apps do; nothing when left out. */
  exposed?: readonly ExposedPolicy[] | undefined
  /** Ports of its replicas that listen now. */
  ports: () => number[]
}

/** An app with what the platform adds to it. */
export interface InstalledApp extends AppIdentity {
  readonly service: ServiceJson
  readonly operations: Readonly<Record<string, string>>
  readonly exposed: readonly ExposedPolicy[]
  readonly transforms: readonly Transform[]
  readonly hasGraphql: boolean
  readonly policies: Policies
  readonly provider: ProviderConfiguration | undefined
  /** JSON schema of the form for its settings; undefined where it has none. */
  readonly settingsSchema: Readonly<Record<string, unknown>> | undefined
  readonly timeoutMs: number
  /** Routes a call to its replicas. */
  readonly router: RouterDeps
}

/** What all apps of a workspace have in common. */
export interface InstallDeps extends Pick<RouterDeps, 'tokens' | 'accounts' | 'note'> {
  fence: Fence
  vtexHosts: 'strict' | 'documented'
  tell: (text: string) => void
}

/** Adds to an app what the platform needs to route calls to it and to judge the calls it makes. */
export function installApp(
  {
    manifest,
    service,
    operations = {},
    exposed = [],
    transforms = [],
    hasGraphql = true,
    provider,
    ports,
  }: HostedApp,
  { fence, vtexHosts, tell, ...router }: InstallDeps
): InstalledApp {
  const identity = appIdentity(manifest)
  const timeoutMs = service.timeout * 1000
  return {
    ...identity,
    service,
    operations,
    exposed,
    transforms,
    hasGraphql,
    timeoutMs,
    provider,
    settingsSchema: manifest.settingsSchema,
    policies: createPolicies(manifest, { vtexHosts, tell }),
    router: {
      ...router,
      appId: identity.id,
      service: createServiceCaller({ ports, timeoutMs, fence }),
    },
  }
}

/** An installed app without what the platform adds to it. */
export const identityOf = ({ vendor, name, version, key, id }: InstalledApp): AppIdentity => ({
  vendor,
  name,
  version,
  key,
  id,
})

/** The apps of a workspace; there is at least one. */
export type InstalledApps = readonly [InstalledApp, ...InstalledApp[]]

/** The app behind `vendor.name` or `vendor.name@version`, whichever version is named. */
export const appOf = (apps: readonly InstalledApp[], id: string): InstalledApp | undefined =>
  apps.find(({ key }) => key === id.split('@', 1)[0])

/** The policies of the app that a name stands for; those of the first app for VTEX's own parts. */
export const policiesIn =
  (apps: InstalledApps): PoliciesOf =>
  id =>
    (appOf(apps, id) ?? apps[0]).policies
