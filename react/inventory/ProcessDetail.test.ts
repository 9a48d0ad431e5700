import { expect, it } from '@jest/globals'

import type { Cause, Incident, Status } from '../api/generated'
import { KEY_REFUSED, STORE_OUTAGE } from '../testing/samples'
import { messageTitle } from './message.logic'
import { detailText } from './ProcessDetail'

it.each<[Status, Cause | null, Incident | null, string]>([
  ['SUCCESS', null, null, 'detail.success.meaning'],
  ['WARNING', 'NOT_CATALOGED', null, 'cause.not-cataloged.meaning'],
  ['SUCCESS', 'STALE', null, 'cause.stale.meaning'],
  ['ERROR', null, null, 'cause.unknown.meaning'],
  ['PENDING', 'OFFER_LINE_REJECTED', null, 'detail.pending.meaning'],
  ['PENDING', null, KEY_REFUSED, 'detail.pending-incident.meaning'],
  ['ERROR', 'STORE_SKU_FAILED', null, 'cause.store-sku-failed.meaning'],
])('%s with cause %s means', (status, cause, incident, meaning) => {
  expect(detailText({ status, cause }, { incident, outages: [] }).meaning).toBe(meaning)
})

it('names the outage for a SKU that waits while the store does not answer', () => {
  const waiting = { status: 'PENDING', cause: null } as const
  const { meaning } = detailText(waiting, { incident: null, outages: [STORE_OUTAGE] })
  expect(meaning).toBe('detail.pending-incident.meaning')
})

it.each<[Status, Cause | null, string]>([
  ['WARNING', 'NOT_CATALOGED', 'detail.message-own'],
  ['WARNING', 'KIT_NOT_SENT', 'detail.message-own'],
  ['PENDING', 'KIT_NOT_SENT', 'detail.message-before'],
  ['SUCCESS', null, 'detail.message'],
])('the message of %s with cause %s is called', (status, cause, title) => {
  expect(messageTitle({ status, cause })).toBe(title)
})
