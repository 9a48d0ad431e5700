import { randomBytes } from 'crypto'

import { describe, expect, it } from '@jest/globals'

import { DAY, dayOf, HOUR } from '../shared/time'
import { DAY_BYTES, KEPT_DAYS, MAX_ATTACHMENT, sendingId } from './sendings.logic'
import { sendingsContract } from '../testing/contracts/sendings'
import { aSending } from '../testing/factories'
import { FakeClock, FakeIds } from '../testing/platform'
import { FakeFiles } from '../testing/files'
import { FakeSendings } from '../testing/stores'
import { VBaseSendings } from './store'

function aStore(files = new FakeFiles(), clock = new FakeClock(), ids = new FakeIds()) {
  return { files, clock, ids, store: new VBaseSendings(files, files, clock, ids) }
}

const at = (sentAt: number, batchId: string) =>
  aSending({ id: sendingId(batchId, sentAt), batchId, sentAt })

const NOW = new FakeClock().now()

sendingsContract(
  'VBase in memory',
  async () => {
    const { files, clock, ids, store } = aStore()
    return [store, aStore(files, clock, ids).store]
  },
  NOW
)
sendingsContract(
  'fake',
  async () => {
    const fake = new FakeSendings()
    return [fake, fake]
  },
  NOW
)

describe('stored sendings', () => {
  it('leave out an attachment that is too large, as it is or compressed, and keep the line', async () => {
    const { store } = aStore()
    const attachments = { file: Buffer.alloc(MAX_ATTACHMENT + 1), report: randomBytes(1_100_000) }
    await store.save(aSending(), attachments)
    expect(await store.read([dayOf(aSending().sentAt)])).toMatchObject([{ kept: {} }])
    expect(await store.readAttachment(aSending().id, 'file')).toBeNull()
  })

  it('of a day that holds too much lose the files of the oldest', async () => {
    const { store, clock } = aStore()
    const big = { report: DAY_BYTES }
    const [old, next] = [at(clock.now(), 'old'), at(clock.now() + 1, 'new')]
    await store.save(old, { file: Buffer.from('old') })
    await store.save({ ...next, kept: big }, { file: Buffer.from('new') })
    expect(await store.readAttachment(old.id, 'file')).toBeNull()
    expect((await store.read([dayOf(clock.now())])).map(({ id }) => id)).toEqual([old.id, next.id])
  })

  it('of days that are no longer kept are removed, some at a time', async () => {
    const { store, clock, files } = aStore()
    const old = at(clock.now(), 'old')
    await store.save(old, { file: Buffer.from('x'), answers: Buffer.from('[]') })
    clock.pass(KEPT_DAYS * DAY)
    for (let hour = 0; hour < 3; hour += 1) {
      clock.pass(HOUR)
      await store.save(at(clock.now(), `new-${hour}`), {})
    }
    expect(files.names().filter(name => name.includes(dayOf(old.sentAt)))).toEqual([])
  })

  it('read whatever is stored, and leave out what is no sending', async () => {
    const { store, files } = aStore()
    const day = dayOf(aSending().sentAt)
    for (const content of [null, [], { sendings: 'x' }, { sendings: [1, {}, { id: '../x' }] }]) {
      files.put(`sendings/${day}/book.json`, content)
      expect(await store.read([day])).toEqual([])
    }
    files.put(`sendings/${day}/book.json`, { sendings: [{ ...aSending(), kept: ['file'] }] })
    expect(await store.read([day])).toEqual([{ ...aSending(), kept: {} }])
  })
})
