import { type Check, type Evidence, type Violation, callsOf, onBoth } from '../evidence'
import { type EventOf, eventsOf } from '../history'

const iso = (at: number): string => new Date(at).toISOString()

const savesOf = ({ history }: Evidence, side: 0 | 1): readonly EventOf<'saved'>[] =>
  eventsOf(history, 'saved').filter(event => event.side === side)

const disconnectsOf = ({ history }: Evidence, side: 0 | 1): readonly EventOf<'disconnected'>[] =>
  eventsOf(history, 'disconnected').filter(event => event.side === side)

const isMade = ({ answer }: EventOf<'saved'>): boolean => answer === 'CarrefourSaved'

/** 12. Of several saves of one version exactly one is made. A first save comes again after each disconnect. */
export const onceSaved: Check = evidence =>
  onBoth(side => {
    const disconnects = disconnectsOf(evidence, side)
    const made = new Map<string, number>()
    for (const save of savesOf(evidence, side).filter(isMade)) {
      const before = disconnects.filter(({ at }) => at <= save.at).length
      const version = save.version === null ? `first, ${before}` : String(save.version)
      made.set(version, (made.get(version) ?? 0) + 1)
    }
    return [...made]
      .filter(([, count]) => count > 1)
      .map(([version, count]) => ({
        promise: 12,
        side,
        what: `${count} saves of version ${version} were made`,
      }))
  })

/** 12. Nobody's save is lost: what is saved in the end is what was saved last, or a later save without an answer. */
export const noSaveLost: Check = evidence =>
  onBoth(side => {
    const { mark } = evidence.accounts[side]
    const saves = savesOf(evidence, side)
    const last = [...saves]
      .filter(isMade)
      .sort((a, b) => a.until - b.until || (a.version ?? 0) - (b.version ?? 0))
      .slice(-1)[0]
    if (!last || disconnectsOf(evidence, side).some(({ until }) => until > last.at)) return []
    const right = [
      last,
      ...saves.filter(save => save.answer === '' && (save.version ?? 0) >= (last.version ?? 0)),
    ]
    if (mark !== null && right.some(save => save.mark === mark)) return []
    const what = `${last.mark} was saved at ${iso(last.until)}, ${mark ?? 'nothing'} is there`
    return [{ promise: 12, side, what }]
  })

/** 12. A disconnect is never undone by a save that was under way. */
export const disconnectHolds: Check = evidence =>
  onBoth(side =>
    disconnectsOf(evidence, side)
      .filter(({ answer, left }) => answer === 'CarrefourDisconnected' && left)
      .map(({ until }) => ({
        promise: 12,
        side,
        what: `a save undid the disconnect of ${iso(until)}`,
      }))
  )

/** How long a run may go on with the configuration that it began with, in milliseconds. */
const LONGEST_RUN = 40_000

/** 9. A key that was replaced, or whose connection was taken down, is not used again. */
export const noKeyReturns: Check = evidence =>
  onBoth(side => {
    const saves = savesOf(evidence, side).filter(({ valid }) => valid)
    const disconnects = disconnectsOf(evidence, side).filter(
      ({ answer }) => answer === 'CarrefourDisconnected'
    )
    const slack = 1_000 + evidence.tolerance
    return callsOf(evidence, side).flatMap((call): Violation[] => {
      const byPerson = savesOf(evidence, side).some(
        save => call.at >= save.at - slack && call.sentAt <= save.until + slack
      )
      const over = call.sentAt - LONGEST_RUN - slack
      const last = saves
        .filter(save => save.key !== '' && isMade(save) && save.until <= over)
        .slice(-1)[0]
      const down = disconnects.filter(({ until }) => until <= over).slice(-1)[0]
      if (byPerson || (!last && !down)) return []
      const since = Math.max(last?.at ?? 0, down?.until ?? 0)
      const isDown = down !== undefined && down.until > (last?.until ?? 0)
      const right = [
        ...(last && !isDown ? [last.key] : []),
        ...saves.filter(save => save.key !== '' && save.until >= since).map(({ key }) => key),
      ]
      if (right.includes(call.key)) return []
      const what = `${call.method} ${call.path} at ${iso(call.sentAt)} with a key that had been ${isDown ? 'taken down' : 'replaced'}`
      return [{ promise: 9, side, what }]
    })
  })

/** Answers to another address with the old key that show that the key was not sent there. */
const NOT_SENT: readonly string[] = [
  '',
  'CarrefourInvalidConfiguration',
  'CarrefourConfigurationConflict',
  'CarrefourStoreUnreachable',
]

/** 9. For another address the key is asked again: the saved one is not sent there. */
export const keyStaysAtItsHost: Check = evidence =>
  onBoth(side =>
    savesOf(evidence, side)
      .filter(({ elsewhere, answer }) => elsewhere && !NOT_SENT.includes(answer))
      .map(({ at, answer }) => ({
        promise: 9,
        side,
        what: `another address was tried with the saved key at ${iso(at)}: ${answer}`,
      }))
  )
