import local from '../jest.config.mjs'
import { preset } from '../../tests/jest/preset.mjs'

/** A project of its own, because these mostly wait: for workspaces to start, and for what they then do in scaled time. */
export default {
  ...local,
  displayName: 'contracts',
  testPathIgnorePatterns: preset.testPathIgnorePatterns,
}
