import type { CheckName } from '../checks'
import type { SceneName } from './scenes'

/** A promise broken on purpose in a copy of the built service. The app itself has no switch for it. */
export interface Mutant {
  readonly name: string
  /** The promise's number in the design. */
  readonly promise: number
  /** What is wrong with it, in a sentence. */
  readonly what: string
  /** The built file below `service/src/node`, and the code that is put at its end. */
  readonly file: string
  readonly code: string
  /** The occasion on which it goes wrong. The build as it is must pass the same. */
  readonly scene: SceneName
  /** The check that must find it; others may find it too. */
  readonly check: CheckName
}
