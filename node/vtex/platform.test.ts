import { describe, expect, it } from '@jest/globals'

import { EventWorkTrigger } from './platform'
import { HOUR, MINUTE, SECOND } from '../shared/time'
import { RecordedLog } from '../testing/fakes'
import { SimulatedClock } from '../testing/simulated'

let owners = 0

/** A trigger for an account of its own, with the moments of its events. */
function aTrigger() {
  const clock = new SimulatedClock()
  const start = clock.now()
  const sent: number[] = []
  let until = 0
  const events = {
    sendEvent: () => {
      sent.push(clock.now() - start)
      return Promise.resolve()
    },
  }
  const standby = { until: () => until, set: (moment: number) => void (until = moment) }
  const owner = `account-${(owners += 1)}/master`
  const ports = { events, log: new RecordedLog(), standby, clock }
  return { trigger: new EventWorkTrigger(owner, ports), sent, clock, standby }
}

describe('work events', () => {
  it('given one change, expect one at once', async () => {
    const { trigger, sent, clock } = aTrigger()
    await trigger.trigger()
    await clock.sleep(MINUTE)
    expect(sent).toEqual([0])
  })

  it('given thousands of changes in a moment, expect one at once and one that follows them all', async () => {
    const { trigger, sent, clock } = aTrigger()
    for (let change = 0; change < 5_000; change += 1) await trigger.trigger()
    await clock.sleep(MINUTE)
    expect(sent).toEqual([0, SECOND / 2])
  })

  it('given changes without a pause, expect two a second and one after the last of them', async () => {
    const { trigger, sent, clock } = aTrigger()
    for (let change = 0; change < 100; change += 1) {
      await trigger.trigger()
      await clock.sleep(SECOND / 10)
    }
    await clock.sleep(MINUTE)
    expect(sent).toHaveLength(21)
    expect(Math.max(...sent)).toBeGreaterThanOrEqual(9.9 * SECOND)
  })

  it('given a clock that was set back, expect one at once', async () => {
    const { trigger, sent, clock } = aTrigger()
    await trigger.trigger()
    clock.pass(-HOUR)
    await trigger.trigger()
    expect(sent).toHaveLength(2)
  })

  it('given a pause of the engine, expect none', async () => {
    const { trigger, sent, clock, standby } = aTrigger()
    standby.set(clock.now() + MINUTE)
    await trigger.trigger()
    expect(sent).toEqual([])
  })

  it('given many accounts, expect one at once for each', async () => {
    const first = aTrigger()
    const second = aTrigger()
    await first.trigger.trigger()
    await second.trigger.trigger()
    expect([first.sent, second.sent]).toEqual([[0], [0]])
  })
})
