import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, describe, expect, it } from '@jest/globals'

import { componentsOf, firstPage, menuPages, readAdmin } from '../../admin/appFiles'
import { readManifest } from '../../config'

import { loosen, withoutAddresses } from './looserPackages'
import { whyNotLoaded } from './service'
import { sharedFiles } from './shared'
import { unsupported } from './unsupported'

const made: string[] = []
afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true })
})

const IDENTITY = { vendor: 'acme', name: 'app', version: '1.0.0' }

function anApp(files: Readonly<Record<string, unknown>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'any-app-'))
  made.push(root)
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    writeFileSync(path.join(root, file), text)
  }
  return root
}

describe('manifest.json', () => {
  it.each([
    ['none', {}, 'no manifest.json'],
    ['a list', { 'manifest.json': [] }, 'JSON object'],
    ['no version', { 'manifest.json': { vendor: 'a', name: 'b' } }, 'version'],
    ['a vendor that is none', { 'manifest.json': { ...IDENTITY, vendor: '../x' } }, 'vendor'],
    ['half of one', { 'manifest.json': '{"vendor":' }, 'JSON'],
  ])('given %s, expect an error that says so', (_, files, words) => {
    expect(() => readManifest(anApp(files))).toThrow(words)
  })

  it('given parts of another shape, expect those that can be read', () => {
    const policies = [
      { name: 'outbound-access', attrs: { host: 'api.example' } },
      { name: 'ADMIN_DS', attrs: null },
      'x',
    ]
    const root = anApp({ 'manifest.json': { ...IDENTITY, policies, builders: null } })
    expect(readManifest(root)).toMatchObject({
      builders: {},
      policies: [
        { name: 'outbound-access', attrs: { host: 'api.example', path: '*' } },
        { name: 'ADMIN_DS' },
      ],
    })
  })
})

describe('code outside of node/', () => {
  const texts: Readonly<Record<string, string>> = {
    'node/index.ts': `import { a } from './a'\nimport { lodash } from 'lodash'`,
    'node/deep/b.ts': `const { c } = require('../../libs/c')`,
    'libs/c.ts': `export * from '../common'`,
    'libs/c.json': '{}',
    'common/index.ts': `import x from '../react/x'\nimport y from '../../outside'`,
    'other/d.ts': `import e from '../libs/c'`,
    'react/x.ts': '',
  }

  it('given imports from folders of no builder, expect these folders whole, and those that they import from', () => {
    const shared = sharedFiles(Object.keys(texts), file => texts[file] ?? '')
    expect(shared).toEqual(['libs/c.ts', 'libs/c.json', 'common/index.ts'])
  })
})

const opening = (host: string, address: string) => ({
  policies: [{ name: 'outbound-access', attrs: { host, path: address } }],
})

describe('what is not played', () => {
  const told = (manifest: object, files: Readonly<Record<string, unknown>> = {}) => {
    const root = anApp({ 'manifest.json': { ...IDENTITY, ...manifest }, ...files })
    return unsupported(readManifest(root), root).join('\n')
  }

  it.each([
    [{}, 'names no "builders"'],
    [{ builders: { dotnet: '2.x' } }, '.NET'],
    [{ builders: { store: '0.x' } }, 'storefront'],
    [{ builders: { rocket: '1.x' } }, 'Builder rocket 1.x: what it makes of rocket/'],
    [{ builders: { node: '6.x' } }, 'Builder node 6.x is deprecated'],
    [{ builders: { node: '4.x' } }, 'Builder node 4.x is decommissioned'],
    [{ builders: { graphql: '1.x' } }, 'links a new app, or a new major version, with 2.x alone'],
    [{ builders: { configuration: '1.x' } }, 'ctx.vtex.settings'],
    [{ builders: { react: '3.x' } }, 'no folder react/'],
    [{ settingsSchema: { properties: {} } }, 'settingsSchema'],
    [opening('https://erp.example.com/api', '/*'), 'https://erp.example.com/api is no host'],
    [opening('erp.example.com', 'api/*'), 'the path api/* of erp.example.com fits no call'],
    [{ policies: [{ name: 'outbound-access' }] }, 'without attrs.host'],
    [{ dependencies: { 'vtex.store-graphql': '2.x' } }, 'vtex.store-graphql'],
  ])('given %j, expect it told', (manifest, words) => {
    expect(told(manifest)).toContain(words)
  })

  it('given a folder without its builder, expect that VTEX would not read it', () => {
    expect(told({}, { 'node/index.ts': '' })).toContain('node/ is not read')
  })

  it('given only what is played, expect nothing', () => {
    const manifest = {
      builders: { node: '7.x', docs: '0.x' },
      dependencies: { 'vtex.styleguide': '9.x' },
      ...opening('*.{{account}}.example.com', '*'),
    }
    expect(told(manifest, { 'node/index.ts': '' })).toBe('')
  })
})

describe('a folder that is none of an app', () => {
  it('is told, with the one that was perhaps meant', () => {
    const root = anApp({ 'apps/README.md': 'x', 'apps/orders/manifest.json': IDENTITY })
    const file = path.join(root, 'apps/README.md')
    expect(() => readManifest(path.join(root, 'apps'))).toThrow(
      `perhaps ${path.join(root, 'apps/orders')} is meant`
    )
    expect(() => readManifest(file)).toThrow('is a file')
    expect(() => readManifest(path.join(root, 'none'))).toThrow('There is no folder')
  })
})

describe('the Admin of an app', () => {
  const route = { component: 'Page', path: '/admin/app/orders/:id' }

  it.each([
    [{ section: 'x', titleId: 't', path: '/admin/a' }, '/admin/a'],
    [[{ subSectionItems: [{ labelId: 'l', path: '/admin/b' }] }], '/admin/b'],
    [[{ subSectionItems: [] }, null, 'x'], '/admin/orders'],
    ['{ broken', '/admin/orders'],
  ])('given the navigation %j, expect it to open at %s', (navigation, first) => {
    const routes = { a: route, b: { component: 'Page', path: '/admin/app/orders' } }
    const root = anApp({ 'admin/navigation.json': navigation, 'admin/routes.json': routes })
    expect(firstPage(readAdmin(root))).toBe(first)
  })

  it('given a page in two blocks of the menu, expect it named once', () => {
    const block = { section: 'x', subSectionItems: [{ labelId: 'l', path: '/admin/a' }] }
    const root = anApp({ 'admin/navigation.json': [block, { ...block, section: 'y' }] })
    expect(menuPages(root)).toEqual([['l', '/admin/a']])
  })

  it('given no pages, expect none to open', () => {
    expect(firstPage(readAdmin(anApp({})))).toBeNull()
  })

  it('given a parent and layouts, as published apps have them, expect each page inside of them and nothing told', () => {
    const routes = {
      'admin.app.a': { around: ['outer', 'outest'], path: '/admin/app/a/*' },
      'admin.app.a.one': { component: 'One', path: '/admin/app/a/one', around: ['inner', 7, 'x'] },
      'admin.app.b': { component: 'Two', path: '/admin/app/b' },
      inner: { component: 'Inner' },
      outer: { component: 'Outer' },
      outest: { component: 'Outest' },
    }
    const { routes: read, told } = readAdmin(anApp({ 'admin/routes.json': routes }))
    expect(read).toEqual({
      'admin.app.a.one': {
        component: 'One',
        path: '/admin/app/a/one',
        around: ['Inner', 'Outer', 'Outest'],
      },
      'admin.app.b': { component: 'Two', path: '/admin/app/b' },
    })
    expect(componentsOf(read)).toEqual(['One', 'Inner', 'Outer', 'Outest', 'Two'])
    expect(told).toEqual([])
  })

  it('given routes that name nothing, expect them told and the others there', () => {
    const routes = { a: route, b: { component: 'Page' }, c: 'Page', d: { path: '/x' } }
    const { routes: read, told } = readAdmin(anApp({ 'admin/routes.json': routes }))
    expect(Object.keys(read)).toEqual(['a'])
    expect(told).toHaveLength(2)
  })
})

describe('packages that cannot be had', () => {
  const json = {
    dependencies: { ramda: '^0.25.0', 'vtex.styleguide': 'http://vtex.vtexassets.com/x' },
    devDependencies: {
      '@types/ramda': 'types/npm-ramda#dist',
      '@vtex/api': '6.47.0',
      jest: '24.x',
    },
  }

  it('given addresses, types of apps and tools, expect the registry to be asked for the rest', () => {
    const { json: asked, told } = withoutAddresses(json)
    expect(asked.dependencies).toEqual({
      ramda: '^0.25.0',
      '@types/ramda': '*',
      '@vtex/api': '6.47.0',
    })
    expect(asked.resolutions).toHaveProperty('stats-lite')
    expect(told).toHaveLength(1)
  })

  it.each([
    'error Error: https://registry.yarnpkg.com/@vtex/api/-/api-6.47.0.tgz: Request failed "404 Not Found"',
    `error Couldn't find any versions for "@vtex/api" that matches "6.47.0"`,
  ])('given %s, expect another version of that package, then any, then none', words => {
    const versions: unknown[] = []
    for (let one = loosen(withoutAddresses(json), words); one !== null; one = loosen(one, words)) {
      versions.push(one.json.dependencies['@vtex/api'])
      if (versions.length > 3) break
    }
    expect(versions.slice(0, 3)).toEqual(['6.x', '*', undefined])
  })

  it('given a package that another one needs, expect any version of it, once', () => {
    const words = `error Couldn't find any versions for "left-pad" that matches "9.9.9"`
    const looser = loosen(withoutAddresses(json), words)
    expect(looser?.json.resolutions).toHaveProperty('left-pad', '*')
    expect(looser && loosen(looser, words)).toBeNull()
  })

  it('given words that name no package, expect no other attempt', () => {
    expect(loosen(withoutAddresses(json), 'error getaddrinfo ENOTFOUND')).toBeNull()
  })
})

describe('a service that cannot be loaded', () => {
  it('for a module of another app, expect one sentence that names the app', () => {
    const error = "Cannot find module 'acme.orders/graphql'\nRequire stack:\n- /x/index.js"
    const told = whyNotLoaded(error)
    expect(told).toContain('acme.orders/graphql from the app acme.orders')
    expect(told).not.toContain('Require stack')
  })

  it.each(["Cannot find module 'left-pad'", "Cannot find module '@acme/x.y/z'"])(
    'for %s, expect its own words',
    error => {
      expect(whyNotLoaded(error)).toBe(error)
    }
  )
})

it('given a package that no version of the registry offers, expect one line about it', () => {
  const words = `Couldn't find any versions for "@acme/sdk" that matches "*"`
  let looser = withoutAddresses({ dependencies: { '@acme/sdk': '1.x' } })
  for (let attempt = 0; attempt < 2; attempt += 1) looser = loosen(looser, words) ?? looser
  expect(looser.told).toEqual(['@acme/sdk is left out: the registry does not have it'])
})
