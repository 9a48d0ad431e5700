import type { Connection, Problem } from '../api/generated'
import { isKeyProblem } from '../connection/incident.logic'
import { NO_FILTER } from './view.logic'
import type { ListView } from './view.logic'

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
