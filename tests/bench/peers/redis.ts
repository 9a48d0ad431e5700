import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { sleep } from '../numbers'
import type { Missing } from './installed'

/** A Redis of its own, with its data in a folder that goes with it. */
export interface Redis {
  readonly port: number
  readonly version: string
  stop(): Promise<void>
}

/** Real milliseconds for it to listen. */
const START_TIME = 10_000

/** Starts the `redis-server` on the path as BullMQ asks for it: nothing is evicted, and what is written is kept. */
export async function startRedis(): Promise<Redis | Missing> {
  const version = redisVersion()
  if (version === null) return { missing: 'redis-server is not on the path' }
  const [port, folder] = [await freePort(), mkdtempSync(path.join(tmpdir(), 'redis-'))]
  const child = spawn('redis-server', [
    ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''],
    ...['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'],
  ])
  child.stdout.resume()
  const stop = async () => {
    await ended(child)
    rmSync(folder, { recursive: true, force: true })
  }
  if (await listens(port)) return { port, version, stop }
  await stop()
  return { missing: `redis-server did not listen within ${START_TIME / 1000} s` }
}

function redisVersion(): string | null {
  try {
    const told = execFileSync('redis-server', ['--version'], { encoding: 'utf8' })
    return /v=([\d.]+)/.exec(told)?.[1] ?? 'unknown'
  } catch {
    return null
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })

async function listens(port: number): Promise<boolean> {
  const start = Date.now()
  while (Date.now() - start < START_TIME) {
    const isUp = await new Promise<boolean>(resolve => {
      const socket = createConnection(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isUp) return true
    await sleep(50)
  }
  return false
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise<void>(resolve => child.once('exit', () => resolve()))
  child.kill()
  await exit
}
