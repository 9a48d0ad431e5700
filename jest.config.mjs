import { TEST_TIMEOUT } from './jest/preset.mjs'

export default {
  projects: ['node', 'react', 'local', 'chaos', 'checks'].map(name => `<rootDir>/${name}`),
  testTimeout: TEST_TIMEOUT,
}
