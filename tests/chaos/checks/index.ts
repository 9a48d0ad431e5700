import { foreignUntouched, listsAreWhole, othersGoOn } from './alone'
import type { Check, Evidence, Violation } from '../evidence'
import {
  cancelHonoured,
  receiptsAddUp,
  receiptsTellTheTruth,
  sameKeySameJob,
  touchedOnce,
} from './jobs'
import { keysAreTried, keysStayIn, redOnlyWhenTried, stopsWhenRefused } from './key'
import { limitsKept, neverTooEarly, oneInFlight, pausesGrow } from './limits'
import { disconnectHolds, keyStaysAtItsHost, noKeyReturns, noSaveLost, onceSaved } from './saves'
import { oneOtherShop, otherShopProvesNothing, stopsAtOtherShop } from './otherShop'
import { staysOnSale } from './sale'
import { noMixUp, todaysStock } from './sent'
import { comparedAfterSilence, silenceIsTold } from './silence'
import { comesToRest, lastQuantityWins, nothingLost, outcomesRecorded, settledOnce } from './stock'
import { rowsTellTheTruth, successIsTheirWord, waitsForCatalogue } from './word'

/** Every check by its name. */
export const CHECKS = {
  comesToRest,
  nothingLost,
  outcomesRecorded,
  settledOnce,
  lastQuantityWins,
  limitsKept,
  neverTooEarly,
  pausesGrow,
  oneInFlight,
  othersGoOn,
  listsAreWhole,
  successIsTheirWord,
  rowsTellTheTruth,
  stopsWhenRefused,
  redOnlyWhenTried,
  waitsForCatalogue,
  receiptsAddUp,
  receiptsTellTheTruth,
  touchedOnce,
  sameKeySameJob,
  cancelHonoured,
  todaysStock,
  keysStayIn,
  keysAreTried,
  onceSaved,
  noSaveLost,
  disconnectHolds,
  noKeyReturns,
  keyStaysAtItsHost,
  noMixUp,
  foreignUntouched,
  staysOnSale,
  silenceIsTold,
  comparedAfterSilence,
  otherShopProvesNothing,
  stopsAtOtherShop,
  oneOtherShop,
} as const satisfies Readonly<Record<string, Check>>

export type CheckName = keyof typeof CHECKS

const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[]

/**
 * Checks that a busy machine cannot make fail: they depend on no deadline, no distance between calls and nothing that
 * has yet to happen.
 */
const TIMELESS: readonly CheckName[] = [
  'settledOnce',
  'keysStayIn',
  'keysAreTried',
  'onceSaved',
  'disconnectHolds',
  'keyStaysAtItsHost',
  'sameKeySameJob',
  'noMixUp',
  'foreignUntouched',
  'listsAreWhole',
  'staysOnSale',
  'otherShopProvesNothing',
]

export const isTimeless = (check: CheckName): boolean => TIMELESS.includes(check)

/** A violation with the check that found it. */
export interface Finding extends Violation {
  readonly check: CheckName
}

/** What the evidence says against the promises. */
export const judge = (evidence: Evidence): readonly Finding[] =>
  CHECK_NAMES.flatMap(check => CHECKS[check](evidence).map(violation => ({ ...violation, check })))
