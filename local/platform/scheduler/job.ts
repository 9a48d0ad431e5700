import { Cron } from 'croner'

import { isRecord } from '../../http/body'
import { Problem } from '../../http/problem'

/** A scheduled call, in the shape that public VTEX apps send (advanced-seller-onboarding-template). */
export interface Job {
  id: string
  scheduler: { expression: string; endDate?: string }
  request: { uri: string; method: string; headers: Record<string, string>; body?: unknown }
  retry?: Retry
}

/** How often a call that failed is made again, and after how long; the delay grows by `backOffRate`. */
export interface Retry {
  delay: { addMinutes: number; addHours: number; addDays: number }
  times: number
  backOffRate: number
}

const MINUTE = 60_000

/** How long after failed attempt number `attempt` (from 1) the next is made; null when it was the last. */
export function retryAfter({ retry }: Job, attempt: number): number | null {
  if (retry === undefined || attempt > retry.times) return null
  const { addMinutes, addHours, addDays } = retry.delay
  const first = addMinutes * MINUTE + addHours * 60 * MINUTE + addDays * 24 * 60 * MINUTE
  return first * retry.backOffRate ** (attempt - 1)
}

const invalid = (message: string): Problem => new Problem(400, { code: 'BadRequest', message })

/** When a cron expression fires next after `from`; null when never again. Times are UTC. */
export function nextRun(job: Job, from: number): number | null {
  const { expression, endDate } = job.scheduler
  const options = { timezone: 'UTC', paused: true, ...(endDate && { stopAt: endDate }) }
  return new Cron(expression, options).nextRun(new Date(from))?.getTime() ?? null
}

/**
 * Reads a scheduled call.
 *
 * @throws Problem 400 that names the wrong field; a cron expression may not be finer than a minute.
 */
export function parseJob(raw: Record<string, unknown>, fallbackId: string): Job {
  const { id = fallbackId, scheduler, request, retry } = raw
  if (typeof id !== 'string' || id === '') throw invalid('id must be a text')
  if (!isRecord(scheduler) || typeof scheduler.expression !== 'string') {
    throw invalid('scheduler.expression must be a cron expression')
  }
  if (scheduler.expression.trim().split(/\s+/).length !== 5) {
    throw invalid(
      'scheduler.expression must have five fields: nothing runs oftener than once a minute'
    )
  }
  if (!isRecord(request) || typeof request.uri !== 'string' || !URL.canParse(request.uri)) {
    throw invalid('request.uri must be a URL')
  }
  const headers = isRecord(request.headers) ? request.headers : {}
  const job: Job = {
    id,
    scheduler: {
      expression: scheduler.expression,
      ...(typeof scheduler.endDate === 'string' && { endDate: scheduler.endDate }),
    },
    request: {
      uri: request.uri,
      method: typeof request.method === 'string' ? request.method.toUpperCase() : 'POST',
      headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])),
      ...(request.body !== undefined && { body: request.body }),
    },
    ...(retry !== undefined && retry !== null && { retry: parseRetry(retry) }),
  }
  try {
    nextRun(job, Date.now())
  } catch (error) {
    throw invalid(`scheduler.expression: ${error instanceof Error ? error.message : 'not valid'}`)
  }
  return job
}

const MAX_TIMES = 100

function parseRetry(raw: unknown): Retry {
  if (!isRecord(raw)) throw invalid('retry must be an object')
  const delay = isRecord(raw.delay) ? raw.delay : {}
  const from = (value: unknown, fallback: number, max: number): number => {
    const number = value === undefined ? fallback : Number(value)
    if (Number.isFinite(number) && number >= 0 && number <= max) return number
    throw invalid('retry holds a number that cannot be')
  }
  return {
    delay: {
      addMinutes: from(delay.addMinutes, 0, 1e6),
      addHours: from(delay.addHours, 0, 1e5),
      addDays: from(delay.addDays, 0, 1e4),
    },
    times: from(raw.times, 0, MAX_TIMES),
    backOffRate: from(raw.backOffRate, 1, 100),
  }
}
