import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from '@jest/globals'

import type { PluginName } from '../plugins'
import { consolesOf } from '../console/offered'
import { menuPages } from '../admin/appFiles'
import { holderOf, takeDataDir } from '../data-lock'
import { ROOT } from '../workspace'

import { HELP, readCommand } from './commandLine'
import { readyBox } from './readyBox'

it('given no argument, expect a start on port 3000 at the speed of this machine', () => {
  expect(readCommand([], undefined)).toEqual({
    kind: 'start',
    options: {
      port: 3000,
      reset: false,
      cloud: null,
      skus: null,
      app: null,
      size: null,
      faults: null,
      live: null,
      write: false,
    },
  })
})

it('given every option, expect it to be read', () => {
  const skus = ['--skus', 'my stock.csv', '--yes', '--check', '--troubles', '--faults=x.json']
  expect(readCommand(['--reset', '--cloud=7', ...skus], '0')).toEqual({
    kind: 'start',
    options: {
      port: 0,
      reset: true,
      cloud: 7,
      faults: 'x.json',
      skus: { file: 'my stock.csv', yes: true, check: true, troubles: true },
      live: null,
      write: false,
      app: null,
      size: null,
    },
  })
  expect(readCommand(['--skus=a.xlsx'], undefined)).toMatchObject({
    options: { skus: { file: 'a.xlsx', yes: false } },
  })
  expect(readCommand(['--cloud'], '4000')).toMatchObject({ options: { cloud: 1 } })
})

it.each([
  [['--live', 'live.json'], { live: 'live.json', write: false }],
  [['--live=a/b.json', '--write'], { live: 'a/b.json', write: true }],
  [['--write', '--live', 'live.json', '--reset'], { live: 'live.json', write: true, reset: true }],
])('given %j, expect the live file and whether it may be written to', (args, options) => {
  expect(readCommand(args, undefined)).toMatchObject({ kind: 'start', options })
})

it.each([['--help'], ['-h']])('given %s beside anything else, expect the help', flag => {
  expect(readCommand([flag, '--nonsense'], 'x')).toEqual({ kind: 'help' })
})

it.each([
  [['--rest'], undefined, '--rest'],
  [['--live'], undefined, 'Unknown: --live'],
  [['--live', '--write'], undefined, 'Unknown: --live'],
  [['--write'], undefined, '--write'],
  [['--cloud=x', 'reset'], undefined, '--cloud=x reset'],
  [[], '70000', '70000'],
  [[], '', 'PORT'],
  [['--prot'], 'abc', 'abc'],
  [['--skus'], undefined, '--skus'],
  [['--skus='], undefined, '--skus'],
  [['--reset=now'], undefined, '--reset=now'],
  [['--yes', '--check'], undefined, '--yes --check'],
])('given %j and PORT %s, expect what is wrong to be named with the help', (args, port, named) => {
  const command = readCommand(args, port)
  expect(command.kind).toBe('refused')
  const problem = command.kind === 'refused' ? command.problem : ''
  expect(problem).toContain(named)
  expect(problem).toContain(HELP)
})

it.each([
  [['--app', 'apps/one'], '/home/ana/apps/one'],
  [['--app=../one'], '/home/one'],
  [['--app', '/apps/one', '--reset'], '/apps/one'],
])('given %j, expect the folder of that app', (args, dir) => {
  const command = readCommand(args, undefined, '/home/ana')
  expect(command).toMatchObject({ kind: 'start', options: { app: { dir, plugins: ['store'] } } })
})

it('given several folders, expect the first in front and the others beside it', () => {
  expect(readCommand(['--app', 'one'], undefined)).toMatchObject({
    options: { app: { others: [] } },
  })
  expect(
    readCommand(['--app', 'one', '--app=/two', '--app', '../three'], undefined, '/home/ana')
  ).toMatchObject({
    options: { app: { dir: '/home/ana/one', others: ['/two', '/home/three'] } },
  })
})

it('given a file of stubs, expect it found from where the person stands, and only with --app', () => {
  const read = (...args: string[]) => readCommand(args, undefined, '/home/ana')
  expect(read('--app', 'one', '--stubs', 'mine.json')).toMatchObject({
    options: { app: { stubs: '/home/ana/mine.json' } },
  })
  expect(read('--app', 'one')).toMatchObject({ options: { app: { stubs: null } } })
  expect(read('--stubs', 'mine.json')).toMatchObject({
    kind: 'refused',
    problem: expect.stringContaining('Only with --app DIR: --stubs'),
  })
})

it.each<[string, readonly string[]]>([
  ['store', ['store']],
  ['carrefour,store', ['store', 'carrefour']],
  ['none', []],
])('given --plugins %s, expect these around the app', (text, plugins) => {
  const command = readCommand(['--app', 'one', '--plugins', text], undefined)
  expect(command).toMatchObject({ options: { app: { plugins } } })
})

it.each([
  ['300', null],
  ['10000', 10_000],
  ['100000', 100_000],
])('given --size %s, expect that many SKUs', (text, size) => {
  expect(readCommand(['--size', text], undefined)).toMatchObject({ options: { size } })
})

it.each([
  [['--size', '5']],
  [['--size', '10000', '--skus', 'a.csv']],
  [['--app']],
  [['--app=']],
  [['--plugins', 'store']],
  [['--app', 'a', '--plugins', 'b']],
  [['--app', 'a', '--skus', 'b.csv']],
])('given %j, expect it refused', args => {
  expect(readCommand(args, undefined).kind).toBe('refused')
})

const app = {
  id: 'acme.app@1.0.0',
  others: [],
  pages: [['Orders', '/admin/orders']],
  routes: ['/_v/orders/:id'],
  reach: [
    ['GraphQL', 'POST /_v/private/graphql/v1 of acme.app'],
    ['Hears', 'order-created of vtex.orders-broadcast (onOrder)'],
  ],
  plugins: ['store'],
  told: ['Builder dotnet 2.x: not here'],
} as const

it('expect the box to name every page, user, folder and the way out', () => {
  const box = readyBox({
    url: 'http://localhost:3000',
    account: 'lojademo',
    home: '/admin/orders',
    command: 'npm start -- --app ~/apps/orders',
    app,
    states: true,
    dataDir: '.local',
    users: [{ email: 'viewer@lojademo.example', may: 'may view' }],
  })
  for (const path of [
    '/admin/orders',
    '/console/store',
    '/console/mail',
    '/admin/states',
    '/_v/orders/:id',
  ])
    expect(box).toContain(`http://localhost:3000${path}\n`)
  expect(box).not.toContain('/console/carrefour')
  expect(box).toMatch(
    /GraphQL {2,}POST http:\/\/localhost:3000\/_v\/private\/graphql\/v1 of acme.app\n/
  )
  expect(box).toContain('order-created of vtex.orders-broadcast (onOrder)\n')
  expect(box).toContain('POST http://localhost:3000/_local/events\n')
  expect(box).toContain('- Builder dotnet')
  expect(box).toContain('acme.app@1.0.0')
  expect(box).toMatch(/^ready: http:\/\/localhost:3000\/admin\/\S+$/m)
  expect(box).toContain('http://dev--lojademo.localhost:3000/')
  expect(box).toMatch(/viewer@lojademo\.example {2,}may view/)
  for (const words of [
    'Ctrl-C',
    'npm start -- --app ~/apps/orders --reset',
    '--help',
    '.local/service.log',
  ])
    expect(box).toContain(words)
})

it.each<[string, boolean, PluginName[], string[], string[]]>([
  ['both', true, ['store', 'carrefour'], ['tour', 'store', 'carrefour', 'timeline'], []],
  ['the store alone', true, ['store'], ['store', 'timeline'], ['tour', 'carrefour']],
  ['none', true, [], ['mail', 'clock'], ['tour', 'store', 'carrefour', 'timeline']],
  ['both, around another app', false, ['store', 'carrefour'], ['store', 'timeline'], ['tour']],
])(
  'given as stand-ins %s, expect terminal and consoles to offer the same pages, each with something to do',
  (_, isOwnApp, played, offered, others) => {
    const box = readyBox({
      ...{ url: 'http://localhost:3000', account: 'lojademo', home: '/admin', command: '' },
      ...{ app: { ...app, plugins: played }, states: isOwnApp, dataDir: '.local', users: [] },
    })
    const consoles = consolesOf({ isOwnApp, played })
    for (const name of offered) {
      expect(box).toContain(`/console/${name}\n`)
      expect(consoles).toContain(name)
    }
    for (const name of others) {
      expect(box).not.toContain(`/console/${name}\n`)
      expect(consoles).not.toContain(name)
    }
  }
)

it("expect this app's menu, with its names", () => {
  expect(menuPages(ROOT)).toEqual([
    ['Inventory', '/admin/carrefour-inventory/inventory'],
    ['Integrations', '/admin/carrefour-inventory/integrations'],
  ])
})

it('given a data folder in use, expect a second start to learn the address', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'workspace-'))
  expect(holderOf(dataDir)).toBeUndefined()
  const taken = takeDataDir(dataDir)
  expect(holderOf(dataDir)).toEqual({ pid: process.pid, url: undefined })
  taken.runsAt('http://localhost:3402')
  expect(holderOf(dataDir)).toEqual({ pid: process.pid, url: 'http://localhost:3402' })
})
