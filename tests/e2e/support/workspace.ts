import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { beginWithDemo } from '../../../local/testing/demoDatabase'

const ROOT = path.resolve(__dirname, '../../..')

/**
 * How many times as fast time runs in the workspaces of these tests: Carrefour takes one file a minute, and nobody
 * wants to wait for that. All clocks, timers and time-outs of the processes are scaled alike, so limits keep their
 * relations. Not faster: time-outs shrink too, and a busy machine must still be able to answer within them.
 */
export const SCALE = Number(process.env.E2E_SCALE ?? 5)

const TIME = path.join(ROOT, 'tests/chaos/scale.cjs')

/** A workspace that a test can stop, kill and start again over the same data. */
export interface Running {
  readonly url: string
  readonly dataDir: string
  /** When its time began to run, in milliseconds of the real clock; a workspace started again goes on with it. */
  readonly epoch: number
  /** Ends it in good order. */
  stop(): Promise<void>
  /** Ends it as a power cut does, without any shutdown. */
  kill(): Promise<void>
}

/** Longest time that a first start may take, building included; on a machine with much else to do it takes minutes. */
const START_TIME = 600_000

export const newDataDir = (): string => mkdtempSync(path.join(tmpdir(), 'workspace-'))

export const removeDataDir = (dataDir: string): void =>
  rmSync(dataDir, { recursive: true, force: true })

/** Starts a workspace with the demo's data; resolves when all that the demo sells has its outcome. */
export async function startDemo(): Promise<Running> {
  const dataDir = newDataDir()
  beginWithDemo(dataDir)
  const running = await startOver(dataDir)
  try {
    await untilSetUp(running.url)
    await post(running, `/_local/snapshots/${DEMO}`)
    return running
  } catch (error) {
    await running.kill()
    removeDataDir(running.dataDir)
    throw error
  }
}

/** The snapshot of the demo whose SKUs all have their outcome. */
export const DEMO = 'demo'

/** Puts a workspace back to a snapshot: nothing is on its way, and whoever is signed in stays so. */
export const loadSnapshot = (running: Running, name: string): Promise<void> =>
  post(running, `/_local/snapshots/${name}/load`)

async function post({ url }: Running, where: string): Promise<void> {
  const answer = await fetch(url + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  if (!answer.ok) throw new Error(`${where}: ${answer.status} ${await answer.text()}`)
}

async function untilSetUp(url: string): Promise<void> {
  const login = await fetch(`${url}/_local/vtexid/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: 'owner@lojademo.example' }),
  })
  const cookie = login.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
  const query = '{ carrefourConnection { pending success } }'
  const isSetUp = async (): Promise<boolean> => {
    const answer = await fetch(`${url}/_v/private/graphql/v1`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query }),
    })
    return /"pending":0,"success":[1-9]/.test(await answer.text())
  }
  const until = Date.now() + START_TIME
  while (!(await isSetUp())) {
    if (Date.now() > until) throw new Error('The demo was not set up')
    await sleep(200)
  }
}

/** Starts a workspace over a data folder; resolves when it is ready. */
export async function startOver(
  dataDir: string,
  { port = 0, epoch = Date.now() }: { readonly port?: number; readonly epoch?: number } = {}
): Promise<Running> {
  const child = spawn(
    process.execPath,
    [
      ...['--require', TIME, '--import', 'tsx'],
      ...[path.join(ROOT, 'tests/e2e/support/serve.ts'), dataDir, String(port)],
    ],
    {
      cwd: ROOT,
      env: { ...process.env, CHAOS_SCALE: String(SCALE), CHAOS_EPOCH: String(epoch) },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    }
  )
  const url = await readyUrl(child)
  return {
    url,
    dataDir,
    epoch,
    stop: () => ended(child, () => child.kill('SIGTERM')),
    kill: () => ended(child, () => process.kill(-(child.pid ?? 0), 'SIGKILL')),
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('The workspace did not become ready')),
      START_TIME
    )
    let text = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const ready = /ready: (\S+)/.exec(text)
      if (!ready?.[1]) return
      clearTimeout(timer)
      resolve(ready[1])
    })
    child.once('exit', code => reject(new Error(`The workspace ended with ${code}`)))
  })
}

function ended(child: ChildProcess, how: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise(resolve => {
    child.once('exit', () => resolve())
    how()
  })
}
