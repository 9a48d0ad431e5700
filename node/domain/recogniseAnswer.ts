import type { Cause } from './causes'

/** A call without a result, as far as its cause depends on it. */
type FailedCall =
  | { readonly kind: 'refused'; readonly httpStatus: 401 | 403 }
  | { readonly kind: 'limited' | 'unavailable' | 'notFound' | 'rejected' }

/**
 * The cause of a failed call: by the status that was parsed, never by words. 404 and other refusals of a
 * whole file are the file's.
 */
export function causeOfFailure(failure: FailedCall): Cause {
  switch (failure.kind) {
    case 'refused':
      return failure.httpStatus === 401 ? 'AUTH_INVALID' : 'AUTH_FORBIDDEN'
    case 'limited':
      return 'RATE_LIMITED'
    case 'unavailable':
      return 'MARKETPLACE_UNAVAILABLE'
    case 'notFound':
    case 'rejected':
      return 'IMPORT_FAILED'
  }
}
