import { TEST_TIMEOUT } from './tests/jest/preset.mjs'

export default {
  projects: [
    'node',
    'react',
    'local',
    'local/contracts',
    'tests/bench',
    'tests/chaos',
    'tests/checks',
  ].map(name => `<rootDir>/${name}`),
  testTimeout: TEST_TIMEOUT,
}
