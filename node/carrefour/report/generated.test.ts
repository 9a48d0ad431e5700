import { describe, expect, it } from '@jest/globals'

import { type GeneratedReport, aReport } from '../../testing/reports'
import { decodeReport } from './rows.logic'
import { readReport } from './reading.logic'

const COUNT = process.env.LONG_TESTS === '1' ? 200_000 : 3_000

interface Tally {
  readable: number
  heldBack: number
  readonly falseSuccesses: string[]
  readonly falseRefusals: string[]
  readonly examples: string[]
}

const told = ({ seed, form, body, sent, counts }: GeneratedReport): string =>
  [seed, form, JSON.stringify(sent), JSON.stringify(counts), decodeReport(body)].join('\n')

/** Compares what the reader makes of a report with the truth. */
function judge(report: GeneratedReport, tally: Tally): void {
  const { sent, refused, counts, isCounted, isReadable } = report
  const reading = readReport(decodeReport(report.body), sent, counts)
  const isOpen = new Set<string>(reading.open)
  const isRefused = new Set<string>(reading.refused.map(line => line.skuId))
  for (const { skuId } of sent) {
    const isTaken = !isOpen.has(skuId) && !isRefused.has(skuId)
    if (isTaken && refused.has(skuId)) tally.falseSuccesses.push(told(report))
    if (isRefused.has(skuId) && !refused.has(skuId)) tally.falseRefusals.push(told(report))
  }
  if (!isReadable) return
  tally.readable += 1
  // Without counts the accepted lines are read back; the refused ones are known anyway.
  const isKnown = isRefused.size === refused.size && (!isCounted || isOpen.size === 0)
  if (isKnown) return
  tally.heldBack += 1
  tally.examples.push(told(report))
}

describe(`${COUNT} reports of any form`, () => {
  const tally: Tally = {
    readable: 0,
    heldBack: 0,
    falseSuccesses: [],
    falseRefusals: [],
    examples: [],
  }
  for (let seed = 1; seed <= COUNT; seed += 1) judge(aReport(seed), tally)

  it('never takes a refused line for a success', () => {
    expect(tally.falseSuccesses.slice(0, 3)).toEqual([])
  })

  it('never calls an accepted line refused', () => {
    expect(tally.falseRefusals.slice(0, 3)).toEqual([])
  })

  it('holds back less than 1 in 1,000 of the lines that can be read', () => {
    expect(tally.readable).toBeGreaterThan(COUNT / 4)
    const worst = tally.heldBack < tally.readable / 1_000 ? [] : tally.examples.slice(0, 3)
    expect(worst).toEqual([])
    if (process.env.LONG_TESTS === '1')
      process.stdout.write(
        `reports: ${COUNT} made, ${tally.readable} readable, ${tally.heldBack} of these held back, ` +
          `${tally.falseSuccesses.length} false successes, ${tally.falseRefusals.length} false refusals\n`
      )
  })
})
