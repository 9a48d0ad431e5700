import type { Ask } from './fileRun'

/** Milliseconds before each further try. */
const WAITS = [1_000, 3_000, 9_000]

interface Patience {
  /** Whether trying again could help. */
  mayPass: (error: unknown) => boolean
  /** Told when an answer did not come and is asked for again, and when it came at last. */
  onTrouble: (trouble: boolean) => void
  wait: (ms: number) => Promise<void>
}

/** Asks again, some seconds apart, when a page does not come. */
export function patient<Row>(ask: Ask<Row>, { mayPass, onTrouble, wait }: Patience): Ask<Row> {
  return async cursor => {
    for (let tried = 0; ; tried += 1) {
      try {
        const page = await ask(cursor)
        if (tried > 0) onTrouble(false)
        return page
      } catch (error) {
        const pause = WAITS[tried]
        if (pause === undefined || !mayPass(error)) throw error
        onTrouble(true)
        await wait(pause)
      }
    }
  }
}
