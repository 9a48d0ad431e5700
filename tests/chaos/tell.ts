import type { HistoryEvent } from './history'
import type { Step } from './actions'
import type { RunResult } from './run'

const clock = (at: number): string => new Date(at).toISOString().slice(11, 23)

/** One event in a line. */
export function tellEvent({ kind, at, ...rest }: HistoryEvent): string {
  const facts = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`)
  return `${clock(at)}  ${kind.padEnd(10)} ${facts.join(' ')}`
}

/** The steps of a plan, one a line. */
export const tellPlan = (plan: readonly Step[]): string =>
  plan
    .map(({ after, side, action }) => `  +${after} ms, account ${side}: ${JSON.stringify(action)}`)
    .join('\n')

/** What was found, and the history that led to it. */
export function tellFailure(result: RunResult): string {
  const found = result.findings.map(
    ({ promise, check, side, what }) => `  promise ${promise} (${check}), account ${side}: ${what}`
  )
  return [...found, '  history:', ...result.history.map(event => `    ${tellEvent(event)}`)].join(
    '\n'
  )
}
