import path from 'node:path'
import { defineConfig } from 'vitest/config'

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
        resolve: { alias: { graphql: path.join(import.meta.dirname, 'node_modules/graphql/index.js') } },
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
        test: {
          name: 'local',
          include: ['local/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
})
