const { TestEnvironment } = require('jest-environment-jsdom')

/**
 * What every browser has and jsdom has not. No MessageChannel: React's scheduler would open one that keeps the
 * process alive; without it the scheduler takes timers.
 */
const MISSING = {
  ArrayBuffer,
  ReadableStream,
  structuredClone,
  TextDecoder,
  TextEncoder,
  Uint8Array,
}

/** A browser's page. */
module.exports = class Browser extends TestEnvironment {
  async setup() {
    await super.setup()
    Object.assign(this.global, MISSING)
  }
}
