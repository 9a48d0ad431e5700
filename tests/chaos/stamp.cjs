// Preloaded (`node --require`) into the replicas of a chaos run: writes on every outbound request when it left
// the process. Distances between calls can so be judged by the app's own clock; how long a busy machine takes to
// carry a call does not blur them.
'use strict'

const http = require('node:http')

const request = http.request
http.request = (...args) => {
  const outgoing = request(...args)
  outgoing.setHeader('x-chaos-sent', String(Date.now()))
  return outgoing
}
