import { isLoopback } from '../http/upstream'
import { terminalLanguage } from '../terminal/language'
import { type Option, readOptions } from '../terminal/options'

import type { Command, CommandContext } from './command'
import { list } from './commands/list'
import { clock, fault, snapshot } from './commands/local'
import { reprocess } from './commands/reprocess'
import { sendings } from './commands/sendings'
import { status } from './commands/status'
import { CliProblem, EXIT, type Exit } from './problem'
import type { Running } from './running'
import { type Api, apiOf, type Target } from './target'
import { wordsIn } from './words'

export const COMMANDS: readonly Command[] = [
  status,
  list,
  reprocess,
  sendings,
  fault,
  clock,
  snapshot,
]

/** Options of every command. */
const COMMON = {
  url: { value: 'needed', example: 'http://localhost:3000' },
  as: { value: 'needed', like: /^[\w.@+-]{1,100}$/, example: 'operator' },
  account: { value: 'needed', like: /^[a-z][a-z0-9-]{1,60}$/, example: 'mystore' },
  workspace: { value: 'needed', like: /^[a-z0-9]{1,40}$/, example: 'dev' },
  json: { value: 'none' },
  text: { value: 'none' },
} as const satisfies Readonly<Record<string, Option>>

/** Where a command runs: its arguments, the environment, and who reads the answer. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isTty: boolean
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly confirm: CommandContext['confirm']
  /** The address of the workspace that runs here, if one does. */
  readonly running: () => readonly Running[]
  readonly fetcher?: typeof fetch
}

export const HELP = `npm run cli -- COMMAND

${COMMANDS.flatMap(({ usage }) => usage.map(([how, what]) => `  ${how}\n      ${what}`)).join('\n')}

  --json, --text     data for programs, or lines for people; people's lines on a terminal unless told otherwise
  --url URL          the workspace; the one that runs here unless told otherwise
  --as USER          its user: owner (unless told otherwise), operator, viewer, or an e-mail
  --account NAME     the app in a VTEX account instead, with the token in VTEX_TOKEN; --workspace for another than master

Codes: 0 done; 2 written wrongly; 3 nothing answers; 4 not allowed; 5 refused, with the reason's code; 6 not there; 1 anything else.
`

/** Runs one command; answers the code to end with. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<Exit> {
  const isJson = args.includes('--json') || (!terminal.isTty && !args.includes('--text'))
  try {
    const [name, ...rest] = args.filter(argument => argument !== '--')
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      terminal.out(HELP)
      return name === undefined ? EXIT.usage : EXIT.ok
    }
    const command = COMMANDS.find(one => one.name === name)
    if (command === undefined)
      throw new CliProblem(
        EXIT.usage,
        'UNKNOWN_COMMAND',
        `"${name}" is none of ${COMMANDS.map(one => one.name).join(', ')}. See --help.`
      )
    const { given, positionals, wrong } = readOptions(rest, { ...command.options, ...COMMON })
    if (wrong.length > 0)
      throw new CliProblem(
        EXIT.usage,
        'UNKNOWN_OPTION',
        `Not understood: ${wrong.join(', ')}. See --help.`
      )
    const surplus = positionals.slice(mostOf(command, positionals))
    if (surplus.length > 0)
      throw new CliProblem(
        EXIT.usage,
        'UNKNOWN_ARGUMENT',
        `Not understood after ${name}: ${surplus.join(' ')}. See --help.`
      )
    const output = await command.run({
      api: apiFor(given, terminal),
      words: wordsIn(terminalLanguage(terminal.env)),
      args: positionals,
      options: given,
      confirm: isJson ? undefined : terminal.confirm,
    })
    terminal.out(isJson ? `${JSON.stringify(output.data)}\n` : `${output.text}\n`)
    return EXIT.ok
  } catch (error) {
    const problem =
      error instanceof CliProblem
        ? error
        : new CliProblem(
            EXIT.failed,
            'FAILED',
            error instanceof Error ? error.message : String(error)
          )
    const { code, message, details } = problem
    terminal.err(
      isJson ? `${JSON.stringify({ error: { code, message, ...details } })}\n` : `${message}\n`
    )
    return problem.exit
  }
}

/** An action that is none is named by the command itself. */
const mostOf = ({ takes }: Command, [action]: readonly string[]): number =>
  typeof takes === 'number' ? takes : (takes[action ?? ''] ?? Infinity)

function apiFor(given: Readonly<Partial<Record<string, string>>>, terminal: Terminal): Api {
  return apiOf(targetOf(given, terminal), terminal.fetcher)
}

function targetOf(
  given: Readonly<Partial<Record<string, string>>>,
  { env, running }: Terminal
): Target {
  const { account, workspace = 'master', url, as = 'owner' } = given
  if (account === undefined) {
    const known = running()
    const named = url === undefined ? undefined : originOf(url)
    const meant = named === undefined ? known[0] : known.find(one => originOf(one.url) === named)
    const address = named ?? meant?.url
    if (address === undefined)
      throw new CliProblem(
        EXIT.unreachable,
        'UNREACHABLE',
        'No workspace runs here. Start it with npm start, or name one with --url.'
      )
    return {
      kind: 'local',
      url: originOf(address),
      user: as.includes('@')
        ? as
        : `${as}@${env.CLI_ACCOUNT ?? meant?.account ?? 'lojademo'}.example`,
    }
  }
  // In the environment alone: what stands on a command line is seen by every process of the machine.
  const token = env.VTEX_TOKEN ?? ''
  if (!/^[\w.~+/=-]{10,8000}$/.test(token))
    throw new CliProblem(
      EXIT.forbidden,
      'NO_TOKEN',
      'Put the token into VTEX_TOKEN: VTEX_TOKEN=$(vtex local token) npm run cli -- …'
    )
  const host = `${workspace === 'master' ? '' : `${workspace}--`}${account}.myvtex.com`
  const address = url === undefined ? `https://${host}` : originOf(url)
  if (!address.startsWith('https:') && !isLoopback(new URL(address).hostname))
    throw new CliProblem(EXIT.usage, 'BAD_URL', 'A token is sent over https only.')
  return { kind: 'account', url: address, token }
}

function originOf(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin
  throw new CliProblem(
    EXIT.usage,
    'BAD_URL',
    `"${text}" is no address such as http://localhost:3000.`
  )
}
