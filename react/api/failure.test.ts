import { expect, it } from '@jest/globals'

import { toFailure } from './failure'

const withCode = (code: string) => ({ graphQLErrors: [{ extensions: { code } }] })

it.each([
  [withCode('UNAUTHENTICATED'), 'signed-out'],
  [withCode('FORBIDDEN'), 'forbidden'],
  [withCode('INTERNAL_SERVER_ERROR'), 'failed'],
  [{ graphQLErrors: [{}] }, 'failed'],
  [new Error('Failed to fetch'), 'failed'],
  [null, 'failed'],
])('%o is a failure of kind %s', (error, failure) => {
  expect(toFailure(error)).toBe(failure)
})
