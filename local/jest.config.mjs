import { FILES, preset } from '../tests/jest/preset.mjs'

export default {
  ...preset,
  displayName: 'local',
  testEnvironment: 'node',
  moduleNameMapper: { '^vite$': FILES.vite },
}
