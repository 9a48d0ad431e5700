/** Who the app is, as its platform says. */
export interface AppIdentity {
  /** vendor.name@version */
  readonly id: string
  /** vendor.name */
  readonly locator: string
  readonly name: string
  /** Without a build suffix, which a linked app has. */
  readonly version: string
}

/** The identity in VTEX IO's environment variables. */
export function readIdentity(env: Readonly<Record<string, string | undefined>>): AppIdentity {
  const id = env.VTEX_APP_ID ?? ''
  const [locator = '', versionInId = ''] = id.split('@')
  const version = env.VTEX_APP_VERSION ?? versionInId
  return {
    id,
    locator,
    name: env.VTEX_APP_NAME ?? locator.slice(locator.indexOf('.') + 1),
    version: version.replace(/\+.*$/, ''),
  }
}

/**
 * Host names that may stand for Carrefour besides those of the manifest, also with plain http and on any port, as a
 * list with commas. For tests and sandboxes on the machine that runs the service; VTEX IO lets nobody set it.
 */
export const readExtraHosts = (
  env: Readonly<Record<string, string | undefined>>
): readonly string[] =>
  (env.CARREFOUR_EXTRA_HOSTS ?? '')
    .split(',')
    .map(host => host.trim().toLowerCase())
    .filter(host => /^[a-z0-9.-]+$/.test(host))

/** This app. Here alone the service reads its environment. */
export const APP = readIdentity(process.env)

export const EXTRA_HOSTS = readExtraHosts(process.env)
