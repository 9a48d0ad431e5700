import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { expect, it } from '@jest/globals'

import { buildAdmin } from '../../admin/build'
import { atEnd } from '../../platform/testing'

import { bundlePagesLoosely } from './pages'

const FILES: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify({ vendor: 'acme', name: 'app', version: '1.0.0' }),
  'admin/routes.json': JSON.stringify({
    'app.a': { around: ['layout'], path: '/admin/app/a/*' },
    'app.a.one': { component: 'One', path: '/admin/app/a/one' },
    layout: { component: 'Frame' },
  }),
  'graphql/rows.graphql': '{ rows { id } }',
  'graphql/schema.graphql': 'type Query { rows: Int }',
  'react/Frame.tsx': `import React from 'react'
export default ({ children }: any) => <div title="the layout">{children}</div>`,
  'libs/words/tsconfig.json': JSON.stringify({ extends: '@acme/not-there' }),
  'libs/words/index.ts': `export const words: string = 'from outside of the pages'`,
  'react/package/index.js': `const React = require('react')
exports.heading = text => React.createElement('h1', null, text)`,
  'react/One.tsx': `import React from 'react'
import { words } from '../libs/words'
import { heading } from './package'
import { compose, gone, graphql, Query } from 'react-apollo'
import { lacking } from 'react-intl'
import rows from '../graphql/rows.graphql'
const Page = () => <Query query={rows}>{() => <i title="the page">{String([gone, lacking, words, heading])}</i>}</Query>
export default compose(graphql(rows))(Page)`,
}

it('given a page with a layout, an operation in graphql/ and names that packages of the platform lack, expect an Admin with both', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'loose-pages-'))
  atEnd(() => rmSync(root, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  const [pagesDir, outDir] = [path.join(root, 'pages'), path.join(root, 'built')]
  mkdirSync(pagesDir)
  expect(await bundlePagesLoosely(root, pagesDir)).toEqual([])
  await buildAdmin({ root, anyApp: true, uploadedDir: root, pagesDir, outDir })
  const assets = path.join(outDir, '_assets')
  const code = readdirSync(assets)
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(path.join(assets, name), 'utf8'))
    .join('\n')
  for (const words of ['the layout', 'the page', 'from outside of the pages'])
    expect(code).toContain(words)
  // What the bundler writes in the place of a `require` that it cannot lead to the platform's package.
  expect(code).not.toContain("doesn't expose the `require` function")
  expect(readFileSync(path.join(outDir, 'operations.json'), 'utf8')).toContain('rows')
}, 240_000)
