import type { Check, Evidence, Violation } from '../evidence'
import {
  keysStayIn,
  limitsKept,
  oneInFlight,
  redOnlyWhenTried,
  rowsTellTheTruth,
  stopsWhenRefused,
  successIsTheirWord,
  waitsForCatalogue,
} from './carrefour'
import { noMixUp, todaysStock } from './sent'
import { comesToRest, lastQuantityWins, nothingLost } from './stock'

/** Every check by its name. */
export const CHECKS: Readonly<Record<string, Check>> = {
  comesToRest,
  nothingLost,
  lastQuantityWins,
  limitsKept,
  oneInFlight,
  successIsTheirWord,
  rowsTellTheTruth,
  stopsWhenRefused,
  redOnlyWhenTried,
  waitsForCatalogue,
  todaysStock,
  keysStayIn,
  noMixUp,
}

/** A violation with the check that found it. */
export interface Finding extends Violation {
  readonly check: string
}

/** What the evidence says against the promises. */
export const judge = (evidence: Evidence): readonly Finding[] =>
  Object.entries(CHECKS).flatMap(([check, find]) =>
    find(evidence).map(violation => ({ ...violation, check }))
  )
