import { describe, expect, it } from '@jest/globals'

import { DAY } from '../shared/time'
import { FakeClock, FakeIds } from '../testing/fakes'
import { FakeFiles } from '../testing/files'
import { VBaseActivity } from './activityStore'

const at = Date.parse('2026-11-24T13:30:00Z')
const tally = { success: 2, warning: 0, error: 1 }

function given() {
  const files = new FakeFiles()
  return { files, activity: new VBaseActivity(files, files, new FakeClock(), new FakeIds()) }
}

describe('counters in VBase', () => {
  it('counts a batch settled twice once, also when an answer was lost', async () => {
    const { files, activity } = given()
    await activity.add('a', at, tally)
    files.faults.push('lost after')
    await activity.add('b', at, tally)
    await activity.add('b', at, tally)
    expect(await activity.read('2026-11-24')).toEqual([
      { at: Date.parse('2026-11-24T13:00:00Z'), success: 4, warning: 0, error: 2 },
    ])
  })

  it('removes the files of days that are no longer shown', async () => {
    const { files, activity } = given()
    for (let day = 0; day < 50; day += 1) await activity.add(`batch-${day}`, at + day * DAY, tally)
    let count = 0
    let next = ''
    do {
      const page = await files.listFiles('activity', { limit: 100, ...(next ? { next } : {}) })
      count += page.data.length
      next = page.next
    } while (next)
    expect(count).toBe(32)
  })

  it('reads a file of another shape as empty', async () => {
    const { files, activity } = given()
    files.put('activity/2026-11-24.json', { hours: { 25: tally, 3: { success: 'x' } }, batches: 7 })
    expect(await activity.read('2026-11-24')).toEqual([
      { at: Date.parse('2026-11-24T03:00:00Z'), success: 0, warning: 0, error: 0 },
    ])
  })
})
