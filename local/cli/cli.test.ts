import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, it } from '@jest/globals'

import { takeDataDir } from '../data-lock'

import { COMMANDS, HELP, runCli, type Terminal } from './run'
import { type Running, runningIn } from './running'

interface Asked {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: { query?: string; variables?: Record<string, unknown>; user?: string } | null
}

const PAGE = {
  carrefourProcesses: {
    total: 1,
    page: 1,
    pageSize: 25,
    searchProblem: null,
    items: [
      {
        skuId: '7',
        name: 'Copo \u001b[31m',
        status: 'WARNING',
        cause: 'NOT_CATALOGED',
        quantity: 3,
        available: 3,
        processedAt: null,
      },
    ],
  },
}
const PLAN = {
  __typename: 'CarrefourReprocessPlan',
  total: 2,
  waiting: 0,
  blocked: 0,
  missing: [],
  files: 1,
  nextSendAt: null,
  jobsAhead: 0,
  refusal: null,
}
const JOB = {
  __typename: 'CarrefourReprocessJob',
  id: 'j1',
  state: 'PLANNED',
  expected: 2,
  createdAt: '',
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), { status, headers })

/** A workspace or an account that answers every operation like this, and a terminal in front of it. */
function setup(data: object | Response, more: Partial<Terminal> = {}) {
  const asked: Asked[] = []
  const said = { out: '', err: '' }
  const fetcher: typeof fetch = (input, init = {}) => {
    const url = input instanceof Request ? input.url : input.toString()
    asked.push({
      url,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as Asked['body']) : null,
    })
    if (url.endsWith('/_local/vtexid/login'))
      return Promise.resolve(json({}, 200, { 'set-cookie': 'VtexIdclientAutCookie=abc; Path=/' }))
    return Promise.resolve(data instanceof Response ? data.clone() : json({ data }))
  }
  const terminal: Terminal = {
    env: { LANG: 'en_US.UTF-8' },
    isTty: false,
    out: text => (said.out += text),
    err: text => (said.err += text),
    confirm: undefined,
    running: () => [{ url: 'http://localhost:3000', account: 'lojademo' }],
    fetcher,
    ...more,
  }
  const run = (...args: string[]) => runCli(args, terminal)
  return {
    run,
    asked,
    said,
    error: () => (JSON.parse(said.err) as { error: { code: string } }).error,
  }
}

it('given no terminal, expect JSON and nothing else', async () => {
  const { run, said } = setup(PAGE)
  expect(await run('list')).toBe(0)
  expect(JSON.parse(said.out)).toEqual(PAGE.carrefourProcesses)
  expect(said.err).toBe('')
})

it.each([
  ['pt_BR.UTF-8', 'Processado com aviso'],
  ['es_AR', 'Procesado con advertencia'],
  ['C', 'Processed with warning'],
])(
  "given a terminal in %s, expect people's words in that language, and none that steers it",
  async (LANG, words) => {
    const { run, said } = setup(PAGE, { isTty: true, env: { LANG } })
    expect(await run('list')).toBe(0)
    expect(said.out).toContain(words)
    expect(said.out).not.toContain('\u001b')
  }
)

it('given a locale that is set to nothing, expect the next one to count', async () => {
  const { run, said } = setup(PAGE, { isTty: true, env: { LC_ALL: '', LANG: 'es_MX.UTF-8' } })
  await run('list')
  expect(said.out).toContain('Procesado con advertencia')
})

it('given two reasons that nobody has classified, expect the words of each', async () => {
  const problem = { cause: 'REJECTED', count: 2, since: null, actor: 'MERCHANT' }
  const { run, said } = setup(
    {
      carrefourConnection: {
        ...{ pending: 0, success: 1, warning: 0, error: 4, configuration: null },
        ...{ lastConfirmedAt: null, nextSendAt: null, waitingSince: null },
        ...{ incident: null, outages: [], standstill: null },
      },
      carrefourProblems: {
        problems: [
          { ...problem, fingerprint: 'a', sampleMessage: 'Preço fora da faixa' },
          { ...problem, fingerprint: 'b', sampleMessage: 'Oferta bloqueada' },
          { ...problem, cause: 'STALE', fingerprint: null, sampleMessage: 'not shown' },
        ],
      },
    },
    { isTty: true }
  )
  expect(await run('status')).toBe(0)
  for (const words of ['“Preço fora da faixa”', '“Oferta bloqueada”'])
    expect(said.out).toContain(words)
  expect(said.out).not.toContain('not shown')
})

it('given one SKU to send again, expect it to be spoken of as one', async () => {
  const { run, error } = setup({ carrefourReprocessPlan: { ...PLAN, total: 1 } })
  await run('reprocess', '7')
  expect(error()).toMatchObject({ message: 'This sends 1 SKU again. Add --yes.' })
})

it('given a user, expect the command to be asked as that user of the workspace', async () => {
  const { run, asked } = setup(PAGE)
  await run(
    'list',
    '--as',
    'viewer',
    '--status',
    'error',
    '--cause',
    'not-cataloged,STALE',
    '--search',
    'copo'
  )
  expect(asked[0]?.body?.user).toBe('viewer@lojademo.example')
  expect(asked[1]?.headers.get('cookie')).toBe('VtexIdclientAutCookie=abc')
  expect(asked[1]?.body?.variables).toMatchObject({
    filter: { status: 'ERROR', causes: ['NOT_CATALOGED', 'STALE'], search: 'copo' },
  })
})

it('given the workspace of a real store, expect it found, and its own users', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'running-'))
  takeDataDir(join(dataDir, 'live', 'minhaloja.local-store')).runsAt('http://localhost:3400')
  const running = (): readonly Running[] => runningIn(dataDir)
  const { run, asked } = setup(PAGE, { running })
  await run('list')
  await run('list', '--url', 'http://localhost:3400/')
  await run('list', '--url', 'http://localhost:3999')
  rmSync(dataDir, { recursive: true })
  const signedIn = asked.flatMap(({ url, body }) => (body?.user ? [`${url} ${body.user}`] : []))
  expect(signedIn).toEqual([
    'http://localhost:3400/_local/vtexid/login owner@minhaloja.example',
    'http://localhost:3400/_local/vtexid/login owner@minhaloja.example',
    'http://localhost:3999/_local/vtexid/login owner@lojademo.example',
  ])
})

it('given an account, expect its address, the token of the environment, and no sign-in', async () => {
  const token = 'token-of-somebody'
  const { run, asked } = setup(PAGE, { env: { VTEX_TOKEN: token } })
  expect(await run('list', '--account', 'mystore', '--workspace', 'dev')).toBe(0)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.url).toBe('https://dev--mystore.myvtex.com/_v/private/graphql/v1')
  expect(asked[0]?.headers.get('cookie')).toBe(`VtexIdclientAutCookie=${token}`)
})

it.each([
  [['list', '--account', 'mystore'], 4, 'NO_TOKEN', ''],
  [['snapshot', '--account', 'mystore'], 2, 'LOCAL_ONLY', 'a-long-enough-token'],
  [
    ['list', '--account', 'mystore', '--url', 'http://example.com'],
    2,
    'BAD_URL',
    'a-long-enough-token',
  ],
  [['list', '--url', 'nowhere'], 2, 'BAD_URL', ''],
  [['lisst'], 2, 'UNKNOWN_COMMAND', ''],
  [['list', '--page', '0'], 2, 'BAD_NUMBER', ''],
  [['list', '--status', 'a b'], 2, 'BAD_FILTER', ''],
  [['list', '--nope'], 2, 'UNKNOWN_OPTION', ''],
  [['reprocess'], 2, 'WHICH_SKUS', ''],
  [['reprocess', '7', '--all'], 2, 'WHICH_SKUS', ''],
  [['fault', 'lode'], 2, 'UNKNOWN_ACTION', ''],
  [['fault', 'load', 'no-such-case'], 5, 'INVALID_FAULTS', ''],
  [['snapshot', 'save'], 2, 'NAME_MISSING', ''],
  [['clock', 'forward', '0m'], 2, 'BAD_DURATION', ''],
  [['clock', 'forward', 'soon'], 2, 'BAD_DURATION', ''],
] as [string[], number, string, string][])(
  'given %j, expect code %d and %s',
  async (args, exit, code, token) => {
    const { run, error, said } = setup(PAGE, {
      env: { VTEX_TOKEN: token },
    })
    expect(await run(...args)).toBe(exit)
    expect(error().code).toBe(code)
    expect(said.out).toBe('')
  }
)

it.each<[string, Response, number, string]>([
  [
    'a person without the right',
    json({ errors: [{ message: 'No', extensions: { code: 'FORBIDDEN' } }] }),
    4,
    'FORBIDDEN',
  ],
  [
    'nobody signed in',
    json({ errors: [{ message: 'No', extensions: { code: 'UNAUTHENTICATED' } }] }),
    4,
    'UNAUTHENTICATED',
  ],
  [
    'a value that the app refuses',
    json({ errors: [{ message: 'x', extensions: { code: 'BAD_USER_INPUT' } }] }),
    5,
    'BAD_USER_INPUT',
  ],
  ['an account without the app', new Response('<html>', { status: 404 }), 6, 'HTTP_404'],
  ['an error page', new Response('<html>', { status: 502 }), 5, 'HTTP_502'],
])('given %s, expect a stable code', async (_what, answer, exit, code) => {
  const { run, error } = setup(answer)
  expect(await run('list')).toBe(exit)
  expect(error().code).toBe(code)
})

it('given nobody at the address, expect code 3 and what to do', async () => {
  const { run, said } = setup(PAGE, {
    fetcher: () => Promise.reject(new TypeError('fetch failed')),
    isTty: true,
  })
  expect(await run('status')).toBe(3)
  expect(said.err).toContain('npm start')
  const none = setup(PAGE, { running: () => [] })
  expect(await none.run('status')).toBe(3)
})

it('given a reprocess without a yes, expect the plan and nothing started', async () => {
  const { run, error, asked } = setup({
    carrefourReprocessPlan: PLAN,
    startCarrefourReprocess: JOB,
  })
  expect(await run('reprocess', '7', '8')).toBe(2)
  expect(error()).toMatchObject({ code: 'NOT_CONFIRMED', plan: { total: 2 } })
  expect(asked.some(({ body }) => body?.query?.includes('startCarrefourReprocess'))).toBe(false)
})

it.each([
  ['--yes', ['--yes'], {}],
  ['a person who says yes', [], { isTty: true, confirm: () => Promise.resolve(true) }],
])('given %s, expect a job with exactly those SKUs and the key', async (_who, more, terminal) => {
  const { run, asked } = setup(
    { carrefourReprocessPlan: PLAN, startCarrefourReprocess: JOB },
    terminal
  )
  expect(await run('reprocess', '7', '8', '--key', 'k1', ...more)).toBe(0)
  expect(asked.at(-1)?.body?.variables).toEqual({ filter: { skuIds: ['7', '8'] }, key: 'k1' })
})

it('given a time to move by, expect it in milliseconds', async () => {
  const { run, asked } = setup(json({ now: '2026-11-26T10:00:00.000Z', offsetMs: 600_000 }))
  expect(await run('clock', 'forward', '10m')).toBe(0)
  expect(asked[0]).toMatchObject({
    url: 'http://localhost:3000/_local/clock',
    method: 'POST',
    body: { advanceMs: 600_000 },
  })
})

it('given a refusal of the app, expect its code', async () => {
  const { run, error } = setup({ carrefourReprocessPlan: { ...PLAN, refusal: 'INCIDENT_OPEN' } })
  expect(await run('reprocess', '--all', '--yes')).toBe(5)
  expect(error().code).toBe('INCIDENT_OPEN')
})

it('expect the help to name every command', async () => {
  const { run, said } = setup(PAGE)
  expect(await run('--help')).toBe(0)
  expect(said.out).toBe(HELP)
  for (const { name } of COMMANDS) expect(HELP).toContain(`  ${name}`)
})

it.each([
  [['status', 'now']],
  [['snapshot', 'save', 'a', 'b']],
  [['snapshot', 'toString', 'a']],
  [['clock', 'show', 'more']],
  [['list', '7', '8']],
  [['fault', 'clear', 'a', 'b']],
])('given %j, expect it refused for what stands there too much, and nothing asked', async args => {
  const { run, asked, said } = setup(PAGE)
  expect(await run(...args)).toBe(2)
  expect(said.err).toContain(args[args.length - 1])
  expect(asked).toEqual([])
})

it('given fields that the workspace refuses, expect them named with what they must be', async () => {
  const problems = [{ field: 'advanceMs', message: 'must be a whole number from 1 to 5' }]
  const { run, error } = setup(json({ error: { message: 'It cannot be moved.', problems } }, 400))
  expect(await run('clock', 'forward', '9999999d')).toBe(5)
  expect(error()).toMatchObject({
    message: 'It cannot be moved. advanceMs must be a whole number from 1 to 5.',
    problems,
  })
})

it('given a file of faults that is not there, expect its name and where the cases are', async () => {
  const { run, said } = setup(PAGE)
  expect(await run('fault', 'load', 'nope')).toBe(5)
  expect(said.err).toMatch(/nope: there is no such file, and no case of that name/)
})

it.each([
  ['--status', 'banana', ['SUCCESS', 'WARNING', 'ERROR', 'PENDING']],
  ['--cause', 'AUTH_INVALID,fruit', ['NOT_CATALOGED', 'AUTH_INVALID']],
  ['--actor', 'toString', ['MERCHANT', 'CARREFOUR', 'APP', 'NOBODY']],
])('given %s %s, which there is not, expect what there is', async (option, value, choices) => {
  const { run, said, asked } = setup(PAGE)
  expect(await run('list', option, value)).toBe(2)
  expect(said.err).toContain('BAD_FILTER')
  for (const choice of choices) expect(said.err).toContain(choice)
  expect(asked).toEqual([])
})
