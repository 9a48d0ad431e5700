import type { Mutant } from '../mutant'

/** Promise 14: nobody unaware. */
export const SILENCE: readonly Mutant[] = [
  {
    name: 'tells-of-no-silence',
    promise: 14,
    what: 'a standstill is never seen',
    breaks: [{ of: 'standstillOf', by: `() => () => null` }],
    scene: 'silence',
    check: 'silenceIsTold',
  },
  {
    name: 'compares-nothing-after-silence',
    promise: 14,
    what: 'a time without runs is no gap: what was lost in it stays lost',
    breaks: [{ of: 'isGap', by: `() => () => false` }],
    scene: 'silence',
    check: 'comparedAfterSilence',
  },
]
