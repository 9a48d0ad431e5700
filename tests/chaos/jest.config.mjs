import { FILES, preset } from '../jest/preset.mjs'

export default {
  ...preset,
  displayName: 'chaos',
  testEnvironment: 'node',
  moduleNameMapper: { '^typescript$': FILES.typescript },
}
