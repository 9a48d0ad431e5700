// A replica: the built service on the real runtime, started as VTEX IO starts it. It listens on a port
// of its own choice and tells it to the supervisor. Configuration comes in the environment.
'use strict'

const { createRequire } = require('node:module')
const { join } = require('node:path')

// Before anything can read the time.
require('./clock.cjs')

if (process.env.LOCAL_CALLS === 'workspace')
  require('./outbound.cjs').leadOut(process.env.http_proxy, process.env.VTEX_APP_ID)

process.chdir(process.env.LOCAL_APP_DIR)
const loaded = require('./codeCache.cjs').keepCode(join(process.cwd(), '.code'))

// The app's own copy of the runtime. Its index comes first, as on VTEX IO: required after its inner
// modules it would be left without the clients that depend on the index themselves.
const requireFromApp = createRequire(join(process.cwd(), 'service', 'src', 'node', 'index.js'))
requireFromApp('@vtex/api')
console.log(
  `[replica] runs ${process.cwd()} on ${requireFromApp.resolve('@vtex/api/package.json')}`
)
const { getServiceJSON } = requireFromApp('@vtex/api/lib/service/loaders')
const { startWorker } = requireFromApp('@vtex/api/lib/service/worker')

// Without its workspace a replica has nothing to talk to.
process.on('disconnect', () => process.exit(0))

const server = startWorker(getServiceJSON()).listen(0, '127.0.0.1', () => {
  process.send({ port: server.address().port })
  loaded()
})
// A terminal's Ctrl-C reaches every process; when this one ends is for the workspace to say.
process.removeAllListeners('SIGINT')
process.on('SIGINT', () => undefined)
