import { readFileSync } from 'fs'
import path from 'path'
import { describe, expect, it } from '@jest/globals'

import { NO_LIST } from './offerList.logic'
import { type ReconcileRun, NEVER_COMPARED, NO_COUNTS, PHASES } from './reconcile.logic'
import { showReconcile } from './resolvers'

const counts = {
  ...NO_COUNTS,
  offersTotal: 400,
  offersSeen: 100,
  drift: 2,
  neverSent: 3,
  leftPolicy: 4,
  outdated: 5,
}
const run: ReconcileRun = {
  startedAt: Date.parse('2026-11-02T12:00:00Z'),
  why: 'PERSON',
  phase: 'offers',
  position: 100,
  tries: 0,
  gaps: 0,
  gapsBy: null,
  walker: '',
  begun: 0,
  suspects: {},
  list: NO_LIST,
  notBefore: 0,
  problem: null,
  counts,
}

describe('the comparison as shown', () => {
  it('shows figures, queued total and progress of one in progress', () => {
    expect(showReconcile({ ...NEVER_COMPARED, run })).toMatchObject({
      run: { phase: 'OFFERS', progress: 0.25, queued: 14, drift: 2, endedAt: null, why: 'PERSON' },
      last: null,
      nextAt: null,
    })
  })

  it.each<['leave' | 'clear' | 'load' | 'settle', number]>([
    ['leave', 0],
    ['clear', 0],
    ['load', 1],
    ['settle', 1],
  ])('in phase %s, the progress is %d', (phase, progress) => {
    expect(showReconcile({ ...NEVER_COMPARED, run: { ...run, phase } }).run?.progress).toBe(
      progress
    )
  })

  it('shows a finished one completely, with its times', () => {
    const last = {
      startedAt: run.startedAt,
      endedAt: run.startedAt + 1_000,
      why: run.why,
      problem: null,
      counts,
    }
    const due = { at: run.startedAt + 86_400_000, why: 'DAILY' as const }
    expect(showReconcile({ ...NEVER_COMPARED, last, due })).toMatchObject({
      run: null,
      last: { phase: null, progress: 1, endedAt: '2026-11-02T12:00:01.000Z' },
      nextAt: '2026-11-03T12:00:00.000Z',
    })
  })

  it('has every phase in the schema', () => {
    const sdl = readFileSync(path.join(__dirname, '../../graphql/types/Reconcile.graphql'), 'utf8')
    const [, body = ''] = /enum CarrefourReconcilePhase \{([^}]*)\}/.exec(sdl) ?? []
    const words = [...body.matchAll(/^\s+([A-Z]+)$/gm)].map(match => match[1])
    expect(words).toEqual(PHASES.map(phase => phase.toUpperCase()))
  })
})
