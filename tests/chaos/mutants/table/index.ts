import type { Mutant } from '../mutant'
import { CARREFOUR } from './carrefour'
import { DELIVERY } from './delivery'
import { EVIDENCE } from './evidence'
import { BRAKE } from './brake'
import { SILENCE } from './silence'
import { JOBS } from './jobs'

/** Every mutant, by promise. Each does what a plausible mistake would do. */
export const MUTANTS: readonly Mutant[] = [
  ...DELIVERY,
  ...CARREFOUR,
  ...EVIDENCE,
  ...BRAKE,
  ...JOBS,
  ...SILENCE,
].sort((a, b) => a.promise - b.promise)
