import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

/**
 * What each folder of react/ may import of the others, tests apart. `ui` and `api` know no feature; a feature reaches
 * only those named here, so that there is no circle.
 */
const PAGES = {
  api: [],
  ui: ['api'],
  export: ['api', 'ui'],
  jobs: ['api', 'ui', 'export'],
  configuration: ['api', 'ui', 'jobs'],
  connection: ['api', 'ui', 'jobs', 'configuration'],
  inventory: ['api', 'ui', 'jobs', 'export', 'connection'],
  integrations: ['api', 'ui', 'jobs', 'configuration', 'connection'],
  history: ['api', 'ui', 'configuration'],
  sendings: ['api', 'ui', 'export'],
  help: ['api', 'ui'],
}

const pageBorders = Object.entries(PAGES).map(([folder, allowed]) => ({
  files: [`react/${folder}/**/*.{ts,tsx}`],
  ignores: ['**/*.test.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^\\.\\./(?!(${allowed.join('|')})/)|^\\.\\./\\.\\./`,
            message: `react/${folder} imports of other folders: ${allowed.join(', ') || 'nothing'} (PAGES in eslint.config.mjs).`,
          },
        ],
      },
    ],
  },
}))

export default ts.config(
  {
    ignores: [
      '.build/',
      '.local/',
      '**/node_modules/',
      'test-results/',
      'playwright-report/',
      '**/*.d.ts',
      // Made by `npm run generate`.
      'react/api/generated.ts',
      'node/generated/',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    // Those that read types are oxlint's (scripts/typeRules.json, ADR 94).
    extends: [...ts.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // The core: rules and nothing else. What asks or writes anything gets its answers as values.
    files: ['node/**/*.logic.ts', 'node/shared/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex:
                '^(?!\\.{1,2}/(.*/)?[\\w.]+\\.logic$|\\.{1,2}/(shared/|generated/)?[a-zA-Z]+$|crypto$)',
              message:
                'Rules import rules, shared/ and the contract alone: no port, no client, no platform.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The moment is an argument.' },
        { object: 'Math', property: 'random', message: 'Chance is an argument.' },
      ],
    },
  },
  {
    // What a feature does reaches the outside through ports; only its edges know the platform.
    files: ['node/**/*.ts'],
    ignores: [
      'node/**/*.logic.ts',
      'node/{shared,vtex,guard,carrefour,testing}/**',
      'node/*/{store,resolvers,entrances}.ts',
      'node/*.ts',
      'node/ledger/{document,summaryStore}.ts',
      'node/connection/{savedConnection,vault}.ts',
      '**/*.test.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@vtex/|^https?$|^(\\.\\./)+(compose|clients|vtex/)',
              message:
                'Use a port: only stores, resolvers, entrances and clients know the platform.',
            },
          ],
        },
      ],
    },
  },
  ...pageBorders,
  {
    files: ['react/**/*.{ts,tsx}', 'local/admin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['**/*.test.{ts,tsx}', '**/testing/**/*.ts', 'node/testing/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        require: 'readonly',
        module: 'readonly',
        document: 'readonly',
        window: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        AbortSignal: 'readonly',
        __filename: 'readonly',
        ArrayBuffer: 'readonly',
        MessageChannel: 'readonly',
        ReadableStream: 'readonly',
        structuredClone: 'readonly',
        TextDecoder: 'readonly',
        TextEncoder: 'readonly',
        navigator: 'readonly',
      },
    },
  }
)
