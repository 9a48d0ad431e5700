import { preset } from '../jest/preset.mjs'

export default { ...preset, displayName: 'node', testEnvironment: 'node' }
