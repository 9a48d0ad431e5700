import { createRequire } from 'node:module'
import path from 'node:path'

// bull-board over BullMQ, as their guides set it up, in a process of its own. The harness asks for failed jobs over IPC
// and measures the board over HTTP. Its packages lie in the folder that is named, not among those of this repository.

const [folder, redisPort] = process.argv.slice(2)
const load = createRequire(path.join(folder, 'package.json'))
const { Queue, Worker } = load('bullmq')
const { createBullBoard } = load('@bull-board/api')
const { BullMQAdapter } = load('@bull-board/api/bullMQAdapter')
const { ExpressAdapter } = load('@bull-board/express')
const express = load('express')

const QUEUE = 'stock'

/** Jobs of one addBulk. */
const BULK = 1_000

/** Jobs that the worker takes at once. */
const CONCURRENCY = 100

/** Why a job failed: as many reasons as our ledger is given. */
const REASONS = [
  '"status":401,"message":"Unauthorized"',
  'The product does not exist',
  'The quantity is not valid',
  'This product is not available for sale',
]

const connection = { host: '127.0.0.1', port: Number(redisPort), maxRetriesPerRequest: null }
const queue = new Queue(QUEUE, { connection })

/** Adds so many jobs, unless the queue holds some, and lets a worker try each that waits once. */
async function fail(size) {
  const { failed, waiting } = await queue.getJobCounts('failed', 'waiting')
  for (let at = failed + waiting; at < size; at += BULK) {
    const bulk = Array.from({ length: Math.min(BULK, size - at) }, (_, index) => ({
      name: 'stock',
      data: {
        skuId: String(1_000_000 + at + index),
        name: `Produto ${1_000_000 + at + index}`,
        quantity: 10,
      },
    }))
    await queue.addBulk(bulk)
  }
  const work = job => {
    throw new Error(REASONS[Number(job.data.skuId) % REASONS.length])
  }
  const worker = new Worker(QUEUE, work, { connection, concurrency: CONCURRENCY })
  worker.on('error', () => undefined)
  let seen = await queue.getFailedCount()
  while (seen < size) {
    await new Promise(resolve => setTimeout(resolve, 500))
    const now = await queue.getFailedCount()
    // The harness gives up after a long silence.
    if (now !== seen) process.send({ failed: now })
    seen = now
  }
  // Nothing may take the jobs that are retried: until they are queued is what is measured.
  await worker.close()
}

const serverAdapter = new ExpressAdapter()
serverAdapter.setBasePath('/queues')
createBullBoard({ queues: [new BullMQAdapter(queue)], serverAdapter })
const app = express()
app.use('/queues', serverAdapter.getRouter())
const server = app.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${server.address().port}/queues` })
})

process.on('message', ({ fail: size }) => {
  fail(size).then(
    () => process.send({ done: true }),
    error => process.send({ error: String(error?.stack ?? error) })
  )
})
process.once('disconnect', () => process.exit(0))
