import type { Check, Evidence, Violation } from '../evidence'
import { callsOf, fileIn, linesOf, onBoth, operationOf } from '../evidence'
import type { RecordedCall } from '../harness/recorder'
import { eventsOf } from '../history'

/** Mirakl's shortest distance between two calls of a shop, in milliseconds. */
const SHORTEST = { STO01: 60_000, STO02: 15_000, STO03: 60_000 } as const

const OPERATIONS = ['STO01', 'STO02', 'STO03'] as const

const iso = (at: number): string => new Date(at).toISOString()

/** 3. Per shop at most one STO01 a minute, one STO02 per 15 s, one STO03 a minute; `Retry-After` is obeyed. */
export const limitsKept: Check = evidence =>
  onBoth(side =>
    OPERATIONS.flatMap(operation => {
      const calls = callsOf(evidence, side).filter(call => operationOf(call) === operation)
      return calls.slice(1).flatMap((call, index): Violation[] => {
        const before = calls[index]
        if (!before) return []
        const asked = before.retryAfter === null ? 0 : before.retryAfter * 1000
        const wanted = Math.max(SHORTEST[operation], before.status === 429 ? asked : 0)
        const distance = call.at - before.at
        if (distance >= wanted - evidence.tolerance) return []
        const what = `${operation} at ${iso(call.at)}, ${distance} ms after the one before (${wanted} ms)`
        return [{ promise: 3, side, what }]
      })
    })
  )

/** How long after an import was taken the app may not know it although it was told: it died before it wrote it down. */
const WRITE_TIME = 20_000

/** How long the app waits for an import before it gives it up: nobody knows then what became of it. */
const GIVEN_UP = 30 * 60_000

/** 3. One import in flight: none starts while the app knows of one that runs. */
export const oneInFlight: Check = evidence =>
  onBoth(side => {
    const calls = callsOf(evidence, side)
    const imports = [...evidence.accounts[side].imports].sort((a, b) => a.createdAt - b.createdAt)
    return imports.slice(1).flatMap((later, index): Violation[] => {
      const earlier = imports[index]
      if (!earlier) return []
      const runs = earlier.doneAt === null || earlier.doneAt > later.createdAt
      const old = later.createdAt - earlier.createdAt > GIVEN_UP
      const followed = calls.some(
        call => operationOf(call) === 'STO02' && call.path.includes(earlier.importId)
      )
      if (!runs || old || !followed || wasUnsure(evidence, earlier.createdAt)) return []
      const what = `import ${later.importId} was sent while ${earlier.importId} was running`
      return [{ promise: 3, side, what }]
    })
  })

/** Whether something was done around `at` that may have kept the app from writing down what it was told. */
const wasUnsure = ({ history }: Evidence, at: number): boolean =>
  eventsOf(history, 'did').some(
    event => event.at > at - WRITE_TIME && event.at < at + WRITE_TIME && /SIGKILL/.test(event.what)
  )

/** 4. A success is Carrefour's word: the import is COMPLETE and the SKU, with this quantity, not in its report. */
export const successIsTheirWord: Check = evidence =>
  onBoth(side => {
    const { rows, imports } = evidence.accounts[side]
    const known = new Map(imports.map(one => [one.importId, one]))
    return rows.flatMap(row =>
      (row?.attempts ?? []).flatMap((attempt): Violation[] => {
        if (!row || attempt.status !== 'SUCCESS') return []
        const found = attempt.importId === null ? undefined : known.get(attempt.importId)
        const wrong = (what: string): Violation[] => [
          { promise: 4, side, what: `SKU ${row.skuId} is a success of ${attempt.at}, but ${what}` },
        ]
        if (!found) return wrong(`import ${attempt.importId ?? 'none'} is unknown to Carrefour`)
        if (found.outcome !== 'COMPLETE')
          return wrong(`import ${found.importId} ended ${found.outcome ?? 'never'}`)
        const line = linesOf(found.file ?? '').find(({ sku }) => sku === row.skuId)
        if (line?.units !== attempt.quantity)
          return wrong(`import ${found.importId} says ${line?.units ?? 'nothing'}`)
        return refusedIn(found.report ?? '').includes(row.skuId)
          ? wrong('its line is in the report')
          : []
      })
    )
  })

/** The SKUs of an error report as the sandbox writes it: line, reason, then the line as it was sent. */
const refusedIn = (report: string): readonly string[] =>
  report
    .split('\n')
    .slice(1)
    .map(line => /^"\d+";"(?:[^"]|"")*";"([^"]*)"/.exec(line)?.[1] ?? '')

/** 4. The row of a confirmed SKU tells the quantity that Carrefour holds. */
export const rowsTellTheTruth: Check = evidence =>
  onBoth(side => {
    const { rows, offers } = evidence.accounts[side]
    const held = new Map(offers.map(offer => [offer.sku, offer.quantity]))
    return rows.flatMap((row): Violation[] => {
      if (row?.status !== 'SUCCESS' || held.get(row.skuId) === row.quantity) return []
      const what = `SKU ${row.skuId} shows ${row.quantity}, Carrefour holds ${held.get(row.skuId)}`
      return [{ promise: 4, side, what }]
    })
  })

/** How long calls that were under way may still arrive after a refusal, in milliseconds. */
const UNDER_WAY = 3_000

/** Refusals after which calls must have stopped: a run may die between the first answer and writing it down. */
const REFUSALS = 2

/**
 * 5. After 401 or 403 no call with that key, until somebody saves one; a person's own check of a key is no such
 * call. One refusal may go by: the run that was told of it may have died before it wrote it down.
 */
export const stopsWhenRefused: Check = evidence =>
  onBoth(side => {
    const saves = eventsOf(evidence.history, 'saved').filter(event => event.side === side)
    const slack = UNDER_WAY + evidence.tolerance
    const byPerson = (call: RecordedCall) =>
      saves.some(save => call.at >= save.at - slack && call.at <= save.until + slack)
    const refusals = new Map<string, readonly number[]>()
    return callsOf(evidence, side).flatMap((call): Violation[] => {
      if (byPerson(call)) {
        refusals.delete(call.key)
        return []
      }
      const known = refusals.get(call.key) ?? []
      const last = known.at(-1)
      const isNew = last === undefined || call.at > last + slack
      if (isNew && (call.status === 401 || call.status === 403))
        refusals.set(call.key, [...known, call.endedAt])
      if (last === undefined || !isNew || known.length < REFUSALS) return []
      const what = `${call.method} ${call.path} at ${iso(call.at)}; the key was refused at ${iso(last)}`
      return [{ promise: 5, side, what }]
    })
  })

/** 5. Nothing turns red for a refused key that was not in a file that was refused. */
export const redOnlyWhenTried: Check = evidence =>
  onBoth(side => {
    const refused = callsOf(evidence, side).filter(
      call => operationOf(call) === 'STO01' && (call.status === 401 || call.status === 403)
    )
    const tried = new Set(refused.flatMap(call => linesOf(fileIn(call)).map(({ sku }) => sku)))
    return evidence.accounts[side].rows.flatMap((row): Violation[] => {
      const blamed = row?.attempts.some(({ cause }) => cause?.startsWith('AUTH_')) ?? false
      if (!row || !blamed || tried.has(row.skuId)) return []
      return [{ promise: 5, side, what: `SKU ${row.skuId} was called refused but never tried` }]
    })
  })

/** 6. Not catalogued is waiting: what Carrefour lists in the end was found and sent by itself, what it does not list waits. */
export const waitsForCatalogue: Check = evidence =>
  onBoth(side => {
    const { rows, offers } = evidence.accounts[side]
    return offers.flatMap(({ sku, listed }): Violation[] => {
      const row = rows.find(one => one?.skuId === sku)
      if (!row || row.status === 'PENDING') return []
      const waits = row.cause === 'NOT_CATALOGED'
      if (listed && waits)
        return [{ promise: 6, side, what: `SKU ${sku} is catalogued and still waits` }]
      if (!listed && !waits)
        return [{ promise: 6, side, what: `SKU ${sku} is not catalogued but ${row.status}` }]
      return []
    })
  })

/** 9. No log line of the service holds a key. */
export const keysStayIn: Check = ({ leaked }) =>
  leaked.map(what => ({ promise: 9, side: null, what: `the log of the service holds ${what}` }))
