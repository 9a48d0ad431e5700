import { CallError } from '../shared/callError'
import { MessageCenter } from './messageCenter'
import {
  SchedulerClient,
  MinuteScheduler,
  publicUrlOf,
  readsClock,
  standbyOf,
  systemClock,
  CommonClock,
} from './platform'
import { type Millis, MINUTE, HOUR, SECOND } from '../shared/time'
import { anIoContext } from '../testing/vtex'
import { clients } from '../compose'
import { asPerson } from './middleware'
import { ExternalClient } from '@vtex/api'
import { beforeEach, describe, expect, it } from '@jest/globals'
import { throughProxy } from '../testing/httpServer'
import fc from 'fast-check'
import { type Shop, aShop, idOf, notify } from '../testing/workday'
import { WORK_BUDGET, runEngine } from '../engine/engine'
import type { Ports } from '../ports'
import { takeLease } from '../engine/state.logic'
import { wrapped } from '../testing/deaths'

const PERSON = { adminUserAuthToken: 'person-token', authToken: 'app-token' }

/** Returns the token it was called with; refuses the person's when asked to. */
const calls = (refusal: CallError | null = null) => {
  const tokens: (string | undefined)[] = []
  const call = async (headers: Readonly<Record<string, string>>) => {
    const token = headers.VtexIdclientAutCookie
    tokens.push(token)
    if (refusal !== null && token === 'person-token') throw refusal
    return token
  }
  return { tokens, call }
}

describe('calls for a person', () => {
  it('use only the person’s token', async () => {
    const { tokens, call } = calls()
    expect(await asPerson(PERSON, call)).toBe('person-token')
    expect(tokens).toEqual(['person-token'])
  })

  it('use the app’s own token when there is no person', async () => {
    const { tokens, call } = calls()
    await asPerson({ authToken: 'app-token' }, call)
    expect(tokens).toEqual(['app-token'])
  })

  it.each([401, 403])('fall back to the app when the person is refused (%s)', async status => {
    const { tokens, call } = calls(new CallError('call', status, null))
    expect(await asPerson(PERSON, call)).toBe('app-token')
    expect(tokens).toEqual(['person-token', 'app-token'])
  })

  it.each([[500], [404], [null]])(
    'make no second call after another failure (%s)',
    async status => {
      const { tokens, call } = calls(new CallError('call', status, null))
      await expect(asPerson(PERSON, call)).rejects.toThrow('call')
      expect(tokens).toEqual(['person-token'])
    }
  )
})

const server = throughProxy()
const MAIL = {
  to: 'dona@loja.example',
  subject: 'Problema',
  title: 'ShopKey recusada',
  lines: ['Desde ontem.', 'Confira a chave.'],
  link: { href: 'https://lojademo.myvtex.com/admin', text: 'Abrir' },
}

const JSON_TYPE = { 'content-type': 'application/json' }
const THERE = { status: 200, headers: JSON_TYPE, body: '{"Name":"carrefour-stock-alert"}' }

beforeEach(() => {
  server().seen.length = 0
  server().reply = THERE
})

it('checks for the template and sends the mail with the app’s token', async () => {
  expect(await new MessageCenter(anIoContext()).send(MAIL)).toBe('sent')
  expect(server().seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://lojademo.vtexcommercestable.com.br/api/template-render/pvt/templates/carrefour-stock-alert',
    'POST http://mailservice.vtex.com.br/api/mail-service/pvt/sendmail?an=lojademo',
  ])
  const { headers, body } = server().last
  expect(headers.vtexidclientautcookie).toBe('app-token')
  expect(JSON.parse(body)).toEqual({
    TemplateName: 'carrefour-stock-alert',
    applicationName: 'email',
    logEvidence: false,
    jsonData: {
      to: 'dona@loja.example',
      subject: 'Problema',
      title: 'ShopKey recusada',
      lines: ['Desde ontem.', 'Confira a chave.'],
      link: 'https://lojademo.myvtex.com/admin',
      linkText: 'Abrir',
    },
  })
})

it('makes no second call, and the mail is not sent, when the service refuses', async () => {
  server().reply = { status: 503, headers: {}, body: '' }
  expect(await new MessageCenter(anIoContext()).send(MAIL)).toBe('failed')
  expect(server().seen).toHaveLength(1)
})

describe('a missing template', () => {
  it.each([
    ['204', { status: 204, headers: {}, body: '' }],
    ['200 without a body', { status: 200, headers: {}, body: '' }],
    ['200 with null', { status: 200, headers: JSON_TYPE, body: 'null' }],
    ['404', { status: 404, headers: {}, body: '' }],
  ])('is created before the mail is sent: %s', async (_, reply) => {
    server().reply = reply
    await new MessageCenter(anIoContext()).send(MAIL)
    expect(
      server()
        .seen.map(({ method }) => method)
        .slice(0, 2)
    ).toEqual(['GET', 'POST'])
    expect(JSON.parse(server().seen[1]?.body ?? '')).toMatchObject({
      Name: 'carrefour-stock-alert',
      Templates: { email: { To: '{{to}}' } },
    })
  })

  it('is created with the person’s token, and the mail sent with the app’s', async () => {
    server().reply = { status: 204, headers: {}, body: '' }
    const context = anIoContext({ adminUserAuthToken: 'person-token' })
    expect(await new MessageCenter(context).send(MAIL)).toBe('sent')
    expect(
      server().seen.map(
        ({ method, headers }) => `${method} ${String(headers.vtexidclientautcookie)}`
      )
    ).toEqual(['GET app-token', 'POST person-token', 'POST app-token'])
  })
})

it('creates one entry that posts the token to the tick route each minute', async () => {
  const context = anIoContext({ workspace: 'ana' })
  await new MinuteScheduler(new SchedulerClient(context), publicUrlOf(context)).ensure(
    'tick-secret'
  )
  const { method, url, headers, body } = server().last
  expect([method, url]).toEqual([
    'PUT',
    expect.stringMatching(/^http:\/\/lojademo\.myvtex\.com\/api\/scheduler\/ana\/.*\?version=4$/),
  ])
  expect(headers.vtexidclientautcookie).toBe('app-token')
  expect(JSON.parse(body)).toMatchObject({
    id: 'carrefour-tick',
    scheduler: { expression: '* * * * *' },
    request: {
      uri: 'https://ana--lojademo.myvtex.com/_v/carrefour-inventory/tick',
      method: 'POST',
      body: { token: 'tick-secret' },
    },
  })
})

it('uses the account’s plain address in the master workspace', () => {
  expect(publicUrlOf({ account: 'lojademo', workspace: 'master' })).toBe(
    'https://lojademo.myvtex.com'
  )
})

describe('repair', () => {
  const PATH = 'http://lojademo.myvtex.com/api/scheduler/master/'
  const context = anIoContext()
  const scheduler = new MinuteScheduler(new SchedulerClient(context), publicUrlOf(context))
  const entry = (uri: string, token: string) => ({
    id: 'carrefour-tick',
    request: { uri, method: 'POST', headers: {}, body: { token } },
  })
  const OURS = 'https://lojademo.myvtex.com/_v/carrefour-inventory/tick'
  const answer = (status: number, body: unknown) => {
    server().reply = {
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }
  }
  const asked = () => server().seen.map(({ method }) => method)
  beforeEach(() => void (server().seen.length = 0))

  it('reads a correct entry once and writes nothing', async () => {
    answer(200, [{ id: 'another' }, entry(OURS, 'tick-secret')])
    expect(await scheduler.repair('tick-secret')).toBe(false)
    expect(asked()).toEqual(['GET'])
    expect(server().last.url).toMatch(new RegExp(`^${PATH}.*\\?version=4$`))
  })

  it.each([
    ['none', 200, []],
    ['no list (404)', 404, {}],
    ['something else', 200, { jobs: 1 }],
    ['an old token', 200, [entry(OURS, 'old-secret')]],
    ['another address', 200, [entry('https://x.example/tick', 'tick-secret')]],
  ])('creates the entry with %s', async (_, status, body) => {
    answer(status, body)
    const repaired = scheduler.repair('tick-secret').catch(() => 'the write met the same answer')
    await repaired
    expect(asked().slice(0, 2)).toEqual(['GET', 'PUT'])
  })

  it('accepts that the entry is unchanged (304)', async () => {
    answer(304, '')
    await scheduler.ensure('tick-secret')
    expect(asked()).toEqual(['PUT'])
  })

  it('removes the entry by its id; a missing one is no error', async () => {
    answer(404, {})
    await scheduler.remove()
    expect([server().last.method, server().last.url]).toEqual([
      'DELETE',
      expect.stringMatching(new RegExp(`^${PATH}.*/carrefour-tick\\?version=4$`)),
    ])
  })
})

it('a replica’s pause is over at once when the clock that set it has been set back', () => {
  let now = 1_000 * HOUR
  const standby = standbyOf('lojademo/clock', { now: () => now })
  standby.set(now + HOUR)
  expect(standby.until()).toBe(now + HOUR)
  now -= 24 * HOUR
  expect(standby.until()).toBe(0)
})

it('the time that replicas share is read off the answers to both clients of VBase', async () => {
  const { vbase, exactVbase } = clients.options
  expect(vbase.middlewares).toContain(readsClock)
  const ahead = Date.now() + 10 * MINUTE
  server().reply = {
    ...THERE,
    headers: { ...JSON_TYPE, date: new Date(ahead).toUTCString() },
  }
  await new AnyClient('http://vbase.example', anIoContext(), exactVbase).ask()
  expect(Math.abs(systemClock.now() - ahead)).toBeLessThan(MINUTE)
})

class AnyClient extends ExternalClient {
  ask = () => this.http.get('/any')
}

/** A date as HTTP writes it: without the rest of its second. */
const dateOf = (at: Millis): string => new Date(at).toUTCString()

/** A machine whose clock is off by `skew`; `answer` is one answer of the server, `late` off itself. */
function aMachine(skew: Millis, start = Date.parse('2026-11-02T12:00:00.400Z')) {
  let time = start
  let error = skew
  const clock = new CommonClock(() => time + error)
  return {
    clock,
    /** How wrong its common clock is. */
    error: () => clock.now() - time,
    answer(roundTrip: Millis, late: Millis = 0): void {
      const end = clock.reading()
      time += roundTrip / 2
      const date = dateOf(time + late)
      time += roundTrip / 2
      end(date)
    },
    pass: (ms: Millis) => (time += ms),
    step: (ms: Millis) => (error += ms),
  }
}

it.each([-HOUR, -90 * SECOND, -2 * SECOND, 2 * SECOND, 10 * MINUTE])(
  'a machine that is %i ms off learns it from the first answer, and soon to a tenth of a second',
  skew => {
    const machine = aMachine(skew)
    machine.answer(40)
    expect(Math.abs(machine.error())).toBeLessThanOrEqual(600)
    for (let call = 0; call < 30; call += 1) {
      machine.pass(1_234)
      machine.answer(40)
    }
    expect(Math.abs(machine.error())).toBeLessThanOrEqual(100)
  }
)

it('never moves the clock of a machine that is right, however slow the answers are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(9_000)), { maxLength: 60 }), answers => {
      const machine = aMachine(0)
      for (const [pause, roundTrip] of answers) {
        machine.pass(pause)
        machine.answer(roundTrip)
        expect(machine.error()).toBe(0)
      }
    })
  )
})

it('is moved by no single answer of another time, but by answers that agree for some seconds', () => {
  const machine = aMachine(0)
  machine.answer(40)
  for (const late of [-HOUR, 5 * MINUTE, HOUR, -90 * SECOND]) {
    machine.answer(40, late)
    machine.answer(40, late)
    machine.answer(40, late)
    expect(machine.error()).toBe(0)
    machine.pass(SECOND)
    machine.answer(40)
  }
  machine.step(-3 * MINUTE)
  for (let call = 0; call < 8; call += 1) {
    machine.pass(SECOND)
    machine.answer(40)
  }
  expect(Math.abs(machine.error())).toBeLessThanOrEqual(600)
})

it.each([undefined, null, '', 'soon', 12])('takes no time from the date %p', date => {
  const clock = new CommonClock(() => 1_000)
  clock.reading()(date)
  expect(clock.now()).toBe(1_000)
})

/** A replica of a shop on such a machine, whose every call of the shared state is a reading. */
function aReplica({ ports }: Shop, skew: Millis): Ports {
  const { clock } = ports
  const common = new CommonClock(() => clock.now() + skew)
  return wrapped(
    {
      ...ports,
      clock: {
        now: () => common.now(),
        sleep: ms => clock.sleep(ms),
        random: () => clock.random(),
      },
    },
    async (call, port) => {
      if (port !== 'connectionState') return call()
      const end = common.reading()
      await clock.sleep(20)
      const date = dateOf(clock.now())
      await clock.sleep(20)
      end(date)
      return call()
    }
  )
}

const skews = fc.constantFrom(
  -HOUR,
  -5 * MINUTE,
  -90 * SECOND,
  -3 * SECOND,
  -1_100,
  0,
  900,
  4 * SECOND,
  MINUTE,
  HOUR
)

it('replicas whose clocks are minutes apart keep the distances that Carrefour asks for', async () => {
  let files = 0
  await fc.assert(
    fc.asyncProperty(
      skews,
      skews,
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1_000, max: 20_000 })), {
        minLength: 20,
        maxLength: 40,
      }),
      async (first, second, turns) => {
        const shop = aShop()
        for (let id = 1; id <= 9; id += 1) shop.sell(id, id)
        const replicas = [aReplica(shop, first), aReplica(shop, second)] as const
        for (const [at, [isSecond, pause]] of turns.entries()) {
          const id = 1 + (at % 9)
          shop.ports.store.stock.set(idOf(id), 100 + at)
          await notify(shop, id)
          await runEngine(replicas[isSecond ? 1 : 0], WORK_BUDGET)
          shop.ports.clock.pass(pause)
        }
        expect(shop.ports.carrefour.violations).toEqual([])
        files += shop.ports.carrefour.imports.length
      }
    ),
    { numRuns: process.env.LONG_TESTS ? 1_000 : 12 }
  )
  expect(files).toBeGreaterThan(12)
})

it('a replica that is minutes ahead does not take the lease of one that works', async () => {
  const shop = aShop()
  const [right, ahead] = [aReplica(shop, 0), aReplica(shop, 5 * MINUTE)] as const
  await right.connectionState.update(state => takeLease(state, 'right', right.clock.now()))
  await ahead.connectionState.read()
  const taken = await ahead.connectionState.update(state =>
    takeLease(state, 'ahead', ahead.clock.now())
  )
  expect(taken).toBeNull()
})
