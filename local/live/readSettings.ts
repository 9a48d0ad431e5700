import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { readBounded } from '../boundedFile'
import { isRecord } from '../http/body'
import { isLoopback } from '../http/upstream'

import { parseJsonWithComments } from './jsonWithComments'
import { Secret } from './secret'
import { FILE_PROBLEMS } from './fileProblems'
import type { Sentence } from './sentences'
import type { RealCarrefour, RealStore } from './settings'
import { type LiveSettings, vtexHostOf } from './settings'

/** What was read, or everything that is wrong with it. */
export type ReadSettings =
  | {
      readonly kind: 'read'
      readonly settings: LiveSettings
      /** Environment variables that hold keys. */
      readonly variables: readonly string[]
    }
  | { readonly kind: 'refused'; readonly problems: readonly Sentence[] }

const MAX_BYTES = 64 * 1024
const MAX_CA_BYTES = 1024 * 1024

/** Names of the file, and what a file without them means. */
const DEFAULTS = {
  hosts: {},
  account: '',
  appKey: '',
  appToken: '',
  storeUrl: '',
  carrefourUrl: '',
  callsPerSecond: 5,
  ca: '',
  publicUrl: '',
}

const NAMES: ReadonlySet<string> = new Set(Object.keys(DEFAULTS))

const OF_VTEX =
  /(^|\.)(myvtex\.com|vtex\.com|vtex\.com\.br|vtexcommercestable\.com\.br|vtexcommerce\.com\.br)$/

/** Addresses that no store or shop has, and that answer with secrets where a machine of a cloud asks. */
const OF_NO_SERVER =
  /^(0\.|169\.254\.|\[::\]|\[fe[89ab]|\[::ffff:(0:|a9fe:)|\[fd00:ec2:)|^metadata\.google\.internal$|\.$/

/** Networks that end before the internet, and names without a domain. */
const OF_LOCAL_NETWORK =
  /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$|^\[f[cd]|^[^.:]+$|\.(local|lan|internal)$/

/** Addresses that VTEX cannot reach, or where it would reach itself. */
const isOurs = ({ hostname }: URL): boolean =>
  isLoopback(hostname) || OF_VTEX.test(hostname) || OF_LOCAL_NETWORK.test(hostname)

const ACCOUNT = /^[a-z0-9][a-z0-9-]{0,62}$/

/** The least pace with which the app's calls, up to eight side by side, are still answered within its time-outs. */
const CALLS_PER_SECOND = { least: 2, most: 50 }

/**
 * Reads a live file: JSON with comments, whose texts may name environment variables as `${NAME}`, or `${NAME:-text}`
 * for a text where the variable is missing. Refused when anybody but its owner may read it.
 */
export function readSettings(file: string, env: NodeJS.ProcessEnv): ReadSettings {
  const refused = (...problems: Sentence[]): ReadSettings => ({ kind: 'refused', problems })
  const read = readPrivately(file)
  if ('problem' in read) return refused(read.problem)
  let raw: unknown
  try {
    raw = parseJsonWithComments(read.text)
  } catch (error) {
    return refused(FILE_PROBLEMS.notJson(file, error instanceof Error ? error.message : ''))
  }
  if (!isRecord(raw)) return refused(FILE_PROBLEMS.notJson(file, '1:1'))
  const reader = new Reader(raw, env, dirname(resolve(file)))
  const settings = reader.settings()
  return reader.problems.length > 0
    ? { kind: 'refused', problems: reader.problems }
    : { kind: 'read', settings, variables: [...reader.variables] }
}

/** Checks the very file that is then read, not one that a name leads to a moment later. */
function readPrivately(file: string): { readonly text: string } | { readonly problem: Sentence } {
  let handle: number
  try {
    // A pipe would be waited for.
    handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch {
    return { problem: FILE_PROBLEMS.missing(file) }
  }
  try {
    const found = fstatSync(handle)
    if (!found.isFile()) return { problem: FILE_PROBLEMS.notAFile(file) }
    const { mode, uid, size } = found
    const others = process.getuid !== undefined && (mode & 0o077) !== 0
    const foreign = process.getuid !== undefined && uid !== process.getuid() && uid !== 0
    if (others || foreign) return { problem: FILE_PROBLEMS.readByOthers(file) }
    if (size > MAX_BYTES) return { problem: FILE_PROBLEMS.tooLarge(file) }
    const bytes = readFileSync(handle)
    // Programs of Windows write UTF-16, with its mark, when they say "Unicode".
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe
    return { text: bytes.toString(isUtf16 ? 'utf16le' : 'utf8') }
  } catch {
    return { problem: FILE_PROBLEMS.missing(file) }
  } finally {
    closeSync(handle)
  }
}

/** Reads field by field and collects what is wrong. No value of the file stands in a problem: it may be a key. */
class Reader {
  readonly problems: Sentence[] = []
  readonly variables = new Set<string>()
  /** Fields of which the first thing that is wrong has been told: the rest follows from it. */
  readonly #wrong = new Set<string>()

  constructor(
    private raw: Readonly<Record<string, unknown>>,
    private readonly env: NodeJS.ProcessEnv,
    private readonly folder: string
  ) {}

  settings(): LiveSettings {
    for (const name of Object.keys(this.raw))
      if (!NAMES.has(name) && !name.startsWith('//'))
        this.problems.push(FILE_PROBLEMS.unknown(name))
    const account = this.#text('account')
    if (!ACCOUNT.test(account)) this.#tell('account', FILE_PROBLEMS.account())
    const given = this.raw.hosts ?? DEFAULTS.hosts
    if (!isRecord(given)) this.problems.push(FILE_PROBLEMS.hosts())
    const hosts = isRecord(given) ? given : {}
    for (const name of Object.keys(hosts))
      if (name !== 'store' && name !== 'carrefour' && !name.startsWith('//'))
        this.problems.push(FILE_PROBLEMS.unknown(`hosts.${name}`))
    const isReal = (name: 'store' | 'carrefour'): boolean => {
      const use = this.#filled(`hosts.${name}`, hosts[name] ?? 'real')
      if (use !== 'real' && use !== 'local') this.#tell(`hosts.${name}`, FILE_PROBLEMS.host(name))
      return use === 'real'
    }
    const store = isReal('store') ? this.#store(account) : null
    const carrefour = isReal('carrefour') ? this.#carrefour() : null
    const isSame = store !== null && store.address.host === carrefour?.address.host
    if (isSame && store.address !== NOWHERE) this.#tell('carrefourUrl', FILE_PROBLEMS.sameHost())
    return {
      account,
      store,
      carrefour,
      callsPerSecond: this.#callsPerSecond(),
      ca: this.#ca(),
      publicUrl: this.#publicUrl([store?.address.hostname, carrefour?.address.hostname]),
    }
  }

  #store(account: string): RealStore {
    const [appKey, appToken] = [this.#text('appKey'), this.#text('appToken')]
    // What a header cannot carry is no key: a line break that was copied along, for instance.
    const isKey = (text: string): boolean => /^[\x21-\x7e]{1,500}$/.test(text)
    if (!isKey(appKey)) this.#tell('appKey', FILE_PROBLEMS.key('appKey'))
    if (!isKey(appToken)) this.#tell('appToken', FILE_PROBLEMS.key('appToken'))
    const address =
      this.#https(
        'storeUrl',
        `https://${vtexHostOf(ACCOUNT.test(account) ? account : 'account')}`
      ) ?? NOWHERE
    if (address.pathname !== '/') this.#tell('storeUrl', FILE_PROBLEMS.address('storeUrl'))
    return { address, appKey: new Secret(appKey), appToken: new Secret(appToken) }
  }

  #carrefour(): RealCarrefour {
    const address = this.#https('carrefourUrl', '') ?? NOWHERE
    // The ShopKey goes to this address.
    if (OF_VTEX.test(address.hostname)) this.#tell('carrefourUrl', FILE_PROBLEMS.vtexAsCarrefour())
    return { address }
  }

  #https(name: 'storeUrl' | 'carrefourUrl' | 'publicUrl', otherwise: string): URL | null {
    const text = this.#text(name) || otherwise
    const url = URL.canParse(text) ? new URL(text) : null
    const isPlain =
      url?.protocol === 'https:' &&
      url.username === '' &&
      url.password === '' &&
      url.search === '' &&
      url.hash === ''
    if (isPlain && url !== null && !OF_NO_SERVER.test(url.hostname)) return url
    const noServer = name === 'publicUrl' ? FILE_PROBLEMS.publicUrl() : FILE_PROBLEMS.noServer(name)
    this.#tell(name, isPlain ? noServer : FILE_PROBLEMS.address(name))
    return null
  }

  #callsPerSecond(): number {
    const raw = this.raw.callsPerSecond ?? DEFAULTS.callsPerSecond
    const value = typeof raw === 'string' ? Number(this.#text('callsPerSecond') || NaN) : raw
    const { least, most } = CALLS_PER_SECOND
    if (typeof value === 'number' && value >= least && value <= most) return value
    this.problems.push(FILE_PROBLEMS.pace(least, most))
    return DEFAULTS.callsPerSecond
  }

  #ca(): string | null {
    const file = this.#text('ca')
    if (file === '') return null
    const read = readBounded(resolve(this.folder, file), MAX_CA_BYTES)
    const text = 'bytes' in read ? read.bytes.toString('utf8') : ''
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
    this.problems.push(FILE_PROBLEMS.ca(file))
    return null
  }

  /** @param hosts the real hosts, by name */
  #publicUrl(hosts: readonly (string | undefined)[]): URL | null {
    if (this.raw.publicUrl === undefined && this.env.PUBLIC_URL)
      this.raw = { ...this.raw, publicUrl: '${PUBLIC_URL}' }
    if (this.#text('publicUrl') === '') return null
    const url = this.#https('publicUrl', '')
    if (url !== null && url.pathname !== '/') this.problems.push(FILE_PROBLEMS.address('publicUrl'))
    // Whatever is asked under this name is taken to come from outside: the workspace's own calls must not be.
    if (url !== null && (isOurs(url) || hosts.includes(url.hostname)))
      this.#tell('publicUrl', FILE_PROBLEMS.publicUrl())
    return url
  }

  #text(name: keyof typeof DEFAULTS): string {
    return this.#filled(name, this.raw[name] ?? '')
  }

  /** The text with the values of the variables that it names. */
  #filled(name: string, raw: unknown): string {
    if (typeof raw !== 'string') {
      this.#tell(name, FILE_PROBLEMS.notText(name))
      return ''
    }
    if (OTHER_VARIABLE.test(raw.replace(VARIABLE, '')))
      this.#tell(name, FILE_PROBLEMS.notVariable(name))
    return raw
      .replace(VARIABLE, (_, variable: string, otherwise: string | undefined) => {
        const value = this.env[variable]
        if (value !== undefined && value !== '') {
          if (name === 'appKey' || name === 'appToken') this.variables.add(variable)
          return value
        }
        if (otherwise === undefined) this.#missing(name, variable)
        return otherwise ?? ''
      })
      .trim()
  }

  #missing(name: string, variable: string): void {
    const problem = FILE_PROBLEMS.variable(name, variable)
    if (!this.problems.some(({ en }) => en === problem.en)) this.problems.push(problem)
    this.#wrong.add(name)
  }

  #tell(name: string, problem: Sentence): void {
    if (!this.#wrong.has(name)) this.problems.push(problem)
    this.#wrong.add(name)
  }
}

/** How shells and other programs name a variable: taken as it stands, it would be sent as the key. */
const OTHER_VARIABLE = /\$\{|^\s*(\$(env:)?\w+|%\w+%)\s*$/i

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g

/** Stands for an address that is wrong and has been named as such. */
const NOWHERE = new URL('https://nowhere.invalid')
