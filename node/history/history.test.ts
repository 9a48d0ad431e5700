import { describe, expect, it } from '@jest/globals'
import type { MasterData } from '@vtex/api'

import { HISTORY_KEPT } from './history.logic'
import { HOUR, MINUTE } from '../shared/time'
import { makePorts, FakeClock, FakeIds, RecordedLog } from '../testing/fakes'
import { noteRefusal } from '../guard/errors'
import { viewHistory } from './resolvers'
import { CallError } from '../shared/callError'
import { asObject, asText } from '../shared/json'
import { FakeFiles, FakeMasterData } from '../testing/vtex'
import { MasterDataHistory, HistoryOutbox, MAX_WAITING } from './store'

const ALL = { kind: null, person: '' }

describe('the history', () => {
  it('shows the last page when asked for one beyond it', async () => {
    const ports = makePorts()
    for (let count = 0; count < 5; count += 1) await ports.history.note({ kind: 'TURNED_ON' })
    expect(await viewHistory(ports, ALL, 9, 2)).toMatchObject({ page: 3, total: 5, pageSize: 2 })
    expect((await viewHistory(ports, ALL, 9, 2)).items).toHaveLength(1)
  })

  it('hides entries older than 12 months', async () => {
    const ports = makePorts()
    await ports.history.note({ kind: 'TURNED_ON' })
    ports.clock.pass(HISTORY_KEPT + 1)
    expect((await viewHistory(ports, ALL, 1, 25)).total).toBe(0)
  })

  it('matches an e-mail in capitals', async () => {
    const ports = makePorts()
    await ports.history.note({ kind: 'TURNED_ON' })
    const view = await viewHistory(ports, { ...ALL, person: ' OWNER@lojademo.example ' }, 1, 25)
    expect(view.total).toBe(1)
  })
})

describe('a refusal', () => {
  const asked = { reason: 'FORBIDDEN', isAction: false, claimed: null } as const

  it('records one entry an hour for a repeated query, and every mutation', async () => {
    const ports = makePorts()
    ports.clock.pass(HOUR - (ports.clock.now() % HOUR))
    for (let minute = 0; minute < 3; minute += 1) await noteRefusal(ports, 'x', asked)
    ports.clock.pass(HOUR)
    await noteRefusal(ports, 'x', asked)
    for (let times = 0; times < 2; times += 1)
      await noteRefusal(ports, 'y', { ...asked, isAction: true })
    expect(ports.history.notes.map(({ subject }) => subject)).toEqual(['x', 'x', 'y', 'y'])
  })
})

interface Written {
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Master Data that can be down; keeps what was written, in order. */
function setup() {
  const clock = new FakeClock()
  const ids = new FakeIds()
  const log = new RecordedLog()
  const files = new FakeFiles()
  const written: Written[] = []
  const state = { down: false, vbaseDown: false }
  const answer = (): void => {
    if (state.down) throw new CallError('masterdata', 503, null)
  }
  const masterdata = {
    updateEntireDocument: async ({ id, fields }: Written) => {
      answer()
      written.push({ id, fields })
    },
    getDocument: async ({ id }: { id: string }) => {
      answer()
      const found = written.find(one => one.id === id)
      if (!found) throw new CallError('masterdata', 404, null)
      return { id }
    },
  } as unknown as MasterData
  files.beforeWrite = () => {
    if (state.vbaseDown) throw new CallError('vbase', 503, null)
  }
  const outbox = new HistoryOutbox(files, files, clock, ids)
  const whence = { person: async () => 'owner@lojademo.example', from: '203.0.113.9' }
  const entity = { name: 'history', schema: 'v1' }
  const make = () => new MasterDataHistory(masterdata, entity, whence, { clock, ids, log, outbox })
  return { make, history: make(), written, state, clock, log, outbox }
}

const kindsOf = (written: readonly Written[]) => written.map(({ fields }) => fields.kind)

describe('forgetting a person', () => {
  const PEOPLE = [
    "d'ana@loja.example",
    'dana@loja.example',
    'd*ana@loja.example',
    'Ção@loja.example',
  ]

  it('removes exactly the entries of addresses that a condition cannot hold', async () => {
    const [clock, ids, log, files] = [
      new FakeClock(),
      new FakeIds(),
      new RecordedLog(),
      new FakeFiles(),
    ]
    const masterdata = new FakeMasterData() as unknown as MasterData
    const outbox = new HistoryOutbox(files, files, clock, ids)
    const of = (email: string) =>
      new MasterDataHistory(
        masterdata,
        { name: 'history', schema: 'v1' },
        { person: async () => email, from: '203.0.113.9' },
        { clock, ids, log, outbox }
      )
    for (const email of PEOPLE) await of(email).note({ kind: 'TURNED_OFF' })
    const left = async () =>
      (await of('').search({ kind: null, person: null, since: 0, page: 1, pageSize: 25 })).items
        .flatMap(({ person }) => person ?? [])
        .sort()
    for (const [index, email] of PEOPLE.entries()) {
      expect(await of('').forgetPerson(email)).toBe(1)
      expect(await left()).toEqual(PEOPLE.slice(index + 1).sort())
    }
  })
})

describe('a history that cannot be written', () => {
  it('keeps an entry with its person and time while Master Data is down, and writes it later', async () => {
    const { history, written, state, clock, log } = setup()
    const at = clock.now()
    state.down = true
    await history.note({ kind: 'TURNED_OFF' })
    expect(log.lines.map(({ event }) => event)).toEqual(['history.waits'])
    await history.flush()
    expect(written).toEqual([])
    state.down = false
    clock.pass(MINUTE)
    await history.flush()
    await history.flush()
    expect(written.map(({ fields }) => fields)).toEqual([
      expect.objectContaining({
        kind: 'TURNED_OFF',
        person: 'owner@lojademo.example',
        from: '203.0.113.9',
        at: new Date(at).toISOString(),
      }),
    ])
  })

  it('shows the beginning of an action whose process died, after a while', async () => {
    const { make, written, clock } = setup()
    expect(
      await make().begin({ kind: 'BEGUN', subject: 'switchCarrefourConnection' })
    ).not.toBeNull()
    await make().flush()
    expect(written).toEqual([])
    clock.pass(6 * MINUTE)
    await make().flush()
    expect(written[0]?.fields).toMatchObject({
      kind: 'BEGUN',
      subject: 'switchCarrefourConnection',
    })
  })

  it('begins nothing when no storage can be written', async () => {
    const { history, state } = setup()
    state.down = true
    state.vbaseDown = true
    expect(await history.begin({ kind: 'BEGUN' })).toBeNull()
  })

  it('shows the beginning when the outcome could not be recorded anywhere', async () => {
    const { history, written, state, clock } = setup()
    const begun = await history.begin({ kind: 'BEGUN', subject: 'x' })
    state.down = true
    state.vbaseDown = true
    await history.note({ kind: 'TURNED_OFF' })
    state.down = false
    state.vbaseDown = false
    await history.end(begun ?? '')
    clock.pass(6 * MINUTE)
    await history.flush()
    expect(kindsOf(written)).toEqual(['BEGUN'])
  })

  it('keeps the newest when too many wait, and logs how many were lost', async () => {
    const { history, state, outbox, log } = setup()
    state.down = true
    for (let at = 0; at < MAX_WAITING + 5; at += 1)
      await history.note({ kind: 'EXPORTED', count: at })
    const waiting = await outbox.read()
    expect(waiting).toHaveLength(MAX_WAITING)
    expect(asObject(waiting.at(-1)?.document)?.count).toBe(MAX_WAITING + 4)
    expect(log.lines.filter(({ event }) => event === 'history.lost')).toHaveLength(5)
  })
})

describe('a named entry', () => {
  it('keeps its first time and address when repeated within the hour', async () => {
    const { history, written, clock } = setup()
    await history.note({ kind: 'REFUSED', subject: 'x' }, 'x 13')
    clock.pass(MINUTE)
    await history.note({ kind: 'REFUSED', subject: 'x' }, 'x 13')
    expect(written).toHaveLength(1)
    expect(asText(written[0]?.fields.from)).toBe('203.0.113.9')
  })
})
