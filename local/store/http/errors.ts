/** An answer other than success, as VTEX's REST APIs give it: `{ "message": ... }`, or plain text. */
export class VtexError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly plain = false
  ) {
    super(message)
  }
}

export const badRequest = (message: string) => new VtexError(400, message)
export const notFound = (message: string) => new VtexError(404, message)
