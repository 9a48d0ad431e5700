import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { buildApp, type Built } from '../build'
import { type AskApp, askApp } from '../demo/graphql'
import { emailOf, ROLES } from '../platform/license-manager/roles'
import { ROOT, startWorkspace, type Workspace } from '../workspace'

import { beginWithDemo, copyDatabase } from './demoDatabase'

/** A whole workspace for one test: the demo store, connected to its Carrefour, on a free port of its own. */
export interface TestWorkspace extends Workspace {
  /** Asks the app as a user of the workspace; as the owner when left out. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    as?: 'owner' | 'operator' | 'viewer'
  ): Promise<unknown>
  /** The state that every test begins with. */
  reset(): void
  /** Where its database and the log of the service lie. */
  readonly dataDir: string
}

interface Pooled {
  readonly workspace: TestWorkspace
  readonly dataDir: string
  /** Whether its clock was moved. */
  readonly isAhead: () => boolean
}

/** The snapshot that a workspace is put back to. */
const BASE = 'base'

const ANSWER_MS = 30_000

/** A service that works on for longer than its runs may last is not waited for. */
const LOOK_MS = 10
const QUIET_LOOKS = 3
const MOST_LOOKS = 4_000
const ACCOUNT = 'lojademo'

/** How long it may take to start and to set up the demo: a busy machine takes minutes, and half a demo is none. */
const START_MS = 240_000

/** What the next tests get, in this order: workspaces that were given back, then one that starts or has started ahead. */
const ready: Promise<Pooled>[] = []
const all = new Set<Pooled>()
/**
 * A copy of the first workspace's database once its demo was set up: the others begin with it. It lies in a folder of its
 * own, because the first workspace may end before the others begin.
 */
let template: Promise<string> | undefined

/**
 * Lends a workspace to `work`, so that tests may run side by side. One that another test has given back is reset, which takes
 * tens of milliseconds; and the next one starts before anybody asks for it, because a process loads `@vtex/api` for most of a second.
 * The first of a process also builds what changed and, unless it is given one that is set up (`demoDatabase.ts`), sets up
 * the demo. Call `endWorkspaces` when the last test has ended.
 *
 * @param ahead how many start ahead; 0 where nobody will ask for another
 */
export async function withWorkspace<T>(
  work: (workspace: TestWorkspace) => Promise<T>,
  ahead = 1
): Promise<T> {
  const isFirst = template === undefined
  const next = ready.shift() ?? startOne()
  while (ready.length < ahead) ready.push(begun(startOne()))
  const lent = await next
  // The first takes far longer than those after it, so it waits for them as well: the second is ready when a test asks.
  if (isFirst) await Promise.allSettled(ready)
  try {
    lent.workspace.reset()
    return await work(lent.workspace)
  } finally {
    // Time never goes back: a workspace whose clock was moved is not the one that another test expects.
    if (!lent.isAhead()) ready.unshift(Promise.resolve(lent))
    else await end(lent)
  }
}

/** One that fails to start before anybody waits for it fails the test that gets it, not the process. */
function begun(starting: Promise<Pooled>): Promise<Pooled> {
  starting.catch(() => undefined)
  return starting
}

/** Kept, because checking again for changes is half the cost of one more workspace. */
let built: Promise<Built> | undefined

async function buildOnce(): Promise<Built> {
  built ??= buildApp(ROOT, () => undefined)
  return built.catch((error: unknown) => {
    built = undefined
    throw error
  })
}

/** Ends every workspace of this process, and deletes its data. */
export async function endWorkspaces(): Promise<void> {
  const made = template
  template = undefined
  // What still starts can only be ended once it runs.
  await Promise.allSettled(ready.splice(0))
  await Promise.all([...all].map(end))
  const file = await made?.catch(() => undefined)
  if (file !== undefined) rmSync(dirname(file), { recursive: true, force: true })
}

async function startOne(): Promise<Pooled> {
  if (template === undefined) {
    const first = start(undefined)
    template = first.then(copyOf)
    return first
  }
  return start(await template)
}

async function start(from: string | undefined): Promise<Pooled> {
  const dataDir = mkdtempSync(join(tmpdir(), 'workspace-'))
  if (from === undefined) beginWithDemo(dataDir)
  else copyFileSync(from, join(dataDir, 'workspace.db'))
  const bent = { startMs: START_MS }
  const options = { port: 0, dataDir, replicas: 1, demo: true, quiet: true, bent }
  const started = await startWorkspace({ ...options, built: await buildOnce() })
  const { platform, snapshots } = started.parts
  await atRest(started)
  snapshots.save(BASE)
  let isAhead = false
  const asking = new Map<string, AskApp>()
  const workspace: TestWorkspace = {
    ...started,
    dataDir,
    ask(query, variables, as = 'owner') {
      const role = ROLES.find(one => emailOf(one, ACCOUNT).startsWith(`${as}@`))
      if (role === undefined) throw new Error(`The workspace has no user ${as}`)
      const known =
        asking.get(as) ??
        askApp(started.url, platform.tokens.issue(ACCOUNT, emailOf(role, ACCOUNT)), ANSWER_MS)
      asking.set(as, known)
      return known(query, variables)
    },
    moveClock(ms) {
      isAhead = true
      // Sessions may be over by then: whoever is asked for next signs in again.
      asking.clear()
      return started.moveClock(ms)
    },
    reset() {
      snapshots.load(BASE)
      platform.calls.clear()
    },
  }
  const pooled = { workspace, dataDir, isAhead: () => isAhead }
  all.add(pooled)
  return pooled
}

/**
 * Waits until the service does nothing more of itself. A state saved in the middle of its work holds the lease of a run
 * that `reset` cuts off, and nothing is done after it for as long as the lease lasts.
 */
async function atRest({ parts: { platform } }: Workspace): Promise<void> {
  let quiet = 0
  for (let looks = 0; looks < MOST_LOOKS && quiet < QUIET_LOOKS; looks += 1) {
    await sleep(LOOK_MS)
    const { requests, calls } = platform.fence.underWay()
    quiet = requests + calls + platform.courier.waiting() === 0 ? quiet + 1 : 0
  }
}

/** A copy of the current database in a new file. */
function copyOf({ workspace, dataDir }: Pooled): string {
  workspace.reset()
  const file = join(mkdtempSync(join(tmpdir(), 'workspace-template-')), 'workspace.db')
  copyDatabase(dataDir, file)
  return file
}

async function end(pooled: Pooled): Promise<void> {
  if (!all.delete(pooled)) return
  await pooled.workspace.stop()
  rmSync(pooled.dataDir, { recursive: true, force: true })
}
