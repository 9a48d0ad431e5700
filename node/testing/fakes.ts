import type { Ports } from '../ports'
import { FakeCarrefour } from './carrefour'
import {
  FakeClock,
  FakeIds,
  FakeMailer,
  FakeScheduler,
  FakeSchemas,
  FakeStandby,
  FakeWorkTrigger,
  RecordedLog,
} from './platform'
import {
  FakeActivity,
  FakeConnectionStateStore,
  FakeDismissals,
  FakeJobs,
  FakeKits,
  FakeOfferCodes,
  FakeRequestQueue,
  FakeSendings,
  FakeSummary,
} from './stores'
import { FakeHistory } from './history'
import { FakeLedger } from './ledger'
import { FakeConfigurations, FakeSecrets } from './settings'
import { FakeStore } from './store'

export { FakeCarrefour } from './carrefour'
export { Crash, crashing } from './wrapped'
export { FakeConnectionStateStore, FakeJobs, FakeRequestQueue } from './stores'
export { FakeHistory } from './history'
export { FakeLedger } from './ledger'
export {
  FakeClock,
  FakeIds,
  FakeWorkTrigger,
  FakeCurrentUser,
  FakeScheduler,
  FakeSchemas,
  RecordedLog,
} from './platform'
export { FakeConfigurations, FakeSecrets } from './settings'
export { FakeStore } from './store'

/** Ports that are all fakes, which a test can set and inspect. */
export type FakePorts = ReturnType<typeof makePorts>

/**
 * Fakes for every port, on one clock. To share them between two replicas of one account, spread the same object.
 *
 * @param overrides plain values and fakes that replace the default ones
 */
export function makePorts(
  overrides: { account?: string; publicUrl?: string; clock?: FakeClock } = {}
) {
  const clock = overrides.clock ?? new FakeClock()
  const secrets = new FakeSecrets(clock)
  return {
    account: overrides.account ?? 'lojademo',
    production: true as boolean,
    publicUrl: overrides.publicUrl ?? 'https://lojademo.myvtex.com',
    hosts: [] as readonly string[],
    carrefour: new FakeCarrefour(clock),
    store: new FakeStore(),
    queue: new FakeRequestQueue(),
    connectionState: new FakeConnectionStateStore(),
    kits: new FakeKits(),
    ledger: new FakeLedger(clock),
    offerCodes: new FakeOfferCodes(),
    dismissals: new FakeDismissals(),
    summary: new FakeSummary(),
    activity: new FakeActivity(),
    jobs: new FakeJobs(),
    sendings: new FakeSendings(),
    configurations: new FakeConfigurations(secrets),
    secrets,
    schemas: new FakeSchemas(),
    history: new FakeHistory(clock),
    mailer: new FakeMailer(),
    clock,
    ids: new FakeIds(),
    log: new RecordedLog(),
    workTrigger: new FakeWorkTrigger(),
    standby: new FakeStandby(),
    scheduler: new FakeScheduler(),
  } satisfies Ports
}
