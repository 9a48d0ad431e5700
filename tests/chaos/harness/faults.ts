import type { PlatformFault } from '../actions'
import type { Api } from './api'

export const CARREFOUR = '/console/carrefour/api'
export const FAULTS = '/_local/faults'

/** Faults of the platform that may wait at a time; the newest stay. */
const MAX_FAULTS = 40

/** Adds a fault of the platform to those that are still active. */
export async function addPlatformFault(api: Api, fault: PlatformFault): Promise<void> {
  const faults = await api.get<readonly PlatformFault[]>(FAULTS)
  const left = faults.filter(({ times }) => times > 0)
  await api.send('PUT', FAULTS, [fault, ...left].slice(0, MAX_FAULTS))
}
