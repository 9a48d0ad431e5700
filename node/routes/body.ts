import type { IncomingMessage } from 'http'

import type { Result } from '../domain/result'
import { err, ok } from '../domain/result'

/** Most bytes of a body that is read. */
export const LARGEST_BODY = 64 * 1024

/** Why a body was not taken. */
export interface BodyProblem {
  readonly httpStatus: 400 | 413
  readonly code: 'MALFORMED' | 'TOO_LARGE'
  /** In English, for the developer of the sender. */
  readonly message: string
}

const TOO_LARGE: BodyProblem = {
  httpStatus: 413,
  code: 'TOO_LARGE',
  message: `The body must not be larger than ${LARGEST_BODY} bytes.`,
}

const malformed = (message: string): BodyProblem => ({
  httpStatus: 400,
  code: 'MALFORMED',
  message,
})

/** The JSON in a request's body. */
export async function readJson(request: IncomingMessage): Promise<Result<unknown, BodyProblem>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST_BODY) return err(TOO_LARGE)
    chunks.push(chunk)
  }
  if (size === 0) return err(malformed('The body is empty; it must be a JSON object.'))
  try {
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown)
  } catch {
    return err(malformed('The body is not valid JSON.'))
  }
}
