import { describe, expect, it } from '@jest/globals'

import { aProcess, skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { aStoredAccount } from '../testing/storedAccount'
import { Admissions } from './admission'
import { acceptNotification } from './notification'
import { MAX_UNKNOWN } from './stockRequest.logic'

const OWNER = 'lojademo/master'
const KNOWN = 100

/** Bodies that name no SKU, or another account. */
const BROKEN: readonly unknown[] = [
  null,
  [],
  7,
  '',
  {},
  { IdSku: '007' },
  { IdSku: '1e3' },
  { IdSku: -1 },
  { IdSku: ['1'] },
  { IdSku: '9'.repeat(60_000) },
  { IdSku: '1', An: 'outraloja' },
  JSON.parse('{"__proto__":{"IdSku":"1"}}'),
]

/** Two replicas of one account whose ledger knows some SKUs, and what a flood made them call. */
async function flooded(bodies: readonly unknown[]) {
  const fakes = makePorts()
  const account = aStoredAccount({ fakes })
  const { ports, files, documents, apps } = account
  for (let id = 1; id <= KNOWN; id += 1) await ports.ledger.put(aProcess({ skuId: skuId(id) }))
  const replicas = [new Admissions(), new Admissions()]
  const before = { vbase: files.calls, masterdata: documents.calls, settings: apps.reads }
  const answers = await Promise.all(
    bodies.map((body, at) =>
      acceptNotification(ports, body, async request => {
        const admission = await replicas[at % 2]?.admit(ports, OWNER, request)
        if (!admission) throw new Error('no replica')
        return admission
      })
    )
  )
  const codes = answers.map(answer => (answer.ok ? 'taken' : answer.error.code))
  return {
    count: (code: string) => codes.filter(one => one === code).length,
    vbase: files.calls - before.vbase,
    masterdata: documents.calls - before.masterdata,
    settings: apps.reads - before.settings,
    carrefour: fakes.carrefour.calls.length,
    refusedLines: fakes.log.lines.filter(({ event }) => event === 'notification.refused').length,
  }
}

const FLOOD = 10_000
const many = (body: (at: number) => unknown) => Array.from({ length: FLOOD }, (_, at) => body(at))

describe('a flood of 10,000 notifications at two replicas', () => {
  it('of known SKUs costs a write for each, and asks the ledger once a replica and SKU', async () => {
    const seen = await flooded(many(at => ({ IdSku: String((at % KNOWN) + 1) })))
    expect(seen.count('taken')).toBe(FLOOD)
    expect(seen.vbase).toBeLessThanOrEqual(FLOOD)
    expect(seen.masterdata).toBeLessThanOrEqual((2 * FLOOD) / 50)
    expect([seen.settings, seen.carrefour]).toEqual([0, 0])
  })

  it('of SKUs that nobody knows queues as many as there is room for, and writes no more', async () => {
    const seen = await flooded(many(at => ({ IdSku: String(1_000_000 + at) })))
    expect(seen.count('taken')).toBeLessThanOrEqual(MAX_UNKNOWN)
    expect(seen.count('taken')).toBeGreaterThan(MAX_UNKNOWN - 100)
    expect(seen.count('TOO_MANY_UNKNOWN')).toBe(FLOOD - seen.count('taken'))
    expect(seen.vbase).toBeLessThanOrEqual(2 * MAX_UNKNOWN)
    expect(seen.masterdata).toBeLessThanOrEqual((2 * FLOOD) / 50)
    expect([seen.settings, seen.carrefour]).toEqual([0, 0])
  })

  it('of broken bodies calls nobody, and writes ten lines a minute of each kind', async () => {
    const seen = await flooded(many(at => BROKEN[at % BROKEN.length]))
    expect(seen.count('taken')).toBe(0)
    expect([seen.vbase, seen.masterdata, seen.settings, seen.carrefour]).toEqual([0, 0, 0, 0])
    expect(seen.refusedLines).toBeLessThanOrEqual(30)
  })
})
