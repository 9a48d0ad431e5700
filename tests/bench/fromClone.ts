import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { formOf } from '../../local/live/testing/merchant'
import {
  ACCOUNT,
  APP_KEY,
  APP_TOKEN,
  type RealWorld,
  SHOP,
  startRealWorld,
} from '../../local/live/testing/realWorld'
import { ROOT } from '../../local/root'
import { seedOf } from '../../local/skus/testing'

import { Api } from './http'
import { below, type Figure, sleep, until } from './numbers'

const SKUS = 300
/** What is promised, for everything from the clone on. */
const PROMISED_S = 300
/** When a figure that misses what is promised is given up. */
const LONGEST_MS = 15 * 60_000
const LOOK_MS = 500

const STATE = `{
  carrefourReconcile { last { drift } }
  carrefourConnection { success warning error } }`

interface State {
  readonly carrefourReconcile: { readonly last: { readonly drift: number } | null }
  readonly carrefourConnection: Readonly<Record<'success' | 'warning' | 'error', number>>
}

const SAVE = `mutation ($input: CarrefourConfigurationInput!, $shopKey: String) {
  saveCarrefourConfiguration(input: $input, shopKey: $shopKey) { __typename } }`

/**
 * What a newcomer waits for, with nothing but a clone: packages from the registry, the build, the start, and then what is
 * wrong for 300 SKUs. First between a real store and a real shop, which a second workspace stands in for over TLS; then,
 * with everything built, for a file of SKUs.
 */
export async function fromClone(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clone-'))
  const data = seedOf(SKUS)
  const listings = data.listings(Date.now()).map(one => ({ ...one, shopId: SHOP.shopId }))
  const world = await startRealWorld({ storeData: data.store, listings })
  try {
    const began = performance.now()
    const since = (): number => (performance.now() - began) / 1000
    run('git', ['clone', '--quiet', ROOT, folder])
    const live = await lookAt(world, folder, since)
    return [...live, await ofFile(folder)]
  } finally {
    await world.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function lookAt(
  world: RealWorld,
  folder: string,
  since: () => number
): Promise<readonly Figure[]> {
  writeFileSync(path.join(folder, 'ca.pem'), world.ca)
  const settings = {
    account: ACCOUNT,
    appKey: APP_KEY,
    appToken: APP_TOKEN,
    storeUrl: world.store.url,
    carrefourUrl: world.carrefour.url,
    ca: 'ca.pem',
  }
  writeFileSync(path.join(folder, 'live.json'), JSON.stringify(settings), { mode: 0o600 })
  return started(folder, ['--live', 'live.json'], async url => {
    const ready = since()
    const api = new Api(url)
    await api.signIn(`owner@${ACCOUNT}.example`)
    await api.graphql(SAVE, {
      shopKey: world.carrefour.shopKey,
      input: formOf(world.carrefour.url),
    })
    const read = () => api.graphql<State>(STATE)
    await until(async () => (await read()).carrefourReconcile.last !== null, LOOK_MS, LONGEST_MS)
    const compared = since()
    await until(async () => answered(await read()) >= SKUS, LOOK_MS, LONGEST_MS)
    const name = `a clone, real store and shop of ${SKUS} SKUs`
    return [
      below(`${name}: ready to be configured`, ready, PROMISED_S, 's'),
      below(`${name}: what differs is counted`, compared, PROMISED_S, 's'),
      below(`${name}: what is wrong, SKU by SKU`, since(), PROMISED_S, 's'),
    ]
  })
}

async function ofFile(folder: string): Promise<Figure> {
  const { store } = seedOf(SKUS)
  const units = new Map((store.stock ?? []).map(({ skuId, total }) => [skuId, total]))
  const lines = (store.skus ?? []).map(
    ({ skuId, name, ean }) => `${skuId};${name};${ean};${units.get(skuId) ?? 0}`
  )
  writeFileSync(path.join(folder, 'my.csv'), ['SKU;Nome;EAN;Estoque', ...lines].join('\n'))
  const began = performance.now()
  return started(folder, ['--skus', 'my.csv', '--reset'], async url => {
    const api = new Api(url)
    await api.signIn('owner@lojademo.example')
    const isDone = async () => answered(await api.graphql<State>(STATE)) >= SKUS
    await until(isDone, LOOK_MS, LONGEST_MS)
    const seconds = (performance.now() - began) / 1000
    return below(`a file of ${SKUS} SKUs, built before: what is wrong`, seconds, PROMISED_S, 's')
  })
}

const answered = ({ carrefourConnection: { success, warning, error } }: State): number =>
  success + warning + error

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed`)
}

/** `npm start` in the clone as a person types it, for as long as `work` takes. */
async function started<T>(
  folder: string,
  args: readonly string[],
  work: (url: string) => Promise<T>
): Promise<T> {
  const child = spawn(process.execPath, ['local/start.mjs', ...args], {
    cwd: folder,
    env: { ...process.env, PORT: '0', INIT_CWD: folder },
  })
  try {
    return await work(await readyUrl(child))
  } finally {
    await ended(child)
  }
}

/** The address, once the workspace has said that it is ready. */
async function readyUrl(child: ChildProcess): Promise<string> {
  let said = ''
  child.stdout?.on('data', (part: Buffer) => (said += part.toString()))
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()))
  const end = Date.now() + LONGEST_MS
  for (;;) {
    const url = /^ready: (http:\/\/localhost:\d+)\//m.exec(said)?.[1]
    if (url !== undefined) return url
    if (child.exitCode !== null || Date.now() > end) throw new Error(said)
    await sleep(LOOK_MS)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exit
}
