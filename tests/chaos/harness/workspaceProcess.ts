import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { beginWithDemo } from '../../../local/testing/demoDatabase'
import type { World } from '../world'
import type { Figures, HostAnswer, HostOptions, Processes, HostCommand } from './protocol'
import { type Lag, watchLag, worseLag } from './lag'
import type { LedgerRow } from './ledgerRow'
import type { RecordedCall } from './recorder'

const FOLDER = path.join(import.meta.dirname, '..')

const HOST = path.join(FOLDER, 'harness/host.ts')

/** Real milliseconds for the workspace to start. */
const START_TIME = 300_000

/** Real milliseconds for the workspace to end by itself. */
const STOP_TIME = 10_000

/** Who waits for an answer of the workspace. */
interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** One that a signal ended has no exit code. */
const isRunning = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode === null && signalCode === null

/** A workspace in processes of its own, whose time runs `scale` times as fast. */
export class WorkspaceProcess {
  readonly #waiting = new Map<number, Waiting>()
  readonly #lag = watchLag()
  #requests = 0

  private constructor(
    readonly url: string,
    readonly scale: number,
    private readonly epoch: number,
    private readonly child: ChildProcess,
    private readonly dataDir: string
  ) {
    child.on('message', (answer: HostAnswer) => {
      if (!('id' in answer)) return
      this.#waiting.get(answer.id)?.resolve(answer.value)
      this.#waiting.delete(answer.id)
    })
    // Nobody answers any more: who still waits must learn it, or this process ends without a word.
    child.once('exit', (code, signal) => {
      const gone = new Error(`The workspace ended with ${signal ?? code}`)
      for (const { reject } of this.#waiting.values()) reject(gone)
      this.#waiting.clear()
    })
  }

  /**
   * @param host the script that starts it
   * @throws Error when it does not start
   */
  static async start(
    options: Omit<HostOptions, 'dataDir'>,
    scale: number,
    host = HOST
  ): Promise<WorkspaceProcess> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'chaos-'))
    if (options.demo === true) beginWithDemo(dataDir)
    const epoch = Date.now()
    const child = spawn(
      process.execPath,
      [
        ...['--require', path.join(FOLDER, 'scale.cjs'), '--import', 'tsx'],
        host,
        JSON.stringify({ ...options, dataDir } satisfies HostOptions),
      ],
      {
        cwd: path.join(FOLDER, '..'),
        env: { ...process.env, CHAOS_SCALE: String(scale), CHAOS_EPOCH: String(epoch) },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      }
    )
    try {
      return new WorkspaceProcess(await readyUrl(child), scale, epoch, child, dataDir)
    } catch (error) {
      child.kill('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
      throw error
    }
  }

  /** The time in the workspace. */
  now(): number {
    return Math.round(this.epoch + (Date.now() - this.epoch) * this.scale)
  }

  /** Sleeps so many milliseconds of the workspace's time. */
  async sleep(ms: number): Promise<void> {
    await sleep(ms / this.scale)
  }

  /** Fills an account; answers the key of its shop. */
  async furnish(world: World): Promise<string> {
    return String(await this.ask({ kind: 'furnish', world }))
  }

  /** The recorded calls, in the order of their ends. */
  async calls(): Promise<readonly RecordedCall[]> {
    return (await this.ask({ kind: 'calls' })) as readonly RecordedCall[]
  }

  async figures(): Promise<Figures> {
    return (await this.ask({ kind: 'figures' })) as Figures
  }

  /** How late the harness and the workspace's process were let go on since the workspace was ready, in its time. */
  async lag(): Promise<Lag> {
    const worse = worseLag(this.#lag.read(), (await this.ask({ kind: 'lag' })) as Lag)
    return { longest: worse.longest * this.scale, usual: worse.usual * this.scale }
  }

  async ledgerRow(account: string, skuId: string): Promise<LedgerRow | null> {
    return (await this.ask({ kind: 'ledgerRow', account, skuId })) as LedgerRow | null
  }

  async processes(account: string): Promise<Processes> {
    return (await this.ask({ kind: 'processes', account })) as Processes
  }

  /** Everything that the service's replicas wrote to their log. */
  log(): string {
    const file = path.join(this.dataDir, 'service.log')
    const read = (name: string) => {
      try {
        return readFileSync(name, 'utf8')
      } catch {
        return ''
      }
    }
    return read(`${file}.1`) + read(file)
  }

  ask(command: HostCommand): Promise<unknown> {
    const id = (this.#requests += 1)
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.child.send({ ...command, id }, error => error && reject(error))
    })
  }

  /** Ends every process and removes its data. */
  async stop(): Promise<void> {
    if (isRunning(this.child)) {
      const ended = new Promise<void>(resolve => this.child.once('exit', () => resolve()))
      void this.ask({ kind: 'stop' }).catch(() => undefined)
      const timer = setTimeout(() => this.child.kill('SIGKILL'), STOP_TIME)
      await ended
      clearTimeout(timer)
    }
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The workspace did not start')), START_TIME)
    child.on('message', (answer: HostAnswer) => {
      clearTimeout(timer)
      if ('ready' in answer) resolve(answer.ready)
      if ('failed' in answer) reject(new Error(answer.failed))
    })
    child.once('exit', code => reject(new Error(`The workspace ended with ${code}`)))
  })
}
