import { FILES, preset } from '../jest/preset.mjs'

export default {
  ...preset,
  displayName: 'chaos',
  testEnvironment: FILES.process,
  moduleNameMapper: { '^typescript$': FILES.typescript },
}
