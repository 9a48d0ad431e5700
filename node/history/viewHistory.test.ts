import { describe, expect, it } from '@jest/globals'

import { HISTORY_KEPT } from './history.logic'
import { HOUR } from '../shared/time'
import { makePorts } from '../testing/fakes'
import { noteRefusal } from '../guard/refusals'
import { viewHistory } from './viewHistory'

const ALL = { kind: null, person: '' }

describe('the history', () => {
  it('given a page past the end, expect the last one', async () => {
    const ports = makePorts()
    for (let count = 0; count < 5; count += 1) await ports.history.note({ kind: 'TURNED_ON' })
    expect(await viewHistory(ports, ALL, 9, 2)).toMatchObject({ page: 3, total: 5, pageSize: 2 })
    expect((await viewHistory(ports, ALL, 9, 2)).items).toHaveLength(1)
  })

  it('given an entry of more than 12 months ago, expect it not to be shown', async () => {
    const ports = makePorts()
    await ports.history.note({ kind: 'TURNED_ON' })
    ports.clock.pass(HISTORY_KEPT + 1)
    expect((await viewHistory(ports, ALL, 1, 25)).total).toBe(0)
  })

  it('given an e-mail in capitals, expect the same person', async () => {
    const ports = makePorts()
    await ports.history.note({ kind: 'TURNED_ON' })
    const view = await viewHistory(ports, { ...ALL, person: ' OWNER@lojademo.example ' }, 1, 25)
    expect(view.total).toBe(1)
  })
})

describe('a refusal', () => {
  const asked = { reason: 'FORBIDDEN', isAction: false, claimed: null } as const

  it('given a question asked each minute, expect one entry an hour; given an action, each', async () => {
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
