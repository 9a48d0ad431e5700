/** The codes that a command ends with; scripts may rely on them. */
export const EXIT = {
  ok: 0,
  /** An unexpected failure. */
  failed: 1,
  /** The command is written wrongly. */
  usage: 2,
  /** Nothing answers at the address. */
  unreachable: 3,
  /** Not signed in, or not allowed. */
  forbidden: 4,
  /** Understood and refused; the code says why. */
  refused: 5,
  /** What was named is not there. */
  missing: 6,
} as const

export type Exit = (typeof EXIT)[keyof typeof EXIT]

/** Why a command did nothing: a stable code for programs and a sentence for people. */
export class CliProblem extends Error {
  constructor(
    readonly exit: Exit,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {}
  ) {
    super(message)
  }
}
