import type { Mutant } from '../mutant'
import { CARREFOUR } from './carrefour'
import { DELIVERY } from './delivery'
import { EVIDENCE } from './evidence'
import { BRAKE } from './brake'
import { OTHER_SHOP } from './otherShop'
import { SILENCE } from './silence'
import { JOBS } from './jobs'

/** Every mutant, by promise. Each is a mistake that somebody could plausibly make. */
export const MUTANTS: readonly Mutant[] = [
  ...DELIVERY,
  ...CARREFOUR,
  ...EVIDENCE,
  ...BRAKE,
  ...JOBS,
  ...SILENCE,
  ...OTHER_SHOP,
].sort((a, b) => a.promise - b.promise)
