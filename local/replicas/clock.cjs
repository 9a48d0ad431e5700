// The time of a replica's process: the machine's, and what the workspace has moved it ahead. The workspace says so in
// the environment at the start, and in a message at each move. What waits for a moment that a move has passed goes on
// at once; a wait that ends later keeps the rest of its time.
'use strict'

const { setImmediate } = require('node:timers')

let offset = Number(process.env.LOCAL_CLOCK_OFFSET) || 0

const RealDate = Date
const now = () => RealDate.now() + offset

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
})

const realSetTimeout = globalThis.setTimeout
/** What waits: by timer, the moment it waits for and what it does then. */
const waiting = new Map()

/** A timer may be cleared in ways that are not seen here. */
const isDone = timer => timer._destroyed === true
let pruneAt = 1_000
function prune() {
  for (const timer of waiting.keys()) if (isDone(timer)) waiting.delete(timer)
  pruneAt = waiting.size + 1_000
}

function setTimeoutByClock(run, ms, ...args) {
  const timer = realSetTimeout(() => {
    waiting.delete(timer)
    run(...args)
  }, ms)
  if (waiting.size >= pruneAt) prune()
  waiting.set(timer, { due: now() + (Number(ms) || 0), run: () => run(...args) })
  return timer
}
Object.assign(setTimeoutByClock, realSetTimeout)
for (const key of Object.getOwnPropertySymbols(realSetTimeout)) {
  setTimeoutByClock[key] = realSetTimeout[key]
}
globalThis.setTimeout = setTimeoutByClock

const realClearTimeout = globalThis.clearTimeout
globalThis.clearTimeout = timer => {
  waiting.delete(timer)
  realClearTimeout(timer)
}

process.on('message', message => {
  if (typeof message?.clockOffset !== 'number') return
  offset = message.clockOffset
  const passed = [...waiting].filter(([timer, { due }]) => due <= now() && !isDone(timer))
  for (const [timer, { run }] of passed) {
    globalThis.clearTimeout(timer)
    setImmediate(run)
  }
  process.send({ clockOffset: offset })
})
