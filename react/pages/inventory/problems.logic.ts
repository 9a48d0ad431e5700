import { isKeyProblem } from '../../components/incident.logic'
import type { Connection } from '../../graphql/connectionTypes'
import type { Problem } from '../../graphql/problemTypes'
import type { ListView } from './view.logic'
import { NO_FILTER } from './view.logic'

/**
 * The problems that have a card. The cause of the open incident is told by the notice above the cards, with its
 * way out; so is what a refused ShopKey blocked, unless the incident is about something else.
 */
export const withCard = (
  problems: readonly Problem[],
  incident: Connection['incident']
): readonly Problem[] =>
  problems.filter(
    ({ cause }) =>
      cause !== incident?.cause &&
      !(isKeyProblem({ cause }) && (incident === null || isKeyProblem(incident)))
  )

/** The list of exactly the SKUs of a problem. */
export const filterOf = ({ cause, fingerprint }: Problem): Partial<ListView> => ({
  ...NO_FILTER,
  causes: [cause],
  reason: fingerprint,
})

/** The first sentence of a text: a card has room for one. */
export const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text

/** Time left as minutes and seconds, or hours from an hour up; "0:00" when it is over. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.max(Math.ceil((Date.parse(until) - now) / 1000), 0)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  return hours > 0
    ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`
}
