/** Node itself loads it, once for each process: jest would evaluate its nine megabytes in each test file anew. */
const { createRequire } = process.getBuiltinModule('node:module')

module.exports = createRequire(__filename)('typescript')
