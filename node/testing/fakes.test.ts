import { configurationsContract } from './contracts/configurations'
import { controlContract } from './contracts/control'
import { historyContract } from './contracts/history'
import { jobsContract } from './contracts/jobs'
import { ledgerContract } from './contracts/ledger'
import { requestsContract } from './contracts/requests'
import {
  FakeClock,
  FakeConnectionStateStore,
  FakeHistory,
  FakeJobs,
  FakeLedger,
  FakeRequestQueue,
  makePorts,
} from './fakes'

requestsContract('in memory', async () => new FakeRequestQueue())
controlContract('in memory', async () => {
  const control = new FakeConnectionStateStore()
  return [control, control]
})
jobsContract('in memory', async () => {
  const jobs = new FakeJobs()
  return [jobs, jobs]
})
ledgerContract('in memory', async () => ({
  ledger: new FakeLedger(new FakeClock()),
  caughtUp: async () => undefined,
}))
ledgerContract('in memory, with a search that lags', async () => {
  const clock = new FakeClock()
  return { ledger: new FakeLedger(clock, 800), caughtUp: async () => clock.pass(800) }
})
configurationsContract('in memory', async () => {
  const { configurations, secrets } = makePorts()
  return { configurations, secrets }
})
historyContract('in memory', async () => ({
  history: new FakeHistory(new FakeClock()),
  caughtUp: async () => undefined,
}))
