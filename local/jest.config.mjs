import { FILES, preset } from '../tests/jest/preset.mjs'

export default {
  ...preset,
  displayName: 'local',
  testEnvironment: FILES.process,
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, '/local/contracts/'],
  moduleNameMapper: { '^typescript$': FILES.typescript, '^vite$': FILES.vite },
}
