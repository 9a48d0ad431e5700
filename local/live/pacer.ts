import type { Clock } from '../clock'

/** Lets calls go one after another, at an even pace. */
export interface Pacer {
  /**
   * Resolves when it is this caller's turn. Rejects as soon as the caller has disconnected.
   */
  turn(gone: AbortSignal): Promise<void>
  /** No call goes before this moment: the other side asked for a pause. */
  holdUntil(moment: number): void
  /** How many wait now. */
  waiting(): number
}

/** The longest pause that an answer may ask for. */
const LONGEST_HOLD_MS = 60_000

export function createPacer(callsPerSecond: number, clock: Clock): Pacer {
  const distance = 1000 / callsPerSecond
  const queue: (() => void)[] = []
  let next = 0
  let timer: NodeJS.Timeout | undefined

  const serve = (): void => {
    timer = undefined
    const now = clock.now()
    if (now >= next) {
      const first = queue.shift()
      if (first === undefined) return
      next = Math.max(next + distance, now + distance - LATE_MS)
      first()
    }
    plan()
  }
  const plan = (): void => {
    if (timer !== undefined || queue.length === 0) return
    timer = setTimeout(serve, Math.max(0, next - clock.now()))
  }

  return {
    turn: gone =>
      new Promise((resolve, reject) => {
        const go = (): void => {
          gone.removeEventListener('abort', leave)
          resolve()
        }
        const leave = (): void => {
          const place = queue.indexOf(go)
          if (place >= 0) queue.splice(place, 1)
          reject(new Error('The caller has gone'))
        }
        if (gone.aborted) return leave()
        gone.addEventListener('abort', leave, { once: true })
        queue.push(go)
        plan()
      }),
    holdUntil: moment => {
      next = Math.max(next, Math.min(moment, clock.now() + LONGEST_HOLD_MS))
    },
    waiting: () => queue.length,
  }
}

/** A timer fires a little late; so much of it is made up for by the next call. */
const LATE_MS = 5
