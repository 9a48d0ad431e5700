import { setTimeout as sleep } from 'node:timers/promises'

import type { Platform } from './platform'

const LOOK_MS = 50

/**
 * Waits until the service has ended what it is doing, and begins nothing more. A service that is ended in the middle of
 * its work keeps its lease, and the next start would wait for that to run out.
 *
 * @param most how long at most, in milliseconds
 * @returns whether it has ended it
 */
export async function drain(
  { fence, ...platform }: Pick<Platform, 'drain' | 'fence'>,
  { most, signal }: { readonly most: number; readonly signal: AbortSignal }
): Promise<boolean> {
  platform.drain()
  const isBusy = (): boolean => fence.underWay().requests > 0
  for (let waited = 0; isBusy() && waited < most && !signal.aborted; waited += LOOK_MS)
    await sleep(LOOK_MS)
  return !isBusy()
}
