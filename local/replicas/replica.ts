import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { isRecord } from '../http/body'

import type { LogFile } from './log-file'

const ENTRY = fileURLToPath(new URL('./entry.cjs', import.meta.url))

/** How to start a replica. */
export interface ReplicaOptions {
  env: NodeJS.ProcessEnv
  /** As in service.json, MB; the service's memory may not grow beyond it. */
  memoryMb: number
  log: LogFile
  /** How far the workspace's time is ahead of the machine's, in milliseconds; not at all when left out. */
  clockOffset?: (() => number) | undefined
  /** More arguments of Node. */
  nodeArgs?: readonly string[]
  /** How long a replica may take to answer its health check, in milliseconds. */
  healthMs?: number
}

/** One process of the service. */
export interface Replica {
  /** Its port once it listens; rejects when it ends before. */
  ready: Promise<number>
  /** Resolves when the process has ended. */
  ended: Promise<void>
  process: ChildProcess
  /** Moves its time; resolves when it has, or when it has ended. */
  moveClock(offsetMs: number): Promise<void>
}

/** Starts one process of the service; its output goes to the log file. */
export function startReplica({
  env,
  memoryMb,
  log,
  nodeArgs = [],
  clockOffset = () => 0,
}: ReplicaOptions): Replica {
  const child = fork(ENTRY, [], {
    env: { ...env, LOCAL_CLOCK_OFFSET: String(clockOffset()) },
    execArgv: [`--max-old-space-size=${memoryMb}`, ...nodeArgs],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stdout?.on('data', (text: Buffer) => log.write(text))
  child.stderr?.on('data', (text: Buffer) => log.write(text))

  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const ready = new Promise<number>((resolve, reject) => {
    child.on('message', message => {
      if (isRecord(message) && typeof message.port === 'number') resolve(message.port)
    })
    child.once('error', reject)
    child.once('close', code => reject(new Error(`The service ended with code ${code}`)))
  })
  ready.catch(() => undefined)
  const moveClock = (offsetMs: number): Promise<void> => {
    const moved = new Promise<void>(resolve => {
      const heard = (message: unknown): void => {
        if (!isRecord(message) || message.clockOffset !== offsetMs) return
        child.off('message', heard)
        resolve()
      }
      child.on('message', heard)
    })
    if (child.connected) child.send({ clockOffset: offsetMs }, () => undefined)
    return Promise.race([moved, ended])
  }
  return { ready, ended, process: child, moveClock }
}
