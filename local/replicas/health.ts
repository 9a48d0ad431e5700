import { get } from 'node:http'

import { LOOPBACK } from '../http/listen'

const EVERY_MS = 5_000
/** Default time limit of a replica's answer. */
const ANSWER_MS = 5_000
/** A replica at work may be late once or twice. */
const MISSES = 3

/** Watches a replica; calls `onHung` when it did not answer its health check three times running. */
export function watchHealth(
  port: number,
  onHung: () => void,
  answerMs = ANSWER_MS
): { stop(): void } {
  let misses = 0
  const timer = setInterval(() => {
    void answers(port, answerMs).then(well => {
      misses = well ? 0 : misses + 1
      if (misses === MISSES) onHung()
    })
  }, EVERY_MS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

function answers(port: number, timeout: number): Promise<boolean> {
  return new Promise(resolve => {
    const options = { host: LOOPBACK, port, path: '/healthcheck', agent: false, timeout }
    const asked = get(options, answer => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(false))
  })
}
