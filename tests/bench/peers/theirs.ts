import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'

import { type Missing, installPeers } from './installed'
import { type Rounds, type Side, timed } from './measured'
import { startRedis } from './redis'

/** Rows of a page, as ours. */
export const PAGE_SIZE = 25

/** Real milliseconds without a word from the board's process before it is given up. */
const SILENCE = 120_000

interface Told {
  readonly url?: string
  readonly failed?: number
  readonly done?: boolean
  readonly error?: string
}

/** bull-board over so many failed jobs of BullMQ. */
export async function theirs(size: number, rounds: Rounds): Promise<Side | Missing> {
  const installed = installPeers()
  if ('missing' in installed) return installed
  const redis = await startRedis()
  if ('missing' in redis) return redis
  const board = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'board.mjs'), installed.folder, String(redis.port)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }
  )
  try {
    const { url = '' } = await next(board, told => told.url !== undefined)
    const { versions } = installed
    return {
      who: `bull-board ${versions['@bull-board/api'] ?? ''}, BullMQ ${versions.bullmq ?? ''}, Redis ${redis.version}`,
      ...(await measure({ board, url, size }, rounds)),
    }
  } finally {
    board.kill()
    await redis.stop()
  }
}

interface Board {
  readonly board: ChildProcess
  readonly url: string
  readonly size: number
}

async function measure(board: Board, { reads, retries }: Rounds): Promise<Omit<Side, 'who'>> {
  await failAll(board)
  const last = Math.ceil(board.size / PAGE_SIZE)
  const page = (number: number) => timed(reads, () => listPage(board.url, number))
  const pages = {
    first: await page(1),
    middle: await page(Math.ceil(last / 2)),
    last: await page(last),
  }
  const accepted: number[] = []
  for (let round = 0; round < retries; round += 1) {
    if (round > 0) await failAll(board)
    const start = performance.now()
    await retryAll(board)
    accepted.push(performance.now() - start)
  }
  // The board answers once everything is queued.
  return {
    ...pages,
    searches: null,
    search: null,
    exact: null,
    groups: null,
    accepted,
    queued: accepted,
  }
}

async function failAll({ board, size }: Board): Promise<void> {
  board.send({ fail: size })
  await next(board, told => told.done === true)
}

/** As the board's page asks. */
async function listPage(url: string, page: number): Promise<void> {
  const answer = await fetch(
    `${url}/api/queues?activeQueue=stock&status=failed&page=${page}&jobsPerPage=${PAGE_SIZE}`
  )
  const { queues } = (await answer.json()) as { queues: readonly { jobs: readonly unknown[] }[] }
  if (queues[0]?.jobs.length !== PAGE_SIZE)
    throw new Error(`The board answers ${queues[0]?.jobs.length ?? 'no'} jobs for page ${page}`)
}

async function retryAll({ url, size }: Board): Promise<void> {
  const answer = await fetch(`${url}/api/queues/stock/retry/failed`, { method: 'PUT' })
  const { retried } = (await answer.json()) as { retried?: number }
  if (retried !== size) throw new Error(`The board retried ${retried ?? 'none'} of ${size} jobs`)
}

/** The next word of the board's process that is wanted. */
function next(board: ChildProcess, isWanted: (told: Told) => boolean): Promise<Told> {
  return new Promise((resolve, reject) => {
    const end = (how: () => void) => {
      clearTimeout(timer)
      board.off('message', hear).off('exit', gone)
      how()
    }
    const giveUp = () => end(() => reject(new Error('The board says nothing any more')))
    const gone = () => end(() => reject(new Error('The board has ended')))
    const hear = (told: Told) => {
      timer.refresh()
      if (told.error !== undefined) end(() => reject(new Error(told.error)))
      else if (isWanted(told)) end(() => resolve(told))
    }
    const timer = setTimeout(giveUp, SILENCE)
    board.on('message', hear).once('exit', gone)
  })
}
