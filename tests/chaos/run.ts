import { mapLimit } from '../../node/shared/concurrency'
import { type Finding, judge } from './checks'
import { Account } from './harness/account'
import { Api } from './harness/api'
import { collect } from './harness/collect'
import { type Stage, calmDown, perform } from './harness/perform'
import { settle } from './harness/settle'
import { WorkspaceProcess } from './harness/workspaceProcess'
import { type Lag, tellLag } from './harness/lag'
import type { RecordedCall } from './harness/recorder'
import type { HistoryEvent } from './history'
import type { Action, Step } from './actions'
import { worldsOf } from './world'

/** How runs are made. */
export interface RunOptions {
  readonly scale: number
  readonly replicas: number
  /** Another build of the service. */
  readonly appDir?: string
  /** Called with every call that the vendors describe, once a workspace has finished. */
  readonly onCalls?: (calls: readonly RecordedCall[]) => void
  /** Longest time to settle, in minutes of the run's time. */
  readonly settleMinutes?: number
  /** Whether the log is kept also where nothing was found: a mutant that nobody notices is to be understood. */
  readonly keepsLog?: boolean
  /** How many SKUs each account sells. */
  readonly size?: number
}

/** Minutes of the run's time for everything to settle once the faults have ended. */
const SETTLE_MINUTES = 50

/** One run that is over. */
export interface RunResult {
  readonly findings: readonly Finding[]
  readonly history: readonly HistoryEvent[]
  /** Carrefour's calls that were recorded. */
  readonly calls: readonly RecordedCall[]
  /** What the service wrote to its log, for all runs of the workspace; kept when something was found, or on request. */
  readonly log: string
  /** How long this machine kept the harness waiting. */
  readonly lag: Lag
}

/** A group that could not be played: its workspace did not come up, or the harness failed. It says nothing of the app. */
export class NotPlayed extends Error {
  constructor(
    reason: unknown,
    /** Null when the workspace did not start. */
    readonly lag: Lag | null
  ) {
    const why = reason instanceof Error ? reason.message : String(reason)
    super(lag === null ? why : `${why.slice(0, 400)} (${tellLag(lag)})`)
  }
}

/**
 * Plays plans side by side in one workspace, each with two accounts of its own; trouble of the platform and of
 * Carrefour hits all of them.
 */
export async function play(
  plans: readonly (readonly Step[])[],
  options: RunOptions
): Promise<readonly RunResult[]> {
  const { replicas, appDir, onCalls, size } = options
  const worlds = plans.map((_, run) => worldsOf(run, size))
  const workspace = await WorkspaceProcess.start(
    {
      accounts: worlds.flat().map(({ account }) => account),
      replicas,
      keeps: onCalls ? 'described' : 'carrefour',
      ...(appDir ? { appDir } : {}),
    },
    options.scale
  ).catch((error: unknown) => {
    throw new NotPlayed(error, null)
  })
  try {
    return await playIn(workspace, plans, options)
  } catch (error) {
    throw new NotPlayed(error, await workspace.lag())
  } finally {
    await workspace.stop()
  }
}

async function playIn(
  workspace: WorkspaceProcess,
  plans: readonly (readonly Step[])[],
  { onCalls, settleMinutes = SETTLE_MINUTES, keepsLog = false, size }: RunOptions
): Promise<readonly RunResult[]> {
  const api = new Api(workspace.url)
  const stages = await Promise.all(
    plans.map((_, run) => stageOf(workspace, api, worldsOf(run, size)))
  )
  const playing: Promise<void>[] = []
  await mapLimit([...stages.entries()], OPENINGS, async ([run, stage]) => {
    await open(stage)
    playing.push(playPlan(stage, plans[run] ?? []))
  })
  await Promise.all(playing)
  for (const stage of stages) await calmDown(stage)
  await Promise.all(stages.map(stage => settle(stage, settleMinutes * 60_000)))
  const lag = await workspace.lag()
  const results: RunResult[] = []
  for (const { accounts: pair, history } of stages) {
    const evidence = await collect(workspace, pair, history)
    const calls = evidence.calls.filter(({ account }) =>
      pair.some(({ world }) => world.account === account)
    )
    const findings = judge(evidence)
    const log = keepsLog || findings.length > 0 ? workspace.log() : ''
    results.push({ findings, history, calls, log, lag })
  }
  onCalls?.(await workspace.calls())
  return results
}

type OwnStage = Stage & { readonly history: HistoryEvent[] }

async function stageOf(
  workspace: WorkspaceProcess,
  api: Api,
  [first, second]: ReturnType<typeof worldsOf>
): Promise<OwnStage> {
  const history: HistoryEvent[] = []
  const note = (event: HistoryEvent) => void history.push(event)
  const now = () => workspace.now()
  const enter = async (world: typeof first, side: 0 | 1) =>
    new Account(
      { api, world, side, now, note, sleep: ms => workspace.sleep(ms) },
      await workspace.furnish(world)
    )
  return {
    workspace,
    api,
    accounts: [await enter(first, 0), await enter(second, 1)],
    note,
    history,
  }
}

/** How many runs are set up at a time: processes that have just started are slow. */
const OPENINGS = 2

/** Both accounts save their first configuration, and all their SKUs are asked for. */
async function open(stage: OwnStage): Promise<void> {
  const { accounts } = stage
  for (const account of accounts) await firstSave(stage, account)
  for (const side of [0, 1] as const) {
    const all = { kind: 'stock', skus: accounts[side].world.skus.map((_, at) => at) } as const
    await tryTo(stage, side, { ...all, units: 20 + side, via: 'webhook' })
  }
}

async function playPlan(stage: OwnStage, plan: readonly Step[]): Promise<void> {
  const { workspace, history } = stage
  for (const { after, side, action } of plan) {
    await workspace.sleep(after)
    await tryTo(stage, side, action)
  }
  history.sort((a, b) => a.at - b.at)
}

const NOT_DONE = /^\w+ failed: /

/** Steps that could not be done, as they stand in the history. */
export const stepsNotDone = (history: readonly HistoryEvent[]): readonly string[] =>
  history.flatMap(event => (event.kind === 'did' && NOT_DONE.test(event.what) ? [event.what] : []))

async function tryTo(stage: OwnStage, side: 0 | 1, action: Action): Promise<void> {
  try {
    await perform(stage, side, action)
  } catch (error) {
    const what = `${action.kind} failed: ${String(error).slice(0, 200)}`
    stage.note({ kind: 'did', at: stage.workspace.now(), side, what })
  }
}

/** Real milliseconds for the first save: processes that have just started are slow, and on a busy machine very slow. */
const READY_TIME = 300_000

async function firstSave(stage: OwnStage, account: Account): Promise<void> {
  let answer = ''
  const until = Date.now() + READY_TIME
  while (Date.now() < until) {
    answer = await account.start()
    if (answer === 'CarrefourSaved') return
    await stage.workspace.sleep(20_000)
  }
  throw new Error(`The first save was never taken: ${JSON.stringify(stage.history.slice(-4))}`)
}
