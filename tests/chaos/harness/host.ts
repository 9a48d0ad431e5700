import path from 'node:path'

import { startWorkspace } from '../../../local/workspace'
import { createRecorder } from './recorder'
import type { Figures, HostAnswer, HostOptions, HostRequest, Processes } from './protocol'
import { MemoryWatch } from '../../bench/memory'
import { replicaCpu } from './cpu'
import { fillLedger } from './fillLedger'
import { watchHandlers } from './handlerTimes'
import { watchLag } from './lag'
import { addSkus, furnish } from './furnish'
import { ledgerRow } from './ledgerRow'
import { DESCRIBED } from '../specs/validate'

// The workspace of a chaos run, in a process of its own: platform, store and Carrefour. The replicas are its
// children. The harness drives it over HTTP, and over IPC where the workspace has no address for a command.

const SCALE = path.join(import.meta.dirname, '..', 'scale.cjs')
const STAMP = path.join(import.meta.dirname, '..', 'stamp.cjs')

/** How many times as fast as real time this process's clock runs. */
const SPEED = Number(process.env.CHAOS_SCALE) || 1

async function main(options: HostOptions): Promise<void> {
  let searchLagMs = 500
  const recorder = createRecorder(keeper(options.keeps))
  const [first, ...others] = options.accounts
  if (first === undefined) throw new Error('No account')
  const workspace = await startWorkspace({
    port: 0,
    dataDir: options.dataDir,
    replicas: options.replicas,
    demo: options.demo === true,
    quiet: true,
    accounts: [first, ...others],
    ...(options.cloud === true ? { cloud: { seed: 1 } } : {}),
    bent: {
      ...(options.appDir ? { appDir: options.appDir } : {}),
      nodeArgs: ['--require', SCALE, '--require', STAMP],
      env: {
        CHAOS_SCALE: process.env.CHAOS_SCALE ?? '',
        CHAOS_EPOCH: process.env.CHAOS_EPOCH ?? '',
      },
      // To start and to answer a health check take real time: a replica of a busy machine is not one that hangs.
      startMs: 60_000 * SPEED,
      healthMs: 5_000 * SPEED,
      observe: recorder.observe,
      ...(options.cloud === true ? {} : { searchLagMs: () => searchLagMs }),
    },
  })
  const { platform } = workspace.parts
  const handlers = watchHandlers()
  const memory = options.measures === true ? new MemoryWatch() : null
  const lag = watchLag()
  const obey = (request: HostRequest): unknown => {
    switch (request.kind) {
      case 'furnish':
        return furnish(workspace.parts, request.world)
      case 'kill':
        return workspace.killReplica(request.replica)
      case 'scheduler':
        platform.scheduler.stop()
        return request.on ? platform.scheduler.start() : undefined
      case 'event':
        return platform.courier.send({
          account: request.account,
          key: request.key,
          sender: 'vtex.broadcaster',
          subject: '',
          body: JSON.stringify(request.body),
        })
      case 'searchLag':
        searchLagMs = request.ms
        return
      case 'addSkus':
        return addSkus(workspace.parts, request.world)
      case 'fillLedger':
        return fillLedger(options.dataDir, platform.app, request.world, Date.now())
      case 'ledgerRow':
        return ledgerRow(options.dataDir, platform.app, request.account, request.skuId)
      case 'processes':
        return {
          pid: process.pid,
          replicas: workspace.replicas(),
          credential: platform.tokens.appToken(request.account, platform.app.id),
        } satisfies Processes
      case 'figures':
        return {
          longestHandler: handlers.longest,
          handlerCalls: [...handlers.calls],
          highestMemory: memory?.highest ?? 0,
          replicaCpu: replicaCpu(),
          counts: [...recorder.counts],
        } satisfies Figures
      case 'lag':
        return lag.read()
      case 'calls':
        return recorder.calls
      case 'stop':
        return workspace.stop()
    }
  }
  process.on('message', (request: HostRequest) => {
    void Promise.resolve(obey(request)).then(value => {
      tell({ id: request.id, value: value ?? null })
      if (request.kind === 'stop') process.disconnect()
    })
  })
  process.once('disconnect', () => void workspace.stop().then(() => process.exit(0)))
  tell({ ready: workspace.url })
}

function keeper(keeps: HostOptions['keeps']): (part: string) => boolean {
  if (keeps === 'none') return () => false
  return part => (keeps === 'described' ? DESCRIBED.includes(part) : part === 'carrefour')
}

const tell = (answer: HostAnswer): void => void process.send?.(answer)

main(JSON.parse(process.argv[2] ?? '{}') as HostOptions).catch((error: unknown) => {
  tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  process.exit(1)
})
