import type { Check, Violation } from '../evidence'
import { callsOf, onBoth, operationOf } from '../evidence'
import { wasTroubled } from './trouble'

/** Mirakl's shortest distance between two calls of a shop, in milliseconds. */
const SHORTEST = { STO01: 60_000, STO02: 15_000, STO03: 60_000 } as const

const OPERATIONS = ['STO01', 'STO02', 'STO03'] as const

const iso = (at: number): string => new Date(at).toISOString()

/**
 * 3. Per shop at most one STO01 a minute, one STO02 per 15 s, one STO03 a minute; `Retry-After` is obeyed. Judged
 * by the moments at which the calls left the app, whatever carried them; `Retry-After` counts from its answer.
 */
export const limitsKept: Check = evidence =>
  onBoth(side =>
    OPERATIONS.flatMap(operation => {
      const calls = callsOf(evidence, side).filter(call => operationOf(call) === operation)
      return calls.slice(1).flatMap((call, index): Violation[] => {
        const before = calls[index]
        if (!before) return []
        const asked =
          before.status === 429 && before.retryAfter !== null ? before.retryAfter * 1000 : 0
        const allowed = Math.max(before.sentAt + SHORTEST[operation], before.endedAt + asked)
        if (call.sentAt >= allowed - evidence.tolerance) return []
        const what = `${operation} left at ${iso(call.sentAt)}, ${allowed - call.sentAt} ms too early`
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
      const at = earlier.createdAt
      const unsure = wasTroubled(evidence, side, at - WRITE_TIME, at + WRITE_TIME)
      if (!runs || old || !followed || unsure) return []
      const what = `import ${later.importId} was sent while ${earlier.importId} was running`
      return [{ promise: 3, side, what }]
    })
  })
