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
  /** Steps that are put before the random ones, where those alone would show it too seldom. */
  readonly provoke?: 'faults' | 'slowImports'
}
