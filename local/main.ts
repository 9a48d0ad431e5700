import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { DEVELOPMENT, WORKSPACE } from './config'
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
  /** Seed of the cloud's latencies; null for the speed of this machine. */
  cloud: number | null
}

const CLOUD = /^--cloud(?:=(\d{1,9}))?$/

/** Reads PORT, `--reset` and `--cloud[=SEED]`; answers what is wrong instead. */
function readArguments(): Arguments | string {
  const port = process.env.PORT === undefined ? DEFAULT_PORT : Number(process.env.PORT)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return `PORT must be a number from 0 to 65535, not "${process.env.PORT ?? ''}"`
  }
  const given = process.argv.slice(2)
  const unknown = given.find(argument => argument !== '--reset' && !CLOUD.test(argument))
  if (unknown !== undefined)
    return `Unknown argument ${unknown}; there are --reset and --cloud (or --cloud=SEED)`
  const cloud = given.map(argument => CLOUD.exec(argument)).find(match => match !== null)
  return {
    port,
    reset: given.includes('--reset'),
    cloud: cloud === undefined ? null : Number(cloud?.[1] ?? 1),
  }
}

async function main(): Promise<string | undefined> {
  const wanted = readArguments()
  if (typeof wanted === 'string') return wanted
  const { port, reset, cloud } = wanted
  if (!(await isFree(port))) {
    return `Port ${port} is taken. Choose another one: PORT=${port + 1} npm start`
  }
  const dataDir = join(ROOT, '.local')
  const holder = holderOf(dataDir)
  if (holder !== undefined) return `The workspace runs already (process ${holder})`
  if (reset) rmSync(dataDir, { recursive: true, force: true })
  takeDataDir(dataDir)

  const workspace = await startWorkspace({
    port,
    dataDir,
    replicas: REPLICAS,
    demo: true,
    workspaces: [WORKSPACE, DEVELOPMENT],
    ...(cloud !== null && { cloud: { seed: cloud } }),
  })
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
