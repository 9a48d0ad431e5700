/* global jest */
// Here, and not in the root's configuration: a package's tests are also run alone (`npm test` in `node/`). Time-outs
// catch what hangs; a busy machine is no failure.
jest.setTimeout(120_000)
