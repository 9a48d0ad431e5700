// Preloaded (`node --require`) into every process of a chaos run: makes time run CHAOS_SCALE times as fast
// since CHAOS_EPOCH. One scale for every clock, timer and socket time-out, so limits keep their relations
// and the app needs no hook.
'use strict'

const { syncBuiltinESMExports } = require('node:module')
const net = require('node:net')
const timers = require('node:timers')
const timersPromises = require('node:timers/promises')
const { promisify } = require('node:util')

const scale = Number(process.env.CHAOS_SCALE)
const epoch = Number(process.env.CHAOS_EPOCH)

if (scale > 1 && epoch > 0) scaleTime()

function scaleTime() {
  const RealDate = Date
  const realNow = Date.now.bind(Date)
  const now = () => Math.round(epoch + (realNow() - epoch) * scale)
  const shorter = ms => (Number(ms) || 0) / scale

  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })

  const realPerformanceNow = performance.now.bind(performance)
  performance.now = () => realPerformanceNow() * scale

  for (const name of ['setTimeout', 'setInterval']) {
    const real = timers[name]
    const scaled = (run, ms, ...args) => real(run, shorter(ms), ...args)
    scaled[promisify.custom] = (ms, ...args) => timersPromises[name](ms, ...args)
    timers[name] = scaled
    globalThis[name] = scaled
  }
  const realSleep = timersPromises.setTimeout
  timersPromises.setTimeout = (ms, ...args) => realSleep(shorter(ms), ...args)

  const realSocketTimeout = net.Socket.prototype.setTimeout
  net.Socket.prototype.setTimeout = function (ms, ...args) {
    return realSocketTimeout.call(this, Math.ceil(shorter(ms)), ...args)
  }
  const realAbort = AbortSignal.timeout.bind(AbortSignal)
  AbortSignal.timeout = ms => realAbort(Math.ceil(shorter(ms)))

  syncBuiltinESMExports()
}
