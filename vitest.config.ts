import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** graphql 14's own ES modules name files without their ending, which Node does not take. */
const graphql = path.join(import.meta.dirname, 'node_modules/graphql/index.js')

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['node/**/*.test.ts', 'graphql/**/*.test.ts', 'messages/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        resolve: { alias: { graphql } },
        test: {
          name: 'checks',
          include: ['checks/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        test: {
          name: 'react',
          include: ['react/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
        },
      },
      {
        resolve: { alias: { graphql } },
        test: {
          name: 'local',
          include: ['local/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
})
