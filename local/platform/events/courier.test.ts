import { describe, expect, it } from '@jest/globals'

import { createFaults } from '../faults/faults'
import { atEnd, createBench, until } from '../testing'

import { createCourier, type Courier } from './courier'
import { retryDelay } from './courier-loop'
import type { Deliver } from './deliver'
import { handlersOf, recipients } from './handlers'
import { createDeliveryQueue, type Delivery } from './queue'

const events = {
  work: { keys: ['app.work'] },
  installed: { sender: 'apps', topics: ['setup'] },
}

function setup(deliver: Deliver, bench = createBench(), faults = createFaults()) {
  const courier = createCourier({
    ...bench,
    queue: createDeliveryQueue(bench.db),
    listeners: [{ app: 'acme.app', events }],
    accounts: ['lojademo', 'outraloja'],
    deliver,
    faults,
  })
  atEnd(() => courier.stop())
  const send = (body: string, account = 'lojademo') =>
    courier.send({ account, key: 'app.work', sender: 'acme.app@1.0.0', subject: '', body })
  return { ...bench, courier, send, faults }
}

const settled = (courier: Courier) => until(() => courier.waiting() === 0)

describe('handlersOf', () => {
  it('looks at key and sender', () => {
    expect(handlersOf(events, 'app.work', 'acme.app@1.0.0')).toEqual(['work'])
    expect(handlersOf(events, 'setup', 'apps')).toEqual(['installed'])
    expect(handlersOf(events, 'setup', 'acme.app@1.0.0')).toEqual([])
    expect(handlersOf(events, 'other', 'apps')).toEqual([])
  })
})

describe('several apps', () => {
  const listeners = ['acme.one', 'acme.two'].map(app => ({ app, events }))
  const to = (sent: Partial<{ key: string; sender: string; subject: string }>) =>
    recipients(listeners, { key: 'app.work', sender: 'acme.one@1.0.0', subject: '', ...sent }).map(
      ({ app, handler }) => `${app} ${handler}`
    )

  it('delivers an event to each app that listens, or only to the app that it addresses', () => {
    expect(to({})).toEqual(['acme.one work', 'acme.two work'])
    expect(to({ subject: 'vrn:apps:x:lojademo:master:/apps/acme.two@1.x' })).toEqual([
      'acme.two work',
    ])
    expect(to({ subject: 'vrn:apps:x:lojademo:master:/apps/acme.three' })).toEqual([])
  })

  it('tells handlers of the same name in different apps apart', async () => {
    const got: string[] = []
    const bench = createBench()
    const courier = createCourier({
      ...bench,
      queue: createDeliveryQueue(bench.db),
      listeners,
      accounts: ['lojademo'],
      deliver: ({ app, handler }) => {
        got.push(`${app} ${handler}`)
        return Promise.resolve('delivered')
      },
      faults: createFaults(),
    })
    atEnd(() => courier.stop())
    courier.send({ account: 'lojademo', key: 'app.work', sender: 'x', subject: '', body: '{}' })
    await settled(courier)
    expect(got.sort()).toEqual(['acme.one work', 'acme.two work'])
  })
})

describe('courier', () => {
  it('delivers at once, to the account it was sent in', async () => {
    const got: Delivery[] = []
    const { courier, send } = setup(delivery => {
      got.push(delivery)
      return Promise.resolve('delivered')
    })
    send('{"n":1}', 'outraloja')
    await settled(courier)
    expect(got).toEqual([
      expect.objectContaining({
        account: 'outraloja',
        handler: 'work',
        key: 'app.work',
        sender: 'acme.app@1.0.0',
        body: '{"n":1}',
      }),
    ])
  })

  it('tries again after a growing delay, at most ten times', async () => {
    let tries = 0
    const { courier, send, clock } = setup(() => {
      tries += 1
      return Promise.resolve('failed')
    })
    send('{}')
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      await until(() => tries === attempt)
      clock.advance(retryDelay(attempt))
      await new Promise(resolve => setImmediate(resolve))
      courier.start()
    }
    await settled(courier)
    expect(tries).toBe(10)
  })

  it('does not count while no replica listens', async () => {
    let tries = 0
    const { courier, send, clock } = setup(() => {
      tries += 1
      return Promise.resolve(tries < 15 ? 'postponed' : 'delivered')
    })
    send('{}')
    for (let attempt = 1; attempt < 15; attempt += 1) {
      await until(() => tries === attempt)
      await new Promise(resolve => setImmediate(resolve))
      clock.advance(1_000)
      courier.start()
    }
    await settled(courier)
    expect(tries).toBe(15)
  })

  it('runs many slow handlers at once without holding up another account', async () => {
    const running = new Set<number>()
    let release = (): void => undefined
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const { courier, send } = setup(async delivery => {
      running.add(delivery.id)
      if (delivery.account === 'lojademo') await gate
      return 'delivered'
    })
    for (let i = 0; i < 40; i += 1) send('{}')
    send('{}', 'outraloja')
    await until(() => running.size === 17)
    release()
    await settled(courier)
    expect(running.size).toBe(41)
  })

  it('loses nothing when the workspace ends', async () => {
    const bench = createBench()
    const first = setup(() => new Promise(() => undefined), bench)
    first.send('{"kept":true}')
    await until(() => first.courier.waiting() === 1)
    first.courier.stop()
    const got: string[] = []
    const second = setup(({ body }) => {
      got.push(body)
      return Promise.resolve('delivered')
    }, bench)
    second.courier.start()
    await settled(second.courier)
    expect(got).toEqual(['{"kept":true}'])
  })

  it('once drained, begins nothing more, and notes how what is under way ends', async () => {
    let end: () => void = () => undefined
    const begun: string[] = []
    const bench = createBench()
    const { courier, send } = setup(({ body }) => {
      begun.push(body)
      return new Promise(resolve => (end = () => resolve('delivered')))
    }, bench)
    send('{"n":1}')
    await until(() => begun.length === 1)
    courier.drain()
    send('{"n":2}')
    end()
    await until(() => courier.waiting() === 1)
    expect(begun).toEqual(['{"n":1}'])

    const { courier: next } = setup(({ body }) => {
      begun.push(body)
      return Promise.resolve('delivered')
    }, bench)
    next.start()
    await settled(next)
    expect(begun).toEqual(['{"n":1}', '{"n":2}'])
  })

  it('drops and repeats on demand', async () => {
    let tries = 0
    const { courier, send, faults } = setup(() => {
      tries += 1
      return Promise.resolve('delivered')
    })
    faults.replace([
      { part: 'events', kind: 'drop', times: 1 },
      { part: 'events', kind: 'repeat', times: 1 },
    ])
    send('{}')
    send('{}')
    send('{}')
    await settled(courier)
    expect(tries).toBe(3)
  })
})
