import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { holderOf, takeDataDir } from './data-lock'
import { isFree } from './http/listen'
import { HOME_PATH } from './origin'
import { ROOT, startWorkspace } from './workspace'

const DEFAULT_PORT = 3000
const REPLICAS = 2

/** What `npm start` was asked for. */
interface Arguments {
  port: number
  reset: boolean
}

/** Reads PORT and `--reset`; answers what is wrong instead. */
function readArguments(): Arguments | string {
  const port = process.env.PORT === undefined ? DEFAULT_PORT : Number(process.env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return `PORT must be a number from 0 to 65535, not "${process.env.PORT ?? ''}"`
  }
  const [unknown] = process.argv.slice(2).filter(argument => argument !== '--reset')
  if (unknown !== undefined) return `Unknown argument ${unknown}; the only one is --reset`
  return { port, reset: process.argv.includes('--reset') }
}

async function main(): Promise<string | undefined> {
  const wanted = readArguments()
  if (typeof wanted === 'string') return wanted
  const { port, reset } = wanted
  if (!(await isFree(port))) {
    return `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`
  }
  const dataDir = join(ROOT, '.local')
  const holder = holderOf(dataDir)
  if (holder !== undefined) return `The workspace runs already (process ${holder})`
  if (reset) rmSync(dataDir, { recursive: true, force: true })
  takeDataDir(dataDir)

  const workspace = await startWorkspace({ port, dataDir, replicas: REPLICAS, demo: true })
  let ending = false
  const end = (code: number): void => {
    if (ending) return
    ending = true
    workspace.stop().then(
      () => process.exit(code),
      () => process.exit(1)
    )
  }
  process.on('SIGINT', () => end(130))
  process.on('SIGTERM', () => end(143))
  process.stdout.write(`ready: ${workspace.url}${HOME_PATH}\n`)
  return undefined
}

main().then(
  problem => {
    if (problem === undefined) return
    process.stderr.write(`${problem}\n`)
    process.exit(1)
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
)
