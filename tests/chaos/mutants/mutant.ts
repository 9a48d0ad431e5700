import type { CheckName } from '../checks'
import type { SceneName } from './scenes'

/** A promise broken on purpose in a copy of the built service. The app itself has no switch for it. */
export interface Mutant {
  readonly name: string
  /** The promise's number in the design. */
  readonly promise: number
  /** What it does wrong, in a sentence. */
  readonly what: string
  readonly breaks: readonly Break[]
  /** The scene in which it goes wrong. The unchanged build must pass it. */
  readonly scene: SceneName
  /** The check that must find it; others may find it too. */
  readonly check: CheckName
}

/** One function, constant or method, and what is put in its place. Files do not matter: they may be moved and renamed. */
export interface Break {
  /** `name`, or `Class.method`: declared at the top of exactly one file. */
  readonly of: string
  /** Where several have the name: a piece of the text of the right one. */
  readonly having?: string
  /**
   * JavaScript: a function of what stood there before that gives what stands there now. `need('name')` and
   * `need('name', 'having')` in it stand for what another file exports; to be used while the service runs only.
   */
  readonly by: string
}
