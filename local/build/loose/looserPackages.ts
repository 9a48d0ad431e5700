/** The parts of a package.json that say what is installed. */
export interface PackageJson {
  dependencies?: Readonly<Record<string, string>>
  devDependencies?: Readonly<Record<string, string>>
  resolutions?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

/** A package.json with looser demands than the app's own, and the demands that were dropped. */
export interface Looser {
  readonly json: PackageJson & { readonly dependencies: Readonly<Record<string, string>> }
  readonly told: readonly string[]
}

/** Types of other apps, which VTEX serves: nothing of them runs. */
const APP_TYPES = /^[a-z0-9-]+\.[a-z0-9-]+$/i

/** Development tools of the app: none of them runs in the service or on the pages. */
const TOOLS =
  /^(@vtex\/(test-tools|intl-equalizer|prettier-config)|(eslint|tslint|@typescript-eslint\/|@testing-library\/|@types\/jest|@types\/testing-library)|husky$|lint-staged$|prettier$|jest$|ts-jest$|babel-jest$)/

/** A dependency of @vtex/api that it takes from an address; the registry has it too. */
const FROM_ADDRESSES = { 'stats-lite': '2.2.0' } as const

const isAddress = (version: string): boolean => /[/:#]/.test(version) && !/^npm:/.test(version)

/** Asks the registry for everything: of what the app takes from an address, for any version. */
export function withoutAddresses(json: PackageJson): Looser {
  const told: string[] = []
  const wanted = Object.entries({
    ...Object.fromEntries(
      Object.entries(json.devDependencies ?? {}).filter(([name]) => !TOOLS.test(name))
    ),
    ...json.dependencies,
  })
  const dependencies = wanted.flatMap(([name, version]) => {
    // No warning here: the missing app is reported elsewhere.
    if (APP_TYPES.test(name)) return []
    if (!isAddress(version)) return [[name, version] as const]
    told.push(`${name} is taken from the registry, not from ${version}`)
    return [[name, '*'] as const]
  })
  return {
    json: {
      ...json,
      devDependencies: {},
      dependencies: Object.fromEntries(dependencies),
      resolutions: { ...json.resolutions, ...FROM_ADDRESSES },
    },
    told,
  }
}

/** Reads from yarn's words which package stood in the way, and asks for more versions of it. */
export function loosen({ json, told }: Looser, words: string): Looser | null {
  const name = packageIn(words)
  if (name === null) return null
  const { dependencies, resolutions } = json
  const version = dependencies[name]
  if (version === undefined) {
    if (resolutions?.[name] === '*') return null
    const more = { ...resolutions, [name]: '*' }
    return {
      json: { ...json, resolutions: more },
      told: [...told, `${name}, which another package needs, is taken in any version`],
    }
  }
  const next = looserVersion(version)
  const others = Object.fromEntries(Object.entries(dependencies).filter(([one]) => one !== name))
  return next === null
    ? {
        json: { ...json, dependencies: others },
        told: [
          ...told.filter(line => !line.startsWith(`${name} `)),
          `${name} is left out: the registry does not have it`,
        ],
      }
    : {
        json: { ...json, dependencies: { ...others, [name]: next } },
        told: [
          ...told.filter(line => !line.startsWith(`${name} ${version} `)),
          `${name} ${next} is used: the registry does not have ${version}`,
        ],
      }
}

/** `6.47.0` or `^6.47.0`, then `6.x`, then any; null when there is nothing looser. */
function looserVersion(version: string): string | null {
  if (version === '*') return null
  const major = /^[\^~>=v\s]*(\d+)\./.exec(version)?.[1]
  return major === undefined || /^\d+\.x$/.test(version) ? '*' : `${major}.x`
}

const NAME = '((?:@[^/"\\s]+/)?[^/"\\s@]+)'

const COMPLAINTS = [
  new RegExp(`Couldn't find any versions for "${NAME}"`),
  new RegExp(`Couldn't find package "${NAME}`),
  new RegExp(`https?://[^/\\s]+/${NAME}/-/[^\\s]+: Request failed`),
  new RegExp(`https?://[^/\\s]+/${NAME}: Not found`, 'i'),
]

function packageIn(words: string): string | null {
  for (const complaint of COMPLAINTS) {
    const name = complaint.exec(words)?.[1]
    if (name !== undefined) return decodeURIComponent(name)
  }
  return null
}
