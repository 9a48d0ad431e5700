import { FILES, preset } from '../jest/preset.mjs'

export default {
  ...preset,
  displayName: 'checks',
  testEnvironment: FILES.process,
  moduleNameMapper: { '^typescript$': FILES.typescript },
}
