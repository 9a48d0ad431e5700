import { describe, expect, it } from '@jest/globals'

import { HISTORY_KEPT } from './history.logic'
import { HOUR } from '../shared/time'
import { makePorts } from '../testing/fakes'
import { noteRefusal } from '../guard/refusals'
import { viewHistory } from './resolvers'

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
