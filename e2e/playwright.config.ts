import { defineConfig } from '@playwright/test'
import { LAUNCH } from './support/browser'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // The stories share one workspace and Carrefour's call limits: they run one after the other.
  workers: 1,
  fullyParallel: false,
  timeout: 240_000,
  // Real time and real limits of a minute: a machine that stalls gets a second chance, and the report says so.
  retries: process.env.CI ? 1 : 0,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: LAUNCH,
  },
})
