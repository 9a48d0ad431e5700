/** What a chaos run was asked for. */
export interface Options {
  readonly seeds: readonly number[]
  readonly steps: number
  /** How many times as fast as real time. */
  readonly scale: number
  /** How many seeds share a workspace and play side by side. */
  readonly together: number
  /** How many workspaces play at a time: seeds that wait for an import to be given up cost no processor time. */
  readonly workspaces: number
  readonly replicas: number
  /** How many replays may be spent on finding a shorter history. */
  readonly shrink: number
  /** Real minutes after which no further seed is begun. */
  readonly minutes: number
}

const USAGE =
  'npm run chaos -- [--seed N | --seeds A-B] [--steps M] [--scale K] [--together T] [--workspaces W] [--replicas R] [--shrink N] [--minutes X]'

const DEFAULTS = {
  steps: 30,
  scale: 20,
  together: 4,
  workspaces: 1,
  replicas: 2,
  shrink: 10,
  minutes: 1_000,
}

type Named = keyof typeof DEFAULTS

/**
 * @throws Error that says how to call it
 */
export function readOptions(args: readonly string[]): Options {
  const numbers: Record<Named, number> = { ...DEFAULTS }
  let seeds: readonly number[] = [1]
  for (let at = 0; at < args.length; at += 2) {
    const name = (args[at] ?? '').replace(/^--/, '')
    const value = args[at + 1] ?? ''
    if (name === 'seed' || name === 'seeds') seeds = readSeeds(value)
    else if (isNamed(name)) numbers[name] = readNumber(value)
    else throw new Error(USAGE)
  }
  return { ...numbers, seeds }
}

const isNamed = (name: string): name is Named => name in DEFAULTS

function readSeeds(text: string): readonly number[] {
  const [, from, to] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? []
  if (from === undefined) throw new Error(USAGE)
  const first = Number(from)
  const last = Number(to ?? from)
  return Array.from({ length: Math.max(last - first + 1, 1) }, (_, index) => first + index)
}

function readNumber(text: string): number {
  const value = Number(text)
  if (text === '' || !(value >= 0)) throw new Error(USAGE)
  return value
}
