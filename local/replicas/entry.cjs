// A replica: the built service on the real runtime, started as VTEX IO starts it. It listens on a port
// of its own choice and tells it to the supervisor. Configuration comes in the environment.
'use strict'

process.chdir(process.env.LOCAL_APP_DIR)

const { getServiceJSON } = require('@vtex/api/lib/service/loaders')
const { startWorker } = require('@vtex/api/lib/service/worker')

// Without its workspace a replica has nothing to talk to.
process.on('disconnect', () => process.exit(0))

const server = startWorker(getServiceJSON()).listen(0, '127.0.0.1', () => {
  process.send({ port: server.address().port })
})
