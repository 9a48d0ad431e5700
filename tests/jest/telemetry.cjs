const { Tracer } = require('opentracing')

/**
 * Where `@vtex/api` reports its traces and metrics. No unit test has such a place, and loading its clients takes more
 * than half of the time of loading `@vtex/api`, in every test file anew. A running service (contracts, browser, chaos)
 * has the real ones.
 */
module.exports = {
  initTracer: () => new Tracer(),
  PrometheusMetricsFactory: class {},
}
