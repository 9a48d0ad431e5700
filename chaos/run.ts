import { judge, type Finding } from './checks'
import { Account } from './harness/account'
import { Api } from './harness/api'
import { collect } from './harness/collect'
import { calmDown, perform, type Stage } from './harness/perform'
import { settle } from './harness/settle'
import { WorkspaceProcess } from './harness/workspaceProcess'
import type { RecordedCall } from './harness/recorder'
import type { HistoryEvent } from './history'
import type { Step } from './actions'
import { worldsOf } from './world'

/** How runs are made. */
export interface RunOptions {
  readonly scale: number
  readonly replicas: number
  /** Another build of the service. */
  readonly appDir?: string
  /** Told of every call that the vendors describe, once a workspace has done its work. */
  readonly onCalls?: (calls: readonly RecordedCall[]) => void
  /** Longest time to settle, in minutes of the run's time. */
  readonly settleMinutes?: number
}

/** Minutes of the run's time for everything to settle once there is no trouble. */
const SETTLE_MINUTES = 50

/** One run that is over. */
export interface RunResult {
  readonly findings: readonly Finding[]
  readonly history: readonly HistoryEvent[]
  /** Carrefour's calls that were recorded. */
  readonly calls: readonly RecordedCall[]
  /** What the service wrote to its log, for all runs of the workspace; kept only when something was found. */
  readonly log: string
}

/**
 * Plays plans side by side in one workspace, each with two accounts of its own; trouble of the platform and of
 * Carrefour hits all of them.
 */
export async function play(
  plans: readonly (readonly Step[])[],
  { scale, ...options }: RunOptions
): Promise<readonly RunResult[]> {
  const worlds = plans.map((_, run) => worldsOf(run))
  const accounts = worlds.flat().map(({ account }) => account)
  const { replicas, appDir, onCalls } = options
  const workspace = await WorkspaceProcess.start(
    {
      accounts,
      replicas,
      keeps: onCalls ? 'described' : 'carrefour',
      ...(appDir ? { appDir } : {}),
    },
    scale
  )
  try {
    const api = new Api(workspace.url)
    const stages = await Promise.all(worlds.map(pair => stageOf(workspace, api, pair)))
    await Promise.all(stages.map((stage, run) => playPlan(stage, plans[run] ?? [])))
    for (const stage of stages) await calmDown(stage)
    const settleMs = (options.settleMinutes ?? SETTLE_MINUTES) * 60_000
    await Promise.all(stages.map(stage => settle(stage, settleMs)))
    const results: RunResult[] = []
    for (const { accounts: pair, history } of stages) {
      const evidence = await collect(workspace, api, pair, history)
      const calls = evidence.calls.filter(({ account }) =>
        pair.some(({ world }) => world.account === account)
      )
      const findings = judge(evidence)
      const log = findings.length > 0 ? workspace.log() : ''
      results.push({ findings, history, calls, log })
    }
    onCalls?.(await workspace.calls())
    return results
  } finally {
    await workspace.stop()
  }
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
  const open = async (world: typeof first, side: 0 | 1) =>
    new Account(
      { api, world, side, now, note, sleep: ms => workspace.sleep(ms) },
      await workspace.furnish(world)
    )
  return { workspace, api, accounts: [await open(first, 0), await open(second, 1)], note, history }
}

async function playPlan(stage: OwnStage, plan: readonly Step[]): Promise<void> {
  const { workspace, accounts, history, note } = stage
  for (const account of accounts) await firstSave(stage, account)
  for (const side of [0, 1] as const) {
    const all = { kind: 'stock', skus: accounts[side].world.skus.map((_, at) => at) } as const
    await perform(stage, side, { ...all, units: 20 + side, via: 'webhook' })
  }
  for (const { after, side, action } of plan) {
    await workspace.sleep(after)
    try {
      await perform(stage, side, action)
    } catch (error) {
      const what = `${action.kind} failed: ${String(error).slice(0, 200)}`
      note({ kind: 'did', at: workspace.now(), side, what })
    }
  }
  history.sort((a, b) => a.at - b.at)
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
