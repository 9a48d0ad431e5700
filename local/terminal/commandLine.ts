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
}

const DEFAULT_PORT = 3000
const CLOUD = /^--cloud(?:=(\d{1,9}))?$/

export const HELP = `npm start                     start the local VTEX workspace with a demo store
npm start -- --reset          delete the data in .local/ first, and start afresh
npm start -- --cloud[=SEED]   give VTEX and Carrefour the latencies and limits of the cloud, as far as they
                              are known; the same seed gives the same latencies
npm start -- --help           show this
PORT=4000 npm start           use another port (${DEFAULT_PORT} unless told otherwise; 0 takes any free one)

Ctrl-C stops everything; the data stays in .local/ and the next start goes on from there.
`

/** Reads the arguments and PORT. Everything that is wrong is named at once. */
export function readCommand(args: readonly string[], portText: string | undefined): Command {
  if (args.some(argument => argument === '--help' || argument === '-h')) return { kind: 'help' }
  const unknown = args.filter(argument => argument !== '--reset' && !CLOUD.test(argument))
  const port = portText === undefined ? DEFAULT_PORT : Number(portText === '' ? NaN : portText)
  const problems = [
    unknown.length > 0 && `Unknown: ${unknown.join(' ')}`,
    !isPort(port) && `PORT must be a whole number from 0 to 65535, not "${portText ?? ''}"`,
  ].filter(problem => problem !== false)
  if (problems.length > 0) return { kind: 'refused', problem: `${problems.join('\n')}\n\n${HELP}` }
  const cloud = args.map(argument => CLOUD.exec(argument)).find(match => match !== null)
  return {
    kind: 'start',
    options: {
      port,
      reset: args.includes('--reset'),
      cloud: cloud === undefined ? null : Number(cloud?.[1] ?? 1),
    },
  }
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535
