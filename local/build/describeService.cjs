// Loads the compiled service on its own copy of @vtex/api, as VTEX does, and tells the parent process what is in it.
// A process of its own: the runtime reads the working directory and the environment while it is loaded.
'use strict'

const { realpathSync } = require('node:fs')
const { createRequire } = require('node:module')
const { join, sep } = require('node:path')

const isHandler = value =>
  typeof value === 'function' ||
  (Array.isArray(value) && value.length > 0 && value.every(one => typeof one === 'function'))

const isResolver = value =>
  typeof value === 'function' ||
  (typeof value === 'object' &&
    value !== null &&
    (typeof value.resolve === 'function' || typeof value.subscribe === 'function'))

const namesWhere = (values, holds) => Object.keys(values ?? {}).filter(name => holds(values[name]))

/** Scalars and enums of the runtime's kind have no fields of their own. */
const fieldsOf = type => {
  const isPlain = Object.getPrototypeOf(type) === Object.prototype
  return isPlain ? namesWhere(type, isResolver) : null
}

function describe() {
  const requireFromApp = createRequire(join(process.cwd(), 'service/src/node/index.js'))
  requireFromApp('@vtex/api')
  const { getService, getServiceJSON } = requireFromApp('@vtex/api/lib/service/loaders')
  const { startWorker } = requireFromApp('@vtex/api/lib/service/worker')
  const graphql = '@vtex/api/lib/service/worker/runtime/graphql/schema'
  const { nativeSchemaDirectives } = requireFromApp(`${graphql}/schemaDirectives`)
  const exported = requireFromApp('./index.js').default
  if (typeof exported?.config !== 'object') {
    throw new Error('node/index exports no Service: write `export default new Service({ ... })`')
  }
  const { config } = getService()
  const resolvers = config.graphql?.resolvers ?? {}
  const found = {
    routes: namesWhere(config.routes, isHandler),
    events: namesWhere(config.events, isHandler),
    resolvers: Object.fromEntries(
      Object.keys(resolvers).map(name => [name, fieldsOf(resolvers[name])])
    ),
    directives: namesWhere(config.graphql?.schemaDirectives, one => typeof one === 'function'),
    platformDirectives: Object.keys(nativeSchemaDirectives),
    problem: null,
  }
  try {
    // What the runtime itself refuses: it makes the schema and every handler here.
    startWorker(getServiceJSON())
  } catch (error) {
    found.problem = String(error?.message ?? error)
  }
  const own = [process.cwd(), process.env.LOCAL_PACKAGES, __filename].map(path =>
    realpathSync(path)
  )
  found.outside = Object.keys(require.cache).filter(
    file => !own.some(path => file === path || file.startsWith(path + sep))
  )
  return found
}

let answer
try {
  answer = { found: describe() }
} catch (error) {
  answer = { failed: String(error?.stack ?? error) }
}
process.send(answer, () => process.exit(0))
