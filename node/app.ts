/** The app's identity on its platform. */
export interface AppIdentity {
  /** vendor.name@version */
  readonly id: string
  /** vendor.name */
  readonly locator: string
  readonly name: string
  /** Without the build suffix of a linked app. */
  readonly version: string
}

/** The identity in VTEX IO's environment variables. */
function readIdentity(env: Readonly<Record<string, string | undefined>>): AppIdentity {
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
 * Host names accepted as Carrefour's besides those in the manifest, also with plain http and on any port, separated by
 * commas. For tests and sandboxes on the machine that runs the service; it cannot be set on VTEX IO.
 */
const readExtraHosts = (env: Readonly<Record<string, string | undefined>>): readonly string[] =>
  (env.CARREFOUR_EXTRA_HOSTS ?? '')
    .split(',')
    .map(host => host.trim().toLowerCase())
    .filter(host => /^[a-z0-9.-]+$/.test(host))

/** This app. The only place where the service reads its environment. */
export const APP = readIdentity(process.env)

export const EXTRA_HOSTS = readExtraHosts(process.env)
