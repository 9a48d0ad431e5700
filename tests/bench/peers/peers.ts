import { parseArgs } from 'node:util'

import type { Figure } from '../numbers'
import { type Sized, figuresOfSides, growthOf } from './figures'
import type { Rounds } from './measured'
import { ours, oursReading } from './ours'
import { theirs } from './theirs'

interface Wanted {
  readonly size: number
  /** Ours alone, at each of these sizes, instead of beside the peers. */
  readonly sizes: readonly number[]
  readonly rounds: Rounds
}

/**
 * `npm run bench -- peers [--size N] [--times N] [--retries N]`, or with `--sizes A,B` how ours grows.
 *
 * @throws TypeError for options that are not known
 */
export function readWanted(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '100000' },
      sizes: { type: 'string', default: '' },
      times: { type: 'string', default: '100' },
      retries: { type: 'string', default: '5' },
    },
  })
  return {
    size: count(values.size),
    sizes: values.sizes === '' ? [] : values.sizes.split(',').map(count),
    rounds: { reads: count(values.times), retries: count(values.retries) },
  }
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new TypeError(`A whole number is needed, not '${text}'`)
}

/** Ours beside the peers, on this machine, one after the other. */
export async function peers(
  args: readonly string[],
  say: (line: string) => void
): Promise<readonly Figure[]> {
  const { size, sizes, rounds } = readWanted(args)
  if (sizes.length > 0) return growth(sizes, rounds.reads)
  const peer = await theirs(size, rounds)
  say('missing' in peer ? `The peer is left out: ${peer.missing}` : `Theirs: ${peer.who}`)
  const own = await ours(size, rounds)
  say(`Ours: ${own.who}`)
  say(`${size} failed each; median / p95 of ${rounds.reads} reads and ${rounds.retries} retries`)
  return figuresOfSides(own, peer)
}

async function growth(sizes: readonly number[], reads: number): Promise<readonly Figure[]> {
  const measured: Sized[] = []
  for (const size of sizes) measured.push({ size, side: await oursReading(size, reads) })
  const [few] = measured
  const many = measured.at(-1)
  return few && many && few !== many ? growthOf(few, many) : []
}
