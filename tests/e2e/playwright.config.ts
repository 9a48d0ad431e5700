import { defineConfig } from '@playwright/test'

import { LAUNCH } from './support/browser'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // The stories of a file share one workspace and Carrefour's call limits: they run one after the other. Two files
  // at a time, each with a workspace of its own.
  workers: 2,
  fullyParallel: false,
  timeout: 240_000,
  // On a public host a machine that stalls gets a second chance, and the report says so; here it gets none.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width: 1280, height: 900 },
    // A trace of every step costs as much as the step: `npx playwright test -c e2e --trace on` where one is wanted.
    trace: 'on-first-retry',
    screenshot: 'only-on-failure',
    launchOptions: LAUNCH,
  },
})
