import { describe, expect, it } from '@jest/globals'

import { CallError } from '../shared/callError'
import { systemClock, uuids } from '../vtex/platform'
import { HistoryOutbox } from '../history/store'
import { FakeHttpContext } from '../testing/vtex'
import { configuring } from './resolver'

const begunIn = async ({ vbase }: FakeHttpContext): Promise<readonly unknown[]> =>
  (await new HistoryOutbox(vbase, vbase, systemClock, uuids).read()).map(({ document, isOpen }) => [
    document.kind,
    document.subject,
    isOpen,
  ])

const BEGUN = ['BEGUN', 'disconnectCarrefour', true]

describe('a field that changes the configuration', () => {
  it('is recorded before anything is done, and the beginning replaced by the end', async () => {
    const ctx = new FakeHttpContext('')
    let before: readonly unknown[] = []
    const field = configuring('disconnectCarrefour', async () => {
      before = await begunIn(ctx)
      return 'done'
    })
    expect(await field(null, {}, ctx.asContext())).toBe('done')
    expect(before).toEqual([BEGUN])
    expect(await begunIn(ctx)).toEqual([])
  })

  it('does nothing and answers NOT_RECORDED when it cannot be recorded', async () => {
    const ctx = new FakeHttpContext('')
    ctx.vbase.beforeWrite = () => Promise.reject(new CallError('vbase-save-json', 503, null))
    let isDone = false
    const field = configuring('disconnectCarrefour', async () => {
      isDone = true
    })
    await expect(field(null, {}, ctx.asContext())).rejects.toMatchObject({
      extensions: { code: 'NOT_RECORDED' },
    })
    expect(isDone).toBe(false)
  })

  it('keeps its beginning when it fails half-way', async () => {
    const ctx = new FakeHttpContext('')
    const field = configuring('disconnectCarrefour', () => Promise.reject(new Error('broke off')))
    await expect(field(null, {}, ctx.asContext())).rejects.toThrow('broke off')
    expect(await begunIn(ctx)).toEqual([BEGUN])
  })
})
