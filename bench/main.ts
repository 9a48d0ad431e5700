import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { startWorkspace } from '../local/workspace'
import { bigBatch } from './bigBatch'
import { Api } from './http'
import { idleChange } from './idleChange'
import { listPages } from './list'
import type { Figure } from './numbers'

/** Minutes: each idle change waits for Carrefour's window of a minute. */
const IDLE_SAMPLES = 5

const print = (text: string) => process.stdout.write(`${text}\n`)

function report(figures: readonly Figure[]): void {
  for (const { name, value, target, met } of figures) {
    print(`${met ? 'ok  ' : 'MISS'}  ${name.padEnd(58)} ${value.padStart(10)}  ${target}`)
  }
}

async function main(): Promise<number> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-'))
  const workspace = await startWorkspace({ port: 0, dataDir, replicas: 2, demo: true, quiet: true })
  const all: Figure[] = []
  const measure = async (figures: Promise<readonly Figure[]>) => {
    const done = await figures
    report(done)
    all.push(...done)
  }
  try {
    print(`${cpus().length} cores, Node ${process.versions.node}, two replicas, real time`)
    const api = new Api(workspace.url)
    await api.signIn('owner@lojademo.example')
    await measure(idleChange(api, IDLE_SAMPLES))
    await measure(bigBatch(api, 10_000))
    await measure(listPages(api, 300))
  } finally {
    await workspace.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return all.every(figure => figure.met) ? 0 : 1
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(1)
  }
)
