import type { Batch } from '../../domain/batches'
import type { Configuration } from '../../domain/configuration'
import { isWithheld } from '../../domain/configuration'
import type { ConnectionState } from '../../domain/connection'
import type { Step } from '../../domain/nextStep'
import { nextStep } from '../../domain/nextStep'
import type { Run } from './run'

/** What there is to do, and what decides it. */
export interface Situated {
  readonly step: Step
  readonly state: ConnectionState
  /** The run under the configuration of now. */
  readonly current: Run
  readonly batch: Batch | null
}

/** The situation as it is now: the configuration may have changed while the run waited. Null when there is none. */
export async function situationOf(run: Run): Promise<Situated | null> {
  const { configurations, control } = run.ports
  const configuration: Configuration | null = await configurations.read()
  if (!configuration) return null
  const state = await control.read()
  const batch = state.batchKey ? await control.readBatch(state.batchKey) : null
  const step = nextStep({
    state,
    batch,
    active: configuration.choices.active,
    withheld: isWithheld(configuration.choices, run.ports.production),
    keyVersion: configuration.shopKey.version,
  })
  return { step, state, current: { ...run, configuration }, batch }
}
