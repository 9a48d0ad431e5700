import type { Option } from '../terminal/options'

import type { Output } from './print'
import type { Api } from './target'
import type { Words } from './words'

/** What a command works with. */
export interface CommandContext {
  readonly api: Api
  readonly words: Words
  /** What stands after the command's name. */
  readonly args: readonly string[]
  readonly options: Readonly<Partial<Record<string, string>>>
  /** Asks for confirmation; undefined without a terminal. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined
}

export interface Command {
  readonly name: string
  /** What stands behind the name, and what the command does, for the help. */
  readonly usage: readonly (readonly [string, string])[]
  readonly options: Readonly<Record<string, Option>>
  /** How many arguments it takes at most; by its first one where that is an action. */
  readonly takes: number | Readonly<Record<string, number>>
  readonly run: (context: CommandContext) => Promise<Output>
}
