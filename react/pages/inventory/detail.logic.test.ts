import { expect, it } from 'vitest'

import { KEY_REFUSED } from '../../testing/samples'
import { detailText } from './detail.logic'

it.each([
  ['SUCCESS', null, null, 'detail.success.meaning'],
  ['WARNING', 'NOT_CATALOGED', null, 'cause.not-cataloged.meaning'],
  ['SUCCESS', 'STALE', null, 'cause.stale.meaning'],
  ['ERROR', null, null, 'cause.unknown.meaning'],
  ['PENDING', 'OFFER_LINE_REJECTED', null, 'detail.pending.meaning'],
  ['PENDING', null, KEY_REFUSED, 'detail.pending-incident.meaning'],
] as const)('%s with cause %s means', (status, cause, incident, meaning) => {
  expect(detailText({ status, cause }, { incident }).meaning).toBe(meaning)
})
