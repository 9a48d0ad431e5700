import { HistoryKind } from '../../api/generated'
import { History } from '../../history/History'
import { NEVER, Refused } from '../scripted'
import type { Answers } from '../scripted'
import { entries, everything, service } from './samples'
import type { Scene, SceneGroup } from './scene'

const PATH = '/admin/carrefour-inventory/integrations/history'
const NONE = { items: [], total: 0, page: 1, pageSize: 50 }

const scene = (
  id: string,
  title: string,
  answers: () => Answers = service,
  path = PATH
): Scene => ({
  id: `history-${id}`,
  title,
  answers,
  path,
  Show: History,
})

/** One entry of each kind. */
const eachKind = () => {
  const [entry] = entries()
  return entry === undefined
    ? []
    : Object.values(HistoryKind).map(kind => ({ ...entry, id: kind, kind }))
}

export const HISTORY: SceneGroup = {
  id: 'history',
  title: 'History',
  scenes: [
    scene('entries', 'Entries'),
    scene('kinds', 'One of each kind, several pages', () =>
      service({
        carrefourHistory: {
          items: eachKind(),
          total: 50 + eachKind().length,
          page: 2,
          pageSize: 50,
        },
      })
    ),
    scene('loading', 'Loading', () => everything(NEVER)),
    scene('empty', 'Empty', () => service({ carrefourHistory: NONE })),
    scene(
      'no-match',
      'No result',
      () => service({ carrefourHistory: NONE }),
      `${PATH}?kind=refused`
    ),
    scene('down', 'Service down', () => everything(new Error('down'))),
    scene('signed-out', 'Signed out', () => everything(new Refused('UNAUTHENTICATED'))),
    scene('forbidden', 'No permission to view', () => everything(new Refused('FORBIDDEN'))),
  ],
}
