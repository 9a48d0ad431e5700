/**
 * Vite is an ES module with plugins of its own that jest cannot load: Node itself does (from 20.19 on, which Vite
 * needs anyway).
 */
const { createRequire } = process.getBuiltinModule('node:module')

module.exports = createRequire(__filename)('vite')
