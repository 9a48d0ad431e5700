import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

import { startWorkspace } from '../../local/workspace'
import { bigBatch } from './bigBatch'
import { cloud } from './cloud'
import { exportList } from './exportList'
import { exportSteps } from './exportSteps'
import { firstRows } from './firstRows'
import { fromClone } from './fromClone'
import { Api } from './http'
import { idleChange } from './idleChange'
import { listPages } from './list'
import { peers } from './peers/peers'
import { scale } from './scale'
import type { Figure } from './numbers'
import { workspaceFigures } from './workspaceFigures'

/** Minutes: each idle change waits for Carrefour's window of a minute. */
const IDLE_SAMPLES = 5

const print = (text: string) => process.stdout.write(`${text}\n`)

function report(figures: readonly Figure[]): void {
  for (const { name, value, target, met } of figures) {
    print(`${met ? 'ok  ' : 'MISS'}  ${name.padEnd(58)} ${value.padStart(10)}  ${target}`)
  }
}

/** Says plainly what was missed; the exit code. */
function verdict(figures: readonly Figure[]): number {
  const missed = figures.filter(figure => !figure.met)
  for (const { name, value, target } of missed) print(`MISSED: ${name} is ${value}, ${target}`)
  if (missed.length === 0) print('Every target is reached.')
  return missed.length === 0 ? 0 : 1
}

/** Sizes of `npm run bench -- scale`, unless others are named. */
const SIZES = [1_000, 10_000, 100_000]

/** Processes of `npm run bench -- export` and `-- rows`, unless another number is named. */
const MANY = 100_000

async function main([what, ...sizes]: readonly string[]): Promise<number> {
  if (what === 'scale') return mainScale(sizes.map(Number))
  if (what === 'export') return mainAlone(exportList(Number(sizes[0] ?? MANY)))
  if (what === 'workspace') return mainAlone(workspaceFigures())
  if (what === 'clone') return mainAlone(fromClone())
  if (what === 'cloud') return mainCloud(sizes)
  if (what === 'peers') return mainAlone(peers(sizes, print))
  return what === 'rows' ? mainAlone(firstRows(Number(sizes[0] ?? MANY))) : mainAll()
}

async function mainAlone(measured: Promise<readonly Figure[]>): Promise<number> {
  print(`${cpus().length} cores, Node ${process.versions.node}, two replicas, real time`)
  const figures = await measured
  report(figures)
  return verdict(figures)
}

/** `npm run bench -- cloud [--size N] [--samples N] [--scale N] [--only PART]` */
async function mainCloud(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: '10000' },
      samples: { type: 'string', default: '20' },
      scale: { type: 'string', default: '3' },
      only: { type: 'string' },
    },
  })
  const [size, samples, scale] = [values.size, values.samples, values.scale].map(Number)
  if (!size || !samples || !scale) throw new Error('--size, --samples and --scale are numbers')
  const all: Figure[] = []
  print(
    `${cpus().length} cores, Node ${process.versions.node}, two replicas, the cloud's speed and limits, ` +
      `${size} SKUs, time ${scale} times as fast as real (first rows: real time)`
  )
  await cloud({ size, samples, scale, only: values.only ?? null }, figures => {
    report(figures)
    all.push(...figures)
  })
  return verdict(all)
}

async function mainScale(sizes: readonly number[]): Promise<number> {
  const all: Figure[] = []
  print(`${cpus().length} cores, Node ${process.versions.node}, two replicas, scaled time`)
  await scale(sizes.length > 0 ? sizes : SIZES, figures => {
    report(figures)
    all.push(...figures)
  })
  return verdict(all)
}

async function mainAll(): Promise<number> {
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
    await measure(exportSteps(api))
  } finally {
    await workspace.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  await measure(firstRows(MANY))
  return verdict(all)
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`
    )
    process.exit(1)
  }
)
