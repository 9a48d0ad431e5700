import { expect, it } from 'vitest'

import { NEW_CONNECTION } from '../domain/connection'
import { readConnectionState } from './connectionState'

const told = { incident: { cause: 'AUTH_INVALID', since: 5 }, digestAt: 7 } as const

it('given what mails have told, expect the same after a restart', () => {
  const state = { ...NEW_CONNECTION, told }
  expect(readConnectionState(JSON.parse(JSON.stringify(state)))).toEqual(state)
})

it.each([undefined, 'x', { incident: { cause: 'OTHER', since: 5 }, digestAt: 'x' }])(
  'given %j in its place, expect nothing told',
  raw => {
    expect(readConnectionState({ ...NEW_CONNECTION, told: raw }).told).toEqual(NEW_CONNECTION.told)
  }
)
