import { type Check, type Violation, callsOf, onBoth, operationOf } from '../evidence'
import { eventsOf } from '../history'

/** 14. After a silence of the scheduler a mail has told of it, sent by whatever was heard first. */
export const silenceIsTold: Check = ({ history, accounts, told }) =>
  eventsOf(history, 'silence').flatMap(({ side, from }): Violation[] => {
    const { account } = accounts[side].world
    if (told.some(one => one.account === account && one.kind === 'standstill')) return []
    const since = new Date(from).toISOString()
    return [{ promise: 14, side, what: `no mail told that nothing ran since ${since}` }]
  })

/** 14. Notifications may have been lost in a silence: after it Carrefour's list of offers is read and compared. */
export const comparedAfterSilence: Check = evidence =>
  onBoth(side =>
    eventsOf(evidence.history, 'silence')
      .filter(event => event.side === side)
      .flatMap(({ at }): Violation[] => {
        const pages = callsOf(evidence, side).filter(
          call => call.sentAt >= at && operationOf(call) === 'OF21' && call.path.includes('offset=')
        )
        if (pages.length > 0) return []
        const until = new Date(at).toISOString()
        return [
          { promise: 14, side, what: `nothing was compared after the silence until ${until}` },
        ]
      })
  )
