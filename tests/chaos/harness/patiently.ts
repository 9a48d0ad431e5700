import { setTimeout as sleep } from 'node:timers/promises'

import { Api } from './api'

/** Real milliseconds between two tries, and how many there are. */
const PAUSE = 2_000
const TRIES = 15

/**
 * Asks until there is an answer: on a busy machine one may come too late. For what may be done twice, and for what
 * only looks, once there is no trouble.
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await ask()
    } catch {
      await sleep(PAUSE)
    }
  }
  return ask()
}

/** As `Api`, for one who only looks. */
export class PatientApi extends Api {
  override get<T>(path: string): Promise<T> {
    return patiently(() => super.get<T>(path))
  }

  override graphql<T>(account: string, query: string, variables: object = {}): Promise<T> {
    return patiently(() => super.graphql<T>(account, query, variables))
  }
}
