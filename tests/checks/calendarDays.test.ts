import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'

/** Zone, day, and when it begins and ends there. In some of them the clocks change at midnight. */
const DAYS = [
  ['America/Sao_Paulo', '2026-09-06', '2026-09-06T03:00', '2026-09-07T03:00'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00', '2026-09-07T03:00'],
  ['America/Havana', '2026-03-08', '2026-03-08T05:00', '2026-03-09T04:00'],
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00', '2026-04-24T21:00'],
  ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00', '2026-03-29T21:00'],
  ['Europe/Madrid', '2026-03-29', '2026-03-28T23:00', '2026-03-29T22:00'],
  ['Europe/Madrid', '2026-10-25', '2026-10-24T22:00', '2026-10-25T23:00'],
] as const

/** A process takes its time zone from the environment, so each is asked in a process of its own kind. */
const SCRIPT = `
  const { momentsOf } = require('./react/inventory/period.logic.ts')
  const answers = JSON.parse(process.argv[1]).map(([zone, day]) => {
    process.env.TZ = zone
    return momentsOf({ period: null, from: day, to: day }, new Date())
  })
  console.log(JSON.stringify(answers))
`

describe('a day that a reader chooses (C11)', () => {
  it('expect it to begin and end at the midnights of its zone, also when the clocks change then', () => {
    const printed = execFileSync(
      process.execPath,
      ['--import', 'tsx', '-e', SCRIPT, JSON.stringify(DAYS)],
      { encoding: 'utf8' }
    )
    const moments = JSON.parse(printed) as { since: string; before: string }[]
    for (const [at, [zone, , since, before]] of DAYS.entries())
      expect([zone, moments[at]?.since.slice(0, 16), moments[at]?.before.slice(0, 16)]).toEqual([
        zone,
        since,
        before,
      ])
  })
})
