import fc from 'fast-check'
import { describe, expect, it } from '@jest/globals'
import { anOpenBrake, aProcess, skuId, someChoices } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { aStoredAccount } from '../testing/storedAccount'
import { type Burst, Turns } from '../testing/deaths'
import type { FakeMasterData } from '../testing/vtex'
import { HistoryOutbox } from '../history/store'
import { NEVER_COMPARED, underOf } from '../reconcile/reconcile.logic'
import { NEW_CONNECTION } from '../engine/state.logic'
import { cancelJob, reprocess, startJob } from '../jobs/start'
import { decideBrake } from '../engine/holdZeros'
import { dismissProblem } from '../ledger/problems'
import { runEngine, WORK_BUDGET } from '../engine/engine'
import { startReconcile } from '../reconcile/asked'
import { testAlert } from '../alerts/alert'
import type { Ports } from '../ports'
import { type Form, disconnect, saveConfiguration, switchConnection } from './save'
import { repairRegistration, renewWebhook } from './registration'
import { testKey } from './verifyKey'

const OWNER = 'owner@lojademo.example'
const JOB = { filter: { status: 'ERROR' as const }, key: 'one-click', person: OWNER }

/** A connected account with an open brake, a failed SKU and a job, and the replica of each of `people`. */
async function anAccount(people: number) {
  const fakes = makePorts()
  const { ports, files, apps, documents } = aStoredAccount({ person: OWNER, fakes })
  await save(ports, null, { shopKey: 'the-first-key-of-all' })
  const before = await ports.configurations.read()
  await save(ports, before?.version ?? null, { shopKey: 'the-key-of-now' })
  const saved = await ports.configurations.read()
  if (!saved) throw new Error('nothing is saved')
  await ports.ledger.put(
    aProcess({ skuId: skuId(1), status: 'ERROR', cause: 'OFFER_LINE_REJECTED', causeSince: 0 })
  )
  ports.store.sell(skuId(1), 7)
  await ports.connectionState.update(state => ({
    ...state,
    reconcile: { ...NEVER_COMPARED, under: underOf(saved) },
    brake: { ...NEW_CONNECTION.brake, open: anOpenBrake({ since: 5 }) },
    // The renewals of the saves above are not those of the people.
    webhookRenewedAt: null,
  }))
  const started = await startJob(ports, { ...JOB, key: 'before' })
  if (!started.ok) throw new Error(started.error.code)
  for (const entity of documents.entities.values())
    for (const [id, entry] of entity) if ('kind' in entry) entity.delete(id)
  const turns = new Turns()
  const shared = { vbase: files, settings: apps, masterdata: documents }
  const replicas = Array.from({ length: people }, (_, at) => {
    const around = <T extends object>(_target: T, part: string): T =>
      turns.of(shared[part as keyof typeof shared] as unknown as T, at)
    const { ports: own } = aStoredAccount({ person: OWNER, clock: fakes.clock, fakes, around })
    const { carrefour, store, scheduler, mailer, workTrigger } = turns.ofPorts(own, at)
    return { ...own, carrefour, store, scheduler, mailer, workTrigger }
  })
  return { ports, files, documents, turns, replicas, saved, job: started.value.id }
}

type Account = Awaited<ReturnType<typeof anAccount>>

const save = (ports: Ports, version: number | null, change: Partial<Form> = {}) =>
  saveConfiguration(ports, { ...someChoices(), shopKey: null, version, ...change }, OWNER)

/** What one of several people does. */
const DEEDS = {
  save: (ports, { saved }, at) => save(ports, saved.version, { minimumStock: at + 1 }),
  newKey: (ports, { saved }, at) => save(ports, saved.version, { shopKey: `the-new-key-${at}` }),
  newAffiliate: (ports, { saved }, at) =>
    save(ports, saved.version, { affiliateId: ['BCD', 'FGH', 'JKL'][at % 3] ?? 'BCD' }),
  off: ports => switchConnection(ports, false, OWNER),
  on: ports => switchConnection(ports, true, OWNER),
  disconnect: ports => disconnect(ports),
  connect: (ports, _, at) => save(ports, null, { shopKey: `the-next-key-${at}` }),
  testKey: ports => testKey(ports, { shopKey: null, shopId: null, carrefourUrl: null }),
  renew: ports => renewWebhook(ports),
  repair: (ports, { saved }) => repairRegistration(ports, saved),
  mail: ports => testAlert(ports),
  aside: ports =>
    dismissProblem(ports, {
      id: 'NOT_CATALOGED',
      aside: { until: 'OVER', day: null, skus: null, reason: 'known' },
      by: OWNER,
    }),
  otherAside: ports =>
    dismissProblem(ports, {
      id: 'NO_PRICE',
      aside: { until: 'OVER', day: null, skus: null, reason: 'known' },
      by: OWNER,
    }),
  sendZeros: ports => decideBrake(ports, { kind: 'SEND', since: 5 }),
  keepZeros: ports => decideBrake(ports, { kind: 'KEEP', since: 5 }),
  job: ports => startJob(ports, JOB),
  /** From another tab, whose click has a key of its own. */
  jobElsewhere: (ports, _, at) => startJob(ports, { ...JOB, key: `tab-${at}` }),
  one: ports => reprocess(ports, ['1']),
  cancel: (ports, { job }) => cancelJob(ports, job),
  compare: ports => startReconcile(ports),
  work: ports => runEngine(ports, WORK_BUDGET),
} satisfies Record<string, (ports: Ports, account: Account, at: number) => Promise<unknown>>

type Deed = keyof typeof DEEDS

interface Done {
  readonly deed: Deed
  readonly result: { readonly kind?: string; readonly ok?: boolean } | string | null
}

const kindOf = ({ result }: Done): string =>
  typeof result === 'string' ? result : (result?.kind ?? String(result?.ok))

async function play(account: Account, deeds: readonly Deed[], bursts: readonly Burst[]) {
  const work = deeds.map(async (deed, at): Promise<Done> => {
    const own = account.replicas[at]
    if (!own) throw new Error('nobody is there to do it')
    const perform: (ports: Ports, account: Account, at: number) => Promise<unknown> = DEEDS[deed]
    return { deed, result: (await perform(own, account, at)) as Done['result'] }
  })
  return account.turns.play(work, bursts)
}

const entriesOf = ({ documents }: { readonly documents: FakeMasterData }) =>
  [...documents.entities.values()].flatMap(entity =>
    [...entity.values()].flatMap(entry => ('kind' in entry ? [String(entry.kind)] : []))
  )

const SAVES: readonly Deed[] = ['save', 'newKey', 'newAffiliate', 'off', 'on', 'connect']
/** They carry the version that everybody saw. */
const OF_VERSION: readonly Deed[] = ['save', 'newKey', 'newAffiliate']

/** What must hold in the end, whatever the order was. */
async function judge(account: Account, done: readonly Done[]): Promise<void> {
  const { ports, saved } = account
  const count = (deeds: readonly Deed[], kind: string) =>
    done.filter(one => deeds.includes(one.deed) && kindOf(one) === kind).length
  const left = await ports.configurations.read()
  const own = await ports.secrets.read()
  const { disconnectedAt } = await ports.connectionState.read()
  const affiliates = [...ports.store.affiliates.values()]

  expect(count(OF_VERSION, 'saved')).toBeLessThanOrEqual(1)
  for (const { deed, result } of done)
    if (OF_VERSION.includes(deed) && (result as { kind: string }).kind === 'conflict') {
      const { current } = result as { current: { version: number } | null }
      expect(current === null || current.version > saved.version).toBe(true)
    }
  const isDisconnected = done.some(({ deed }) => deed === 'disconnect')
  if (isDisconnected && count(['connect'], 'saved') === 0) expect(left).toBeNull()
  if (!isDisconnected) expect(left).not.toBeNull()
  expect(left?.shopKey.key.reveal()).not.toBe('the-first-key-of-all')
  // What VTEX calls, and whether the engine takes the connection for one, go with the configuration.
  expect({ isConfigured: left !== null, isOff: disconnectedAt !== null }).toEqual({
    isConfigured: left !== null,
    isOff: left === null,
  })
  expect(affiliates.map(({ id }) => id)).toEqual(left ? [left.choices.affiliateId] : [])
  const known = own ? [own.webhook, ...own.former.map(({ secret }) => secret)] : []
  for (const { endpoint } of affiliates)
    expect(known.some(secret => endpoint?.endsWith(`/${secret}`))).toBe(true)
  expect(ports.scheduler.entry).toBe(left ? own?.tick : null)

  const entries = entriesOf(account)
  const noted = (...kinds: readonly string[]) => entries.filter(kind => kinds.includes(kind)).length
  // A second one takes nothing away, unless somebody has connected again.
  const most = count(['connect'], 'saved') > 0 && noted('DISCONNECTED') > 1 ? 2 : 1
  expect(noted('DISCONNECTED')).toBeLessThanOrEqual(most)
  expect({
    saves: noted('CONFIGURED', 'CONFIGURATION_SAVED', 'TURNED_ON', 'TURNED_OFF'),
    disconnects: Math.min(noted('DISCONNECTED'), most),
    renewals: noted('WEBHOOK_RENEWED'),
    mails: noted('ALERT_TESTED'),
    sent: noted('ZEROS_SENT'),
    kept: noted('ZEROS_KEPT'),
    jobs: noted('REPROCESSED'),
    cancelled: noted('REPROCESS_CANCELLED'),
  }).toEqual({
    saves: count(SAVES, 'saved'),
    disconnects: isDisconnected ? most : 0,
    renewals: count(['renew'], 'RENEWED') + count(['renew'], 'NOT_TOLD'),
    mails: ports.mailer.mails.length,
    sent: count(['sendZeros'], 'DONE'),
    kept: count(['keepZeros'], 'DONE'),
    jobs:
      (count(['job'], 'true') > 0 ? 1 : 0) +
      count(['jobElsewhere'], 'true') +
      count(['one'], 'accepted'),
    cancelled: done.some(({ deed }) => deed === 'cancel') ? 1 : 0,
  })
  const outbox = await new HistoryOutbox(
    account.files,
    account.files,
    ports.clock,
    ports.ids
  ).read()
  expect(outbox).toEqual([])
  const dismissed = (await ports.dismissals.read()).map(({ id }) => id).sort()
  // What pages read in its place.
  const { configuration: copy } = (await ports.summary.read()).copies
  if (copy.kind === 'held') expect(copy.value).toEqual(await ports.configurations.shown())
  const asides = done.map(({ deed }) => deed)
  expect(dismissed).toEqual([
    ...(asides.includes('aside') ? ['NOT_CATALOGED'] : []),
    ...(asides.includes('otherAside') ? ['NO_PRICE'] : []),
  ])
}

const bursts = fc.array(
  fc.record({ who: fc.nat(5), calls: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.nat(40)) }),
  { maxLength: 25 }
)
const ALL = Object.keys(DEEDS) as Deed[]
const CONNECTION: readonly Deed[] = [
  'save',
  'newKey',
  'newAffiliate',
  'off',
  'disconnect',
  'connect',
  'renew',
  'repair',
]

describe('several people at once', () => {
  it.each([
    ['who change the connection', CONNECTION],
    ['who do anything', ALL],
  ])('%s: nothing taken away comes back, and the history has one entry a deed', async (_, of) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...of), { minLength: 2, maxLength: 5 }),
        bursts,
        async (deeds, order) => {
          const account = await anAccount(deeds.length)
          await judge(account, await play(account, deeds, order))
        }
      ),
      { numRuns: process.env.LONG_TESTS ? 5_000 : 40, interruptAfterTimeLimit: 100_000 }
    )
  })
})
