import path from 'node:path'

import { startWorkspace } from '../../../local/workspace'

/** A whole workspace as a process of its own: `tsx e2e/support/serve.ts <data folder> [port]`. */
const [dataDir, port] = process.argv.slice(2)
if (!dataDir) throw new Error('serve.ts needs a data folder')

/** The replicas' time runs as fast as that of this process (`startOver`). */
const { CHAOS_SCALE = '1', CHAOS_EPOCH = '' } = process.env
const bent = {
  nodeArgs: ['--require', path.join(__dirname, '../../chaos/scale.cjs')],
  env: { CHAOS_SCALE, CHAOS_EPOCH },
  startMs: 60_000 * Number(CHAOS_SCALE),
}

const options = { port: Number(port ?? 0), dataDir, replicas: 2, demo: true, quiet: true, bent }

startWorkspace(options).then(
  workspace => {
    const end = () => void workspace.stop().then(() => process.exit(0))
    process.on('SIGTERM', end)
    process.on('SIGINT', end)
    process.stdout.write(`ready: ${workspace.url}\n`)
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(1)
  }
)
