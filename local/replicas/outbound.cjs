// Leads what an app calls to the workspace, whatever it calls with. Clients of @vtex/api speak plain http through a proxy,
// but published apps also give them addresses with https, or call with other packages and with `fetch`: on this machine
// such a call would reach the real host, and no policy would be asked for.
'use strict'

const http = require('node:http')
const https = require('node:https')
const net = require('node:net')

/** This machine, `0.0.0.0` too: the tracing of @vtex/api looks for its agent there. */
const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[?::1?\]?)$/

/** Names the app to the workspace, which would know it by its token or its User-Agent; taken off there. */
const CALLER = 'x-workspace-caller'

/** The three ways to call `request`, as one. */
function readArguments(args) {
  const [first, ...rest] = args
  const isAddress = typeof first === 'string' || first instanceof URL
  const url = isAddress ? new URL(first) : undefined
  const given =
    (isAddress ? rest.find(one => typeof one === 'object' && one !== null) : first) || {}
  const callback = rest.find(one => typeof one === 'function')
  const ofUrl = url && {
    hostname: url.hostname,
    port: url.port,
    path: url.pathname + url.search,
    ...(url.username && { auth: decodeURIComponent(`${url.username}:${url.password}`) }),
  }
  return { options: { ...ofUrl, ...given }, callback }
}

/**
 * @param workspace the address of the workspace, which is the proxy of all calls
 * @param caller `vendor.name@version` of the app
 */
function leadOut(workspace, caller) {
  leadModule(http, { scheme: 'http', port: 80 }, workspace, caller)
  leadModule(https, { scheme: 'https', port: 443 }, workspace, caller)
  leadFetch(workspace, caller)
  refuseOthers()
}

const request = http.request

function leadModule(module, { scheme, port: usual }, workspace, caller) {
  const { hostname, port } = new URL(workspace)
  const own = module.request
  module.request = (...args) => {
    const { options, callback } = readArguments(args)
    const host = String(options.hostname || options.host || 'localhost').replace(/:\d+$/, '')
    // A socket's file has no host, and what goes to a proxy on this machine has been led already.
    if (options.socketPath || LOOPBACK.test(host)) return own(...args)
    const wanted = Number(options.port || usual)
    const authority = wanted === usual ? host : `${host}:${wanted}`
    const { method, headers, timeout, signal, auth } = options
    return request(
      {
        host: hostname,
        port,
        method,
        timeout,
        signal,
        auth,
        path: `${scheme}://${authority}${options.path || '/'}`,
        headers: Array.isArray(headers)
          ? [...headers, CALLER, caller]
          : { ...headers, host: authority, [CALLER]: caller },
      },
      callback
    )
  }
  module.get = (...args) => {
    const outgoing = module.request(...args)
    outgoing.end()
    return outgoing
  }
}

const DISPATCHER = Symbol.for('undici.globalDispatcher.1')

/** `fetch` and the package undici, which share what they send with. Node 16 has neither. */
function leadFetch(workspace, caller) {
  // Asking for a class of `fetch` is what makes Node load it.
  const own = typeof globalThis.Headers === 'function' ? globalThis[DISPATCHER] : undefined
  if (own === undefined) return
  globalThis[DISPATCHER] = Object.create(own, {
    dispatch: {
      value: (options, handler) => own.dispatch(ledDispatch(options, workspace, caller), handler),
    },
  })
}

function ledDispatch(options, workspace, caller) {
  const target = new URL(options.origin)
  if (LOOPBACK.test(target.hostname)) return options
  const { headers } = options
  return {
    ...options,
    origin: new URL(workspace).origin,
    path: target.origin + options.path,
    headers: Array.isArray(headers)
      ? [...headers, CALLER, caller]
      : { ...headers, [CALLER]: caller },
  }
}

/** What speaks no HTTP, or has a connection of its own, such as the driver of a database. */
function refuseOthers() {
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (...args) {
    const [first, second] = Array.isArray(args[0]) ? args[0] : args
    const isOptions = typeof first === 'object' && first !== null
    const host = isOptions ? first.host : second
    const isFile = isOptions
      ? Boolean(first.path)
      : typeof first === 'string' && Number.isNaN(Number(first))
    if (isFile || typeof host !== 'string' || LOOPBACK.test(host)) return connect.apply(this, args)
    const message = `${host}: the workspace reaches no other network; calls over HTTP are led to it`
    process.nextTick(() => this.destroy(Object.assign(new Error(message), { code: 'ENETUNREACH' })))
    return this
  }
}

module.exports = { leadOut }
