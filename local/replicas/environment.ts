import { type AppIdentity, REGION } from '../config'

/** A replica's environment: the app's identity, where its files are, and the workspace's address. */
export interface ReplicaEnvironment {
  app: AppIdentity
  appDir: string
  workspaceUrl: string
  /** Whether every call comes to the workspace; only those that obey `http_proxy` do when left out. */
  leadsCalls?: boolean | undefined
  /** Hosts accepted as Carrefour besides those of manifest.json and of this machine. */
  carrefourHosts?: readonly string[]
}

/** Read by programs, not by the app; NO_PROXY and the like stay out so that every call is seen. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'SystemRoot']

/**
 * A replica's environment variables as VTEX IO sets them. With VTEX_IO every client of `@vtex/api` speaks
 * plain http, and http_proxy leads it to the workspace.
 */
export function replicaEnvironment(settings: ReplicaEnvironment): NodeJS.ProcessEnv {
  const { app, appDir, workspaceUrl } = settings
  const inherited = INHERITED.flatMap(name => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(inherited),
    LOCAL_APP_DIR: appDir,
    NODE_ENV: 'production',
    VTEX_IO: 'true',
    VTEX_PRODUCTION: 'true',
    VTEX_APP_ID: app.id,
    VTEX_APP_NAME: app.name,
    VTEX_APP_VENDOR: app.vendor,
    VTEX_APP_VERSION: app.version,
    VTEX_REGION: REGION,
    // A developer's own Carrefour on this machine may replace the sandbox (ADR 36).
    CARREFOUR_EXTRA_HOSTS: ['localhost', '127.0.0.1', ...(settings.carrefourHosts ?? [])].join(),
    ...(settings.leadsCalls === true && { LOCAL_CALLS: 'workspace' }),
    http_proxy: workspaceUrl,
    HTTP_PROXY: workspaceUrl,
  }
}
