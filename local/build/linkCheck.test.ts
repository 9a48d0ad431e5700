import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'

import { ROOT } from '../workspace'

import { link } from './link'
import { uploadedFiles } from './uploaded'

const temp = mkdtempSync(path.join(tmpdir(), 'link-'))
afterAll(() => rmSync(temp, { recursive: true, force: true }))

const write = (root: string, file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), text)
}

describe('what is uploaded', () => {
  it('is every file of a folder, and of the root the manifest alone, but no empty file and no package', () => {
    const root = path.join(temp, 'any')
    for (const file of ['manifest.json', 'package.json', 'node/a.ts', 'node/package.json', 'x/y/z'])
      write(root, file, '{}')
    write(root, 'node/.npmrc', 'a=b')
    write(root, 'node/empty.ts', '')
    write(root, 'node/node_modules/a/index.js', '0')
    write(root, 'old/a', '0')
    write(root, 'old/b/c', '0')
    write(root, 'node/a.test.ts', '0')
    write(root, '.vtexignore', 'old\n**/*.test.ts\n')
    const expected = ['manifest.json', 'node/.npmrc', 'node/a.ts', 'node/package.json', 'x/y/z']
    expect(uploadedFiles(root)).toEqual(expected)
  })

  it('is nothing that only developers need', () => {
    const files = uploadedFiles(ROOT)
    expect(files).toEqual(
      expect.arrayContaining([
        'manifest.json',
        'node/yarn.lock',
        'react/yarn.lock',
        'node/index.ts',
      ])
    )
    const folders = new Set(files.map(file => file.split('/')[0]))
    for (const folder of ['tests', 'local', 'scripts']) expect(folders).not.toContain(folder)
    const docs = files.filter(file => file.startsWith('docs/'))
    expect(docs).toEqual(['docs/README.md'])
    expect(files.filter(file => /\.test\.|\/testing\/|jest\.config/.test(file))).toEqual([])
  })
})

describe('the lock files', () => {
  it.each(['node', 'react'])('of %s name the public registry alone', name => {
    const lock = readFileSync(path.join(ROOT, name, 'yarn.lock'), 'utf8')
    const hosts = [...lock.matchAll(/^ {2}resolved "([a-z]+:\/\/[^/]+)/gm)].map(match => match[1])
    expect(hosts.length).toBeGreaterThan(10)
    expect([...new Set(hosts)]).toEqual(['https://registry.yarnpkg.com'])
  })

  it.each([
    ['node', '5.5.3'],
    ['react', '3.9.7'],
  ])('%s pins the compiler of its builder: %s', (name, version) => {
    const { devDependencies } = JSON.parse(
      readFileSync(path.join(ROOT, name, 'package.json'), 'utf8')
    ) as { devDependencies: Record<string, string> }
    expect(devDependencies['typescript']).toBe(version)
  })
})

/** Each way to break it costs a compilation or two: `LONG_TESTS=1` runs them. */
const long = process.env['LONG_TESTS'] === '1' ? describe : describe.skip

long('given an app, expect it linked or refused as on VTEX', () => {
  const root = path.join(temp, 'broken')
  // Below the project, as `npm start` has it: there the tools find what only the project has.
  const into = path.join(ROOT, '.build/link-test')
  const linkIt = async () => {
    const told: string[] = []
    const { failures } = await link(root, into, text => told.push(text))
    return { told, said: failures.join('\n') }
  }

  beforeEach(() => {
    rmSync(root, { recursive: true, force: true })
    for (const file of [...uploadedFiles(ROOT), '.vtexignore'])
      cpSync(path.join(ROOT, file), path.join(root, file))
  })
  afterAll(() => rmSync(into, { recursive: true, force: true }))

  it('the app as it is links, and a second time nothing is done', async () => {
    expect((await linkIt()).said).toBe('')
    expect(await linkIt()).toEqual({ told: [], said: '' })
  }, 300_000)

  it('an app that has a service alone links, too', async () => {
    rmSync(path.join(root, 'react'), { recursive: true })
    rmSync(path.join(root, 'admin'), { recursive: true })
    expect((await linkIt()).said).toBe('')
  }, 300_000)

  it.each([
    [
      'an import from outside the folder',
      'node/a.ts',
      "export * from '../local/clock'\n",
      /local\/clock/,
    ],
    [
      'an import of what lies above the uploaded files here alone',
      'node/a.ts',
      "export * from '../../../../local/clock'\n",
      /local\/clock/,
    ],
    [
      'an undeclared package',
      'node/a.ts',
      "import zod from 'zod'\nexport default zod\n",
      /node\/a.ts imports zod/,
    ],
    [
      'an undeclared package that another one brings along',
      'react/a.ts',
      "import 'tslib'\n",
      /react\/a.ts imports tslib, which react\/package.json does not declare/,
    ],
    [
      'syntax that came after TypeScript 3.9',
      'react/a.ts',
      'export const a = { b: 1 } satisfies Record<string, number>\n',
      /react\/ does not compile/,
    ],
    [
      'a configuration that extends a file outside',
      'react/tsconfig.json',
      '{ "extends": "../tsconfig.base.json" }\n',
      /TS5083/,
    ],
    [
      'a package that the lock file does not know',
      'react/yarn.lock',
      '# yarn lockfile v1\n\n\n',
      /react\/ cannot be installed/,
    ],
    [
      'a route to a page that is not there',
      'admin/routes.json',
      '{ "a": { "component": "NoPage", "path": "/admin/app/a" } }\n',
      /NoPage/,
    ],
    [
      'a directive that no code implements',
      'graphql/more.graphql',
      'extend type CarrefourProcess { more: Int @alowed(to: REPROCESS) }\n',
      /@alowed stands in the schema, and no code implements it/,
    ],
    [
      'a field without a resolver',
      'graphql/more.graphql',
      'extend type Query { more: Int @auth(scope: PUBLIC) }\n',
      /Query.more of the schema has no resolver/,
    ],
    [
      'a query that everybody may ask by oversight',
      'graphql/more.graphql',
      'extend type Query { more: Int }\n',
      /Query.more has no @auth/,
    ],
    [
      'a page that imports a fragment from a file that is not there',
      'react/graphql/health.graphql',
      "#import './none.graphql'\nquery carrefourHealth { carrefourHealth { since } }\n",
      /health.graphql imports react\/graphql\/none.graphql, which is not uploaded/,
    ],
  ])(
    '%s',
    async (_, file, text, said) => {
      write(root, file, text)
      expect((await linkIt()).said).toMatch(said)
    },
    300_000
  )

  /** Changes every place that fits, wherever the service's files lie. */
  const change = (file: string, from: RegExp, to: string) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    expect(text).toMatch(from)
    write(root, file, text.replace(from, to))
  }

  it('types that only the project has', async () => {
    change('react/tsconfig.json', /"types": \[\]/, '"types": ["history"]')
    expect((await linkIt()).said).toMatch(/react\/ compiles only with a file from outside of it/)
  }, 300_000)

  it('a package that only the project has, under a name that no tool can read', async () => {
    change(
      'node/index.ts',
      /^guardGraphql\(\)/m,
      "require(['cron', 'er'].join(''))\nguardGraphql()"
    )
    expect((await linkIt()).said).toMatch(
      /loads packages that node\/package.json does not name: croner/
    )
  }, 300_000)

  it('a service that compiles and cannot be loaded', async () => {
    change(
      'node/index.ts',
      /^guardGraphql\(\)/m,
      "if (Date.now() > 0) throw new Error('not today')"
    )
    change('node/index.ts', /^import { guardGraphql }.*\n/m, '')
    expect((await linkIt()).said).toMatch(/cannot be loaded[^]*not today/)
  }, 300_000)

  it('a directive and a handler that the service lacks', async () => {
    change('node/index.ts', /allowed: Allowed, |\bAllowed, /g, '')
    change('node/index.ts', /\bskuChanged, /g, '')
    const { said } = await linkIt()
    expect(said).toMatch(/@allowed stands in the schema, and no code implements it/)
    expect(said).toMatch(/the event skuChanged of service.json has no handler/)
  }, 300_000)

  it.each([
    ['a route', { routes: { other: { path: '/_v/carrefour-inventory/other' } } }],
    ['an event', { events: { other: { topics: ['other'] } } }],
  ])(
    '%s of service.json without a handler, and handlers that it does not declare',
    async (_, json) => {
      write(root, 'node/service.json', JSON.stringify(json))
      const { said } = await linkIt()
      expect(said).toMatch(/other of service.json has no handler/)
      expect(said).toMatch(
        /the service handles the route notify, which service.json does not declare/
      )
    },
    300_000
  )
})
