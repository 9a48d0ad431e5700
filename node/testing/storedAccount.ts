import type { MasterData } from '@vtex/api'
import { APP } from '../app'
import { type Batch, weightOf } from '../engine/batch.logic'
import type { SkuId } from '../shared/sku.logic'
import type { Ports } from '../ports'
import { VBaseActivity, MasterDataLedger } from '../ledger/store'
import { VBaseControl } from '../engine/store'
import { withCopies } from '../ledger/copied'
import { VBaseSummary, VBaseDismissals } from '../ledger/summaryStore'
import { entityOf } from '../vtex/schemas'
import { MasterDataHistory, HistoryOutbox } from '../history/store'
import { VBaseJobs } from '../jobs/store'
import { BriefReads, KeptFiles } from '../shared/keptFiles'
import { SECOND } from '../shared/time'
import type { ConnectionState } from '../engine/state.logic'
import { VBaseSendings } from '../sendings/store'
import { VBaseOfferCodes } from '../reconcile/store'
import { VBaseKits, VBaseRequestQueue } from '../queue/store'
import { SavedConnection, secretsOf } from '../connection/savedConnection'
import { type VaultKeys, AppSettings, Vault } from '../connection/vault'
import { type FakePorts, FakeClock, makePorts } from './fakes'
import { FakeApps, FakeFiles, FakeMasterData } from './vtex'

/** What an account may be given instead of its own. */
interface Given {
  readonly person: string
  readonly clock: FakeClock
  /** Carrefour, the store, scheduler and the rest: another replica of an account is given those of the first. */
  readonly fakes: FakePorts
  /** Wraps VBase, the settings and Master Data, by name. */
  readonly around: <T extends object>(target: T, part: string) => T
}

/**
 * An account with the service's real stores, on VBase, app settings and Master Data in memory; Carrefour, the store and
 * the clock are fakes. For tests of stored data.
 */
export function aStoredAccount({
  person = 'dona@lojademo.example',
  clock: time = new FakeClock(),
  fakes = makePorts({ clock: time }),
  around = target => target,
}: Partial<Given> = {}) {
  const { clock, ids, log, account } = fakes
  const files = around(new FakeFiles(), 'vbase')
  const apps = around(new FakeApps(), 'settings')
  const documents = around(new FakeMasterData(), 'masterdata')
  const masterdata = documents as unknown as MasterData
  const owner = `${account}/master`
  const settings = new AppSettings(apps, clock)
  const saved = new SavedConnection({
    vbase: files,
    exactVbase: files,
    settings,
    vault: new Vault(settings, new KeptFiles<VaultKeys>(100, keys => keys.size + 1), owner),
    clock,
    ids,
    account,
    hosts: [],
  })
  const vtex = { workspace: 'master', production: true }
  const kept = <T>(weigh: (file: T) => number) => ({
    files: new KeptFiles<T>(100_000, weigh),
    owner,
  })
  const stores = {
    queue: new VBaseRequestQueue(files),
    connectionState: new VBaseControl(files, files, clock, ids, {
      ...kept<Batch>(weightOf),
      states: new BriefReads<ConnectionState>(14 * SECOND),
    }),
    activity: new VBaseActivity(files, files, clock, ids),
    dismissals: new VBaseDismissals(files, files, clock, ids),
    summary: new VBaseSummary(files, files, clock, ids),
    kits: new VBaseKits(files, files, clock, ids),
    ledger: new MasterDataLedger(masterdata, masterdata, entityOf('process', APP, vtex)),
    jobs: new VBaseJobs(
      files,
      files,
      clock,
      ids,
      kept<readonly SkuId[]>(chunk => chunk.length)
    ),
    sendings: new VBaseSendings(files, files, clock, ids),
    offerCodes: new VBaseOfferCodes(
      files,
      kept<readonly string[]>(codes => codes.length)
    ),
    configurations: saved,
    secrets: secretsOf(saved),
    history: new MasterDataHistory(
      masterdata,
      entityOf('history', APP, vtex),
      { person: () => Promise.resolve(person), from: '203.0.113.9' },
      { clock, ids, log, outbox: new HistoryOutbox(files, files, clock, ids) }
    ),
  }
  const ports = withCopies({ ...fakes, ...stores } satisfies Ports)
  return { ports, files, apps, documents }
}
