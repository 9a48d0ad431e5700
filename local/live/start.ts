import type { StartOptions } from '../terminal/commandLine'
import { terminalLanguage } from '../terminal/language'

import type { LiveOptions } from '.'
import { FILE_PROBLEMS } from './fileProblems'
import { readSettings } from './readSettings'
import type { Sentence } from './sentences'

/** Folder of real stores' data, below the workspace's own. */
export const LIVE_FOLDER = 'live'

/** What a start with or without `--live` comes to. */
export type LiveStart =
  | {
      readonly kind: 'ready'
      /** Undefined without `--live`. */
      readonly options: LiveOptions | undefined
      /** Below the workspace's data folder: each account has its own, apart from the demo's. */
      readonly folder: readonly string[]
    }
  | { readonly kind: 'refused'; readonly problem: string }

/** What one host said is not shown beside what another one says: a stand-in's confirmations are none of Carrefour's. */
const folderOf = ({ account, store, carrefour }: LiveOptions['settings']): string =>
  [
    account,
    ...(store === null ? ['local-store'] : []),
    ...(carrefour === null ? ['local-carrefour'] : []),
  ].join('.')

/**
 * Reads the live file. Keys that came from the environment are taken out of it: no process that is started later
 * inherits them.
 */
export function readLive(
  { live, write }: Pick<StartOptions, 'live' | 'write'>,
  env: NodeJS.ProcessEnv
): LiveStart {
  if (live === null) return { kind: 'ready', options: undefined, folder: [] }
  const language = terminalLanguage(env)
  const refused = (problems: readonly Sentence[]): LiveStart => ({
    kind: 'refused',
    problem: problems.map(problem => problem[language]).join('\n'),
  })
  const read = readSettings(live, env)
  if (read.kind === 'refused') return refused(read.problems)
  if (write && read.settings.carrefour === null)
    return refused([FILE_PROBLEMS.writeNeedsCarrefour()])
  for (const name of read.variables) delete env[name]
  return {
    kind: 'ready',
    options: { settings: read.settings, write },
    folder: [LIVE_FOLDER, folderOf(read.settings)],
  }
}
