import { FILES, preset } from '../tests/jest/preset.mjs'

export default {
  ...preset,
  displayName: 'react',
  testEnvironment: FILES.browser,
  // Packages as Node takes them: some of their browser builds start web workers, which jsdom has not.
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  setupFilesAfterEnv: [...preset.setupFilesAfterEnv, '<rootDir>/../local/admin/testing/setup.ts'],
  moduleNameMapper: {
    // What VTEX provides to pages, as the local Admin provides it.
    '^vtex\\.styleguide$': '<rootDir>/../local/admin/stand-ins/styleguide.ts',
    '^vtex\\.render-runtime$': '<rootDir>/../local/admin/stand-ins/render-runtime.tsx',
    // The Styleguide is CommonJS that requires its stylesheets; jsdom shows none.
    '\\.css$': FILES.nothing,
  },
}
