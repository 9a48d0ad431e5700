/**
 * What every package's tests have in common: TypeScript through swc, which only strips types (`npm run types`
 * checks them), in CommonJS, as the service runs.
 */
import { fileURLToPath } from 'node:url'

const here = name => fileURLToPath(new URL(name, import.meta.url))

/** Packages that exist as ES modules only; jest loads CommonJS, so swc translates them, too. */
const ES_MODULES = ['query-string', 'decode-uri-component', 'filter-obj', 'split-on-first']

const SWC = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'classic' } },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
  swcrc: false,
}
const PLAIN = { ...SWC, jsc: { ...SWC.jsc, parser: { syntax: 'typescript', tsx: false } } }

export const preset = {
  runtime: here('runtime.cjs'),
  setupFilesAfterEnv: [here('patience.cjs')],
  transform: {
    '\\.tsx$': ['@swc/jest', SWC],
    '\\.(ts|mts|mjs|js)$': ['@swc/jest', PLAIN],
    '\\.graphql$': here('graphql.cjs'),
  },
  moduleFileExtensions: ['js', 'cjs', 'mjs', 'ts', 'tsx', 'mts', 'json', 'node'],
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES.join('|')})/)`],
  testPathIgnorePatterns: ['/node_modules/', '/\\.build/', '/\\.local/'],
  modulePathIgnorePatterns: ['/\\.build/', '/\\.local/'],
}

export const FILES = {
  graphql: here('graphql.cjs'),
  browser: here('browser.cjs'),
  nothing: here('nothing.cjs'),
  process: here('process.cjs'),
  telemetry: here('telemetry.cjs'),
  typescript: here('typescript.cjs'),
  vite: here('vite.cjs'),
}
