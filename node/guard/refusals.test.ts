import { describe, expect, it } from '@jest/globals'

import { MINUTE } from '../shared/time'
import { FakeClock, RecordedLog } from '../testing/fakes'
import { Refusals } from './refusals'

function setup() {
  const log = new RecordedLog()
  const clock = new FakeClock()
  const refusals = new Refusals()
  const note = (times: number, account = 'a', reason = 'NO_SESSION'): void => {
    for (let at = 0; at < times; at += 1)
      refusals.note({ log, clock, account }, 'auth.refused', { reason })
  }
  return { log, clock, note }
}

describe('refused calls in the log', () => {
  it('write ten lines of a thousand in a minute, and the number of the rest in the next', () => {
    const { log, clock, note } = setup()
    note(1_000)
    expect(log.lines).toHaveLength(10)
    clock.pass(MINUTE)
    note(1)
    expect(log.lines.at(-1)?.facts).toEqual({ reason: 'NO_SESSION', untold: 990 })
  })

  it('are counted separately by account and reason', () => {
    const { log, note } = setup()
    note(20)
    note(1, 'b')
    note(1, 'a', 'INVALID_SESSION')
    expect(log.lines).toHaveLength(12)
  })

  it('are remembered for at most a thousand kinds', () => {
    const { log, note } = setup()
    for (let at = 0; at < 3_000; at += 1) note(1, `account${at}`)
    note(11, 'account2999')
    expect(log.lines).toHaveLength(3_000 + 9)
  })
})
