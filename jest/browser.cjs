const { TestEnvironment } = require('jest-environment-jsdom')

/** What every browser has and jsdom has not; MessageChannel comes later (`local/admin/testing/setup.ts`). */
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
