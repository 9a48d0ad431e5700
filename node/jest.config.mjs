import { preset } from '../tests/jest/preset.mjs'

export default { ...preset, displayName: 'node', testEnvironment: 'node' }
