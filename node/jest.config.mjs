import { FILES, preset } from '../tests/jest/preset.mjs'

export default {
  ...preset,
  displayName: 'node',
  testEnvironment: FILES.process,
  moduleNameMapper: { '^(jaeger-client|@vtex/diagnostics-nodejs)$': FILES.telemetry },
}
