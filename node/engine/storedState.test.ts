import { expect, it } from '@jest/globals'

import { NEW_CONNECTION } from './state.logic'
import { readConnectionState } from './storedState'

const told = {
  incident: { cause: 'AUTH_INVALID', since: 5 },
  outages: [{ cause: 'LEDGER_UNAVAILABLE', since: 3 }],
  standstill: 5,
  brake: 8,
  digestAt: 7,
} as const

it('reads the alert log back unchanged', () => {
  const state = { ...NEW_CONNECTION, told }
  expect(readConnectionState(JSON.parse(JSON.stringify(state)))).toEqual(state)
})

it('reads outages and parked batches back unchanged, and drops those of another shape', () => {
  const seen = {
    cause: 'VTEX_UNAVAILABLE',
    since: 1,
    lastSeenAt: 2,
    message: 'x',
    tries: 3,
  } as const
  const state = {
    ...NEW_CONNECTION,
    outages: [{ ...seen, nextTryAt: 4 }],
    parked: [{ key: 'k', notBefore: 5, why: 'store', jobId: null } as const],
    parkedNext: true,
  }
  expect(readConnectionState(JSON.parse(JSON.stringify(state)))).toEqual(state)
  const strange = { ...state, outages: [{ cause: 'OTHER', since: 1 }, 7], parked: ['k'] }
  expect(readConnectionState(strange)).toMatchObject({ outages: [], parked: [] })
})

it.each([undefined, 'x', { incident: { cause: 'OTHER', since: 5 }, digestAt: 'x' }])(
  'reads %j as an empty alert log',
  raw => {
    expect(readConnectionState({ ...NEW_CONNECTION, told: raw }).told).toEqual(NEW_CONNECTION.told)
  }
)
