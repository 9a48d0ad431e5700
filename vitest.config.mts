import path from 'node:path'
import { defineConfig } from 'vitest/config'

import { graphqlFiles } from './local/admin/vite-plugins'

/** graphql 14's own ES modules name files without their ending, which Node does not take. */
const graphql = path.join(import.meta.dirname, 'node_modules/graphql/index.js')

/** What VTEX provides to pages, as the local Admin provides it. */
const standIns = {
  'vtex.styleguide': path.join(import.meta.dirname, 'local/admin/stand-ins/styleguide.ts'),
  'vtex.render-runtime': path.join(import.meta.dirname, 'local/admin/stand-ins/render-runtime.tsx'),
}

/** Time-outs catch what hangs; a busy machine is no failure. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['node/**/*.test.ts', 'graphql/**/*.test.ts', 'messages/**/*.test.ts'],
          environment: 'node',
          ...patience,
        },
      },
      {
        resolve: { alias: { graphql } },
        test: {
          name: 'checks',
          include: ['checks/**/*.test.ts'],
          environment: 'node',
          ...patience,
        },
      },
      {
        plugins: [graphqlFiles()],
        resolve: { alias: { graphql, ...standIns } },
        test: {
          name: 'react',
          include: ['react/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['local/admin/testing/setup.ts'],
          ...patience,
        },
      },
      {
        resolve: { alias: { graphql } },
        test: {
          name: 'local',
          include: ['local/**/*.test.ts', 'chaos/**/*.test.ts'],
          environment: 'node',
          ...patience,
        },
      },
    ],
  },
})
