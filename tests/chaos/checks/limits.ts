import { type Check, type Violation, callsOf, onBoth, operationOf } from '../evidence'
import { wasTroubled } from './trouble'

/** Mirakl's shortest distance between two calls of a shop, in milliseconds. */
const SHORTEST = { STO01: 60_000, STO02: 15_000, STO03: 60_000 } as const

/** The longest `Retry-After` that is obeyed without asking again. */
const LONGEST_OBEYED = 60 * 60_000

const MINUTE = 60_000

const OPERATIONS = ['STO01', 'STO02', 'STO03'] as const

const iso = (at: number): string => new Date(at).toISOString()

/**
 * 3. Per shop at most one STO01 a minute, one STO02 per 15 s, one STO03 a minute; `Retry-After` is obeyed, up to an
 * hour. Judged at both ends: by the moments at which the calls left the app, and at which they arrived;
 * `Retry-After` counts from its answer.
 */
export const limitsKept: Check = evidence =>
  onBoth(side =>
    OPERATIONS.flatMap(operation => {
      const calls = callsOf(evidence, side).filter(call => operationOf(call) === operation)
      return calls.slice(1).flatMap((call, index): Violation[] => {
        const before = calls[index]
        if (!before) return []
        const retryAfter = before.status === 429 ? (before.retryAfter ?? 0) * 1000 : 0
        const asked = Math.min(retryAfter, LONGEST_OBEYED)
        const allowed = Math.max(before.sentAt + SHORTEST[operation], before.endedAt + asked)
        const found: Violation[] = []
        const early = allowed - call.sentAt
        if (early > evidence.tolerance)
          found.push({
            promise: 3,
            side,
            what: `${operation} left at ${iso(call.sentAt)}, ${early} ms too early`,
          })
        const arrived = before.at + SHORTEST[operation] - call.at
        if (arrived > evidence.tolerance)
          found.push({
            promise: 3,
            side,
            what: `${operation} arrived at ${iso(call.at)}, ${arrived} ms too early`,
          })
        return found
      })
    })
  )

/** 3. Carrefour itself, by its own clock, never finds that a call comes too early, however long calls are under way. */
export const neverTooEarly: Check = evidence =>
  onBoth(side =>
    evidence.accounts[side].tooEarly.map(({ at, operation }) => ({
      promise: 3,
      side,
      what: `Carrefour refused ${operation} of ${iso(at)} as too early`,
    }))
  )

/** Refusals with 429 that a minute may see of one operation: some calls are made four at a time. */
const MAX_REFUSED = 16

/** 3. Whatever `Retry-After` says, it makes no pause shorter: an operation that is refused is not called on and on. */
export const pausesGrow: Check = evidence =>
  onBoth(side => {
    const refused = callsOf(evidence, side).filter(({ status }) => status === 429)
    return (['STO01', 'STO02', 'STO03', 'OF21', 'P31'] as const).flatMap(
      (operation): Violation[] => {
        const times = refused.filter(call => operationOf(call) === operation).map(call => call.at)
        const at = times.find((time, index) => {
          const last = times[index + MAX_REFUSED]
          return last !== undefined && last - time < MINUTE
        })
        if (at === undefined) return []
        const what = `${operation} was refused more than ${MAX_REFUSED} times in the minute from ${iso(at)}`
        return [{ promise: 3, side, what }]
      }
    )
  })

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
      const at = earlier.createdAt
      const unsure = wasTroubled(evidence, side, at - WRITE_TIME, at + WRITE_TIME)
      if (!runs || old || !followed || unsure) return []
      const what = `import ${later.importId} was sent while ${earlier.importId} was running`
      return [{ promise: 3, side, what }]
    })
  })
