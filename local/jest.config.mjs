import { FILES, preset } from '../jest/preset.mjs'

export default {
  ...preset,
  displayName: 'local',
  testEnvironment: 'node',
  moduleNameMapper: { '^vite$': FILES.vite },
}
