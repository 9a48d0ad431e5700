/**
 * An answer other than success. Mirakl documents no error schema; `{status, message}` is the shape that
 * VTEX shows merchants for a refused key.
 */
export class MiraklError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterSeconds?: number
  ) {
    super(message)
  }
}

export const unauthorized = () => new MiraklError(401, 'Unauthorized')
export const forbidden = () => new MiraklError(403, 'Forbidden')
export const notFound = () => new MiraklError(404, 'Not Found')
