import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { afterAll, describe, expect, it } from '@jest/globals'

import { ROOT } from '../workspace'

import { parseJsonWithComments } from './jsonWithComments'
import { readSettings } from './readSettings'
import { readLive } from './start'

const folder = mkdtempSync(join(tmpdir(), 'live-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
function fileOf(text: string, mode = 0o600): string {
  const file = join(folder, `live-${(count += 1)}.json`)
  writeFileSync(file, text, { mode })
  chmodSync(file, mode)
  return file
}

const GOOD = {
  account: 'minhaloja',
  appKey: 'vtexappkey-minhaloja-ABC',
  appToken: 'token-token-token',
  carrefourUrl: 'https://carrefour.mirakl.net',
}

const read = (change: object, env: NodeJS.ProcessEnv = {}) =>
  readSettings(fileOf(JSON.stringify({ ...GOOD, ...change })), env)

function problemsOf(change: object, env: NodeJS.ProcessEnv = {}): readonly string[] {
  const result = read(change, env)
  return result.kind === 'read' ? [] : result.problems.map(({ en }) => en)
}

function settingsOf(change: object, env: NodeJS.ProcessEnv = {}) {
  const result = read(change, env)
  if (result.kind === 'refused') throw new Error(result.problems.map(({ en }) => en).join())
  return result.settings
}

describe('addresses that keys must not go to', () => {
  it.each([
    ...['https://169.254.169.254', 'https://2852039166', 'https://[::ffff:169.254.169.254]'],
    ...['https://0.0.0.0', 'https://[::]', 'https://[fe80::1]', 'https://[fd00:ec2::254]'],
    ...['https://metadata.google.internal', 'https://carrefour.mirakl.net.'],
  ])('given %s, expect it refused for both hosts', address => {
    expect(problemsOf({ carrefourUrl: address })).toEqual([
      expect.stringContaining('"carrefourUrl" is an address that no store has'),
    ])
    expect(problemsOf({ storeUrl: address })).toEqual([
      expect.stringContaining('"storeUrl" is an address that no store has'),
    ])
  })

  it.each(['https://minhaloja.myvtex.com', 'https://infra.io.vtex.com'])(
    'given %s as Carrefour, expect it refused',
    carrefourUrl => {
      expect(problemsOf({ carrefourUrl })).toEqual([expect.stringContaining('an address of VTEX')])
    }
  )

  it('given one server for both, expect it refused; given two of one machine, expect them', () => {
    expect(problemsOf({ storeUrl: GOOD.carrefourUrl })).toEqual([
      expect.stringContaining('are the same'),
    ])
    expect(
      problemsOf({ storeUrl: 'https://localhost:8443', carrefourUrl: 'https://localhost:9443' })
    ).toEqual([])
  })
})

it.each([
  [{ account: 5 }, '"account" must be a text'],
  [{ account: 'Minha Loja' }, '"account" must be the name'],
  [{ appKey: 5 }, '"appKey" must be a text'],
  [{ appKey: '${NOT_SET}' }, 'NOT_SET, which is empty'],
  [{ carrefourUrl: 5 }, '"carrefourUrl" must be a text'],
])('given %j, expect one sentence', (change, said) => {
  expect(problemsOf(change)).toEqual([expect.stringContaining(said)])
})

describe('the live file', () => {
  it('given the least, expect both hosts real at five calls a second', () => {
    expect(settingsOf({})).toMatchObject({
      account: 'minhaloja',
      store: { address: new URL('https://minhaloja.vtexcommercestable.com.br') },
      carrefour: { address: new URL('https://carrefour.mirakl.net') },
      callsPerSecond: 5,
      ca: null,
      publicUrl: null,
    })
  })

  it('given the example of the repository and its variables, expect it to be read', () => {
    const file = join(folder, 'example.json')
    writeFileSync(file, readExample(), { mode: 0o600 })
    const env = {
      VTEX_ACCOUNT: 'minhaloja',
      VTEX_APP_KEY: GOOD.appKey,
      VTEX_APP_TOKEN: GOOD.appToken,
      CARREFOUR_URL: GOOD.carrefourUrl,
    }
    expect(readSettings(file, env)).toMatchObject({
      kind: 'read',
      settings: { account: 'minhaloja', callsPerSecond: 5 },
      variables: ['VTEX_APP_KEY', 'VTEX_APP_TOKEN'],
    })
    const missing = readSettings(file, {})
    const said = missing.kind === 'refused' ? missing.problems.map(({ en }) => en).join('\n') : ''
    for (const name of Object.keys(env)) expect(said).toContain(name)
  })

  it.each([
    ['its group may read it', 0o640],
    ['everybody may read it', 0o604],
    ['its group may write it', 0o620],
  ])('given that %s, expect a refusal that says what to type', (_, mode) => {
    const result = readSettings(fileOf(JSON.stringify(GOOD), mode), {})
    expect(result).toMatchObject({
      kind: 'refused',
      problems: [
        { en: expect.stringContaining('chmod 600'), pt: expect.stringContaining('chmod 600') },
      ],
    })
  })

  it('given none, expect to be told of the example', () => {
    expect(readSettings(join(folder, 'none.json'), {})).toMatchObject({
      kind: 'refused',
      problems: [{ en: expect.stringContaining('live.example.json') }],
    })
  })

  it('given values from the environment, expect them, also within a text and with a default', () => {
    const env = { NAME: 'minhaloja', PACE: '7', KEY: 'k-1' }
    expect(
      settingsOf(
        {
          account: '${NAME}',
          callsPerSecond: '${PACE}',
          appKey: 'vtexappkey-${KEY}',
          publicUrl: '${NOWHERE:-}',
        },
        env
      )
    ).toMatchObject({ account: 'minhaloja', callsPerSecond: 7, publicUrl: null })
  })

  it('given PUBLIC_URL in the environment alone, expect it to be taken', () => {
    const env = { PUBLIC_URL: 'https://tunnel.example' }
    expect(settingsOf({}, env).publicUrl).toEqual(new URL('https://tunnel.example'))
  })

  it('given hosts that stay local, expect their keys and addresses not to be asked for', () => {
    expect(
      settingsOf({ hosts: { store: 'local', carrefour: 'real' }, appKey: '', appToken: '' })
    ).toMatchObject({ store: null, carrefour: {} })
    expect(
      settingsOf({ hosts: { store: 'real', carrefour: 'local' }, carrefourUrl: '' })
    ).toMatchObject({ carrefour: null })
  })

  it.each([
    [{ account: 'Minha Loja' }, '"account"'],
    [{ account: 'loja.myvtex.com' }, '"account"'],
    [{ appKey: 'with a blank' }, '"appKey"'],
    [{ appToken: 'two\nlines' }, '"appToken"'],
    [{ appToken: 7 }, '"appToken"'],
    [{ carrefourUrl: 'http://carrefour.mirakl.net' }, '"carrefourUrl"'],
    [{ carrefourUrl: 'https://user:pw@carrefour.mirakl.net' }, '"carrefourUrl"'],
    [{ carrefourUrl: '' }, '"carrefourUrl"'],
    [{ storeUrl: 'https://loja.example/api' }, '"storeUrl"'],
    [{ publicUrl: 'http://tunnel.example' }, '"publicUrl"'],
    [{ callsPerSecond: 1000 }, '"callsPerSecond"'],
    [{ callsPerSecond: '${NONE}' }, 'NONE'],
    [{ hosts: { store: 'yes' } }, '"hosts.store"'],
    [{ hosts: { shop: 'real' } }, '"hosts.shop"'],
    [{ hosts: ['store'] }, '"hosts"'],
    [{ hosts: 'local' }, '"hosts"'],
    [{ toString: 'x' }, '"toString"'],
    [{ publicUrl: 'https://localhost' }, '"publicUrl"'],
    [{ publicUrl: 'https://127.0.0.1:3000' }, '"publicUrl"'],
    [{ publicUrl: 'https://minhaloja.myvtex.com' }, '"publicUrl"'],
    [{ publicUrl: 'https://192.168.0.7' }, '"publicUrl" must be the public address'],
    [{ publicUrl: 'https://computer' }, '"publicUrl" must be the public address'],
    [{ publicUrl: 'https://tunnel.example.' }, '"publicUrl" must be the public address'],
    // Its calls to Carrefour would be taken for calls from outside.
    [{ publicUrl: GOOD.carrefourUrl }, '"publicUrl" must be the public address'],
    [{ storeUrl: 'https://loja.example', publicUrl: 'https://loja.example' }, '"publicUrl"'],
    [{ appKey: '$VTEX_APP_KEY' }, '"appKey" seems to name'],
    [{ appToken: '%VTEX_APP_TOKEN%' }, '"appToken" seems to name'],
    [{ appKey: '${env:VTEX_APP_KEY}' }, '"appKey" seems to name'],
    [{ account: '${VTEX_ACCOUNT' }, '"account" seems to name'],
    [{ ca: 'no-such-file.pem' }, 'no-such-file.pem'],
    [{ shopKey: 'a-key' }, '"shopKey"'],
  ])('given %j, expect the field to be named', (change, named) => {
    expect(problemsOf(change).join('\n')).toContain(named)
  })

  it.each([
    ['a folder', (name: string) => void mkdirSync(name, { mode: 0o700 })],
    ['a pipe', (name: string) => void spawnSync('mkfifo', ['-m', '600', name])],
  ])('given %s, expect a sentence and no wait', (kind, make) => {
    const file = join(folder, kind)
    make(file)
    // Not every system has pipes with names.
    if (!existsSync(file)) return
    const result = readSettings(file, {})
    expect(result.kind === 'refused' ? result.problems.map(({ en }) => en) : []).toEqual([
      expect.stringContaining('not an ordinary file'),
    ])
  })

  it.each([
    ['a folder', (name: string) => void mkdirSync(name)],
    ['a pipe', (name: string) => void spawnSync('mkfifo', [name])],
    ['a file without an end', (name: string) => void symlinkSync('/dev/zero', name)],
  ])('given %s for the certificate authority, expect a sentence and no wait', (kind, make) => {
    const ca = `ca of ${kind}`
    make(join(folder, ca))
    if (!existsSync(join(folder, ca))) return
    expect(problemsOf({ ca })).toEqual([expect.stringContaining(ca)])
  })

  it('given a file that Windows saved as "Unicode", expect it read', () => {
    const file = fileOf('')
    writeFileSync(file, Buffer.from(`\ufeff${JSON.stringify(GOOD)}`, 'utf16le'))
    expect(readSettings(file, {})).toMatchObject({ kind: 'read' })
  })

  it('given several mistakes, expect all of them at once', () => {
    expect(
      problemsOf({ account: '', appKey: '', callsPerSecond: 0 }).length
    ).toBeGreaterThanOrEqual(3)
  })

  it('given no JSON, expect the place, and nothing of what stands there', () => {
    const result = readSettings(fileOf('{\n  // note\n  "appToken": secret-secret\n}'), {})
    const said = result.kind === 'refused' ? result.problems.map(({ en }) => en).join() : ''
    expect(said).toContain('3:')
    expect(said).not.toContain('secret')
  })

  it('expect no key in what is printed or written of the settings', () => {
    const settings = settingsOf({})
    const printed = [
      JSON.stringify(settings),
      inspect(settings, { depth: 9, showHidden: true }),
      String(settings.store?.appToken),
    ]
    for (const text of printed) {
      expect(text).not.toContain(GOOD.appToken)
      expect(text).not.toContain(GOOD.appKey)
    }
    expect(settings.store?.appToken.reveal()).toBe(GOOD.appToken)
  })
})

describe('a start', () => {
  it('given keys from the environment, expect them gone from it: no later process inherits them', () => {
    const env = { KEY: 'k', TOKEN: 't', HOME: '/home/minhaloja', LANG: 'pt_BR.UTF-8' }
    const file = fileOf(
      JSON.stringify({ ...GOOD, appKey: '${KEY}', appToken: '${TOKEN}', account: 'minhaloja' })
    )
    expect(readLive({ live: file, write: false }, env)).toMatchObject({
      kind: 'ready',
      folder: ['live', 'minhaloja'],
    })
    expect(env).toEqual({ HOME: '/home/minhaloja', LANG: 'pt_BR.UTF-8' })
  })

  it.each([
    ['pt_BR.UTF-8', 'Deixe-o só para você'],
    ['es_AR.UTF-8', 'Déjelo solo para usted'],
    ['C.UTF-8', 'Make it yours alone'],
  ])('given a terminal in %s, expect its language', (LANG, words) => {
    const file = fileOf(JSON.stringify(GOOD), 0o644)
    expect(readLive({ live: file, write: false }, { LANG })).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining(words),
    })
  })

  it('given --write without the real Carrefour, expect a refusal', () => {
    const file = fileOf(JSON.stringify({ ...GOOD, hosts: { carrefour: 'local' } }))
    expect(readLive({ live: file, write: true }, {}).kind).toBe('refused')
  })
})

describe('JSON with comments', () => {
  it('given comments and last commas, expect what is left; texts stay as they are', () => {
    const text =
      '\uFEFF{ // one\n "a": "http://x, // no comment", /* two\n lines */ "b": [1, 2,], "c": "\\"/*" , }'
    expect(parseJsonWithComments(text)).toEqual({
      a: 'http://x, // no comment',
      b: [1, 2],
      c: '"/*',
    })
  })
})

const readExample = (): string => readFileSync(join(ROOT, 'live.example.json'), 'utf8')
