// Leads calls over https to the workspace, too. Clients of @vtex/api speak plain http, but published apps also give them
// addresses with https, or call with other packages: on this machine such a call would reach the real host.
'use strict'

const http = require('node:http')
const https = require('node:https')

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/

/** The three ways to call `https.request`, as one. */
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

/** @param workspace the address of the workspace, which is the proxy of all calls */
function leadHttps(workspace) {
  const { hostname, port } = new URL(workspace)
  const request = https.request
  https.request = (...args) => {
    const { options, callback } = readArguments(args)
    const host = String(options.hostname || options.host || 'localhost').replace(/:\d+$/, '')
    if (LOOPBACK.test(host)) return request(...args)
    const wanted = Number(options.port || 443)
    const authority = wanted === 443 ? host : `${host}:${wanted}`
    const { method, headers, timeout, signal, auth } = options
    return http.request(
      {
        host: hostname,
        port,
        method,
        timeout,
        signal,
        auth,
        path: `https://${authority}${options.path || '/'}`,
        headers: Array.isArray(headers) ? headers : { ...headers, host: authority },
      },
      callback
    )
  }
  https.get = (...args) => {
    const outgoing = https.request(...args)
    outgoing.end()
    return outgoing
  }
}

module.exports = { leadHttps }
