import { resolve } from 'node:path'

import { PLUGINS, type PluginName } from '../plugins'

import { type Option, readOptions } from './options'

/** What `npm start` was asked for. */
export type Command =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'refused'; readonly problem: string }

export interface StartOptions {
  readonly port: number
  readonly reset: boolean
  /** Seed of the cloud's latencies; null for the speed of this machine. */
  readonly cloud: number | null
  /** The merchant's own SKUs; null for the demo store. */
  readonly skus: SkusOptions | null
  /** A file of faults, or the name of a case; null for none. */
  readonly faults: string | null
  /** File that names real hosts; null for stand-ins alone. */
  readonly live: string | null
  /** Whether writing to the real hosts may be opened. */
  readonly write: boolean
  /** How many SKUs the demo store has; null for its usual 300 or so. */
  readonly size: number | null
  /** Another VTEX IO app than the project's own; null for that one. */
  readonly app: AppOptions | null
}

export interface SkusOptions {
  readonly file: string
  /** Leaves faulty lines out without asking. */
  readonly yes: boolean
  /** Says what the file holds, and starts nothing. */
  readonly check: boolean
  /** Lays the demo's troubles over the SKUs. */
  readonly troubles: boolean
}

export interface AppOptions {
  /** The app whose pages are shown. */
  readonly dir: string
  /** Apps that run beside it. */
  readonly others: readonly string[]
  /** What stands around the app. */
  readonly plugins: readonly PluginName[]
  /** A file of answers to calls that nothing here plays; null for none. */
  readonly stubs: string | null
}

const DEFAULT_PORT = 3000

const OPTIONS = {
  reset: { value: 'none' },
  cloud: { value: 'optional', like: /^\d{1,9}$/ },
  skus: { value: 'needed', example: 'my.csv' },
  faults: { value: 'needed', example: 'local/faults/cases/c4-nobody-calls.json' },
  yes: { value: 'none' },
  check: { value: 'none' },
  troubles: { value: 'none' },
  live: { value: 'needed', example: 'live.json' },
  write: { value: 'none' },
  size: { value: 'needed', like: /^(300|10000|100000)$/ },
  app: { value: 'needed' },
  plugins: { value: 'needed' },
  stubs: { value: 'needed', example: 'stubs.json' },
} as const satisfies Readonly<Record<string, Option>>

/** Options that say something about the app of `--app`, or about the file of `--skus`, and nothing without it. */
const OF_APP = ['plugins', 'stubs'] as const
const OF_SKUS = ['yes', 'check', 'troubles'] as const

export const HELP = `npm start                     start the local VTEX workspace with a demo store
npm start -- --skus FILE      a store of your own SKUs instead, from a CSV or .xlsx; says what it holds first
             --check          with --skus: say it, and start nothing
             --yes            with --skus: leave faulty lines out without asking
             --troubles       with --skus: products that are not catalogued, refused offers and the like, as in the demo
npm start -- --size N         a demo store of 300, 10000 or 100000 SKUs; the first ones are sent at the start, the
                              others by the app's own comparison, a file a minute
npm start -- --app DIR        run the VTEX IO app in DIR instead of this one: its service, GraphQL, events,
                              Master Data entities and Admin pages; what is not played here is said
npm start -- --app DIR --app DIR  several apps that call each other; the pages shown are those of the first
             --plugins LIST   with --app: what stands around it: ${PLUGINS.join(', ')} (store unless told otherwise) or none
             --stubs FILE     with --app: answers to calls of the app that nothing here plays (local/README.md)
npm start -- --faults FILE    with the faults of a file, or of a case in local/faults/cases by its name
npm start -- --reset          delete the data in .local/ first, and start afresh
npm start -- --cloud[=SEED]   give VTEX and Carrefour the latencies and limits of the cloud, as far as they
                              are known; the same seed gives the same latencies
npm start -- --live FILE      work with your own store and your own Carrefour shop (live.example.json); nothing is
                              written there: what would be sent is listed on the page "Real store"
             --write          with --live: writing can be opened on that page, by typing the shop's name
npm start -- --help           show this
PORT=4000 npm start           use another port (${DEFAULT_PORT} unless told otherwise; 0 takes any free one)

Ctrl-C stops everything; the data stays in .local/ and the next start goes on from there.
`

/**
 * Reads the arguments and PORT. Everything that is wrong is named at once.
 *
 * @param cwd where a relative folder of `--app` begins
 */
export function readCommand(
  args: readonly string[],
  portText: string | undefined,
  cwd = process.cwd()
): Command {
  if (args.some(argument => argument === '--help' || argument === '-h')) return { kind: 'help' }
  const { given, all, positionals, wrong } = readOptions(args, OPTIONS)
  const port = portText === undefined ? DEFAULT_PORT : Number(portText === '' ? NaN : portText)
  const unknown = [...wrong, ...positionals]
  const isLive = given.live !== undefined
  const idle = OF_SKUS.filter(name => given[name] !== undefined && given.skus === undefined)
  const ofApp = OF_APP.filter(name => given[name] !== undefined)
  const plugins = readPlugins(given.plugins)
  const stubs = given.stubs && resolve(cwd, given.stubs)
  const [app, ...others] = all('app').map(dir => resolve(cwd, dir))
  const problems = [
    plugins === null && `--plugins takes a list of ${PLUGINS.join(', ')}, or none`,
    given.size !== undefined &&
      (given.skus !== undefined || isLive) &&
      '--size is of the demo store: it goes neither with --skus nor with --live',
    ofApp.length > 0 &&
      given.app === undefined &&
      `Only with --app DIR: ${ofApp.map(name => `--${name}`).join(' ')}`,
    given.app !== undefined &&
      (given.skus !== undefined || isLive) &&
      '--app goes neither with --skus nor with --live: those are for the app of this project',
    unknown.length > 0 && `Unknown: ${unknown.join(' ')}`,
    idle.length > 0 && `Only with --skus FILE: ${idle.map(name => `--${name}`).join(' ')}`,
    given.write !== undefined && !isLive && 'Only with --live FILE: --write',
    !isPort(port) && `PORT must be a whole number from 0 to 65535, not "${portText ?? ''}"`,
  ].filter(problem => problem !== false)
  if (problems.length > 0 || plugins === null)
    return { kind: 'refused', problem: `${problems.join('\n')}\n\n${HELP}` }
  return {
    kind: 'start',
    options: {
      port,
      reset: given.reset !== undefined,
      cloud: given.cloud === undefined ? null : Number(given.cloud || 1),
      size: given.size === undefined || given.size === '300' ? null : Number(given.size),
      app: app === undefined ? null : { dir: app, others, plugins, stubs: stubs ?? null },
      skus:
        given.skus === undefined
          ? null
          : {
              file: given.skus,
              yes: given.yes !== undefined,
              check: given.check !== undefined,
              troubles: given.troubles !== undefined,
            },
      faults: given.faults ?? null,
      live: given.live ?? null,
      write: given.write !== undefined,
    },
  }
}

/** The plug-ins that are named; null for a name that is none. */
function readPlugins(text = 'store'): readonly PluginName[] | null {
  const names = text === 'none' ? [] : text.split(',').map(name => name.trim())
  return names.every(name => PLUGINS.some(one => one === name))
    ? PLUGINS.filter(one => names.includes(one))
    : null
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535
