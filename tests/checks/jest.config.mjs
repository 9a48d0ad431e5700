import { FILES, preset } from '../jest/preset.mjs'

export default {
  ...preset,
  displayName: 'checks',
  testEnvironment: 'node',
  moduleNameMapper: { '^typescript$': FILES.typescript },
}
