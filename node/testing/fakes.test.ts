import { configurationsContract } from './contracts/configurations'
import { controlContract, jobsContract, requestsContract } from './contracts/files'
import { historyContract, ledgerContract } from './contracts/documents'
import { FakeClock, makePorts } from './fakes'
import { FakeConnectionStateStore, FakeJobs, FakeRequestQueue, FakeHistory } from './stores'
import { FakeLedger } from './ledger'

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
