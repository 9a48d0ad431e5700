import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import type { LogFile } from './log-file'

const ENTRY = fileURLToPath(new URL('./entry.cjs', import.meta.url))

/** How to start a replica. */
export interface ReplicaOptions {
  env: NodeJS.ProcessEnv
  /** As in service.json, MB; the service's memory may not grow beyond it. */
  memoryMb: number
  log: LogFile
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
}

/** Starts one process of the service; its output goes to the log file. */
export function startReplica({ env, memoryMb, log, nodeArgs = [] }: ReplicaOptions): Replica {
  const child = fork(ENTRY, [], {
    env,
    execArgv: [`--max-old-space-size=${memoryMb}`, ...nodeArgs],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stdout?.on('data', (text: Buffer) => log.write(text))
  child.stderr?.on('data', (text: Buffer) => log.write(text))

  const ended = new Promise<void>(resolve => child.once('close', () => resolve()))
  const ready = new Promise<number>((resolve, reject) => {
    child.once('message', (message: { port: number }) => resolve(message.port))
    child.once('error', reject)
    child.once('close', code => reject(new Error(`The service ended with code ${code}`)))
  })
  ready.catch(() => undefined)
  return { ready, ended, process: child }
}
