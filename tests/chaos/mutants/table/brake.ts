import type { Mutant } from '../mutant'

/** Promise 13: no mistake empties the shop. */
export const BRAKE: readonly Mutant[] = [
  {
    name: 'lets-zeros-through',
    promise: 13,
    what: 'zeros are sent however many there are',
    breaks: [{ of: 'judgeZeros', by: `() => brake => ({ held: new Set(), brake })` }],
    scene: 'soldOutStore',
    check: 'staysOnSale',
  },
  {
    name: 'believes-one-reading',
    promise: 13,
    what: 'a second reading counts however soon it comes',
    breaks: [{ of: 'mayLeave', by: `() => () => true` }],
    scene: 'soldOutStore',
    check: 'staysOnSale',
  },
  {
    name: 'forgets-what-left',
    promise: 13,
    what: 'zeros of earlier files do not count: many small files are a way around the limit',
    breaks: [{ of: 'passedBefore', by: `() => () => 0` }],
    scene: 'soldOutSlowly',
    check: 'staysOnSale',
  },
]
