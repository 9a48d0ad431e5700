/** A refusal with the HTTP status and JSON body that the caller gets; thrown by the local parts. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: object,
    readonly headers: Record<string, string> = {}
  ) {
    super(JSON.stringify(body))
  }
}

/** A problem in the shape `{code, message}` that VTEX's infra services use. */
export function refuse(status: number, code: string, message: string): Problem {
  return new Problem(status, { code, message })
}
