import type { Option } from '../../terminal/options'

import { choicesOf } from '../choices'
import { CliProblem, EXIT } from '../problem'

/** The options that say which processes are meant. */
export const FILTER_OPTIONS = {
  status: { value: 'needed', example: 'ERROR' },
  cause: { value: 'needed', example: 'NOT_CATALOGED' },
  actor: { value: 'needed', example: 'MERCHANT' },
  search: { value: 'needed', example: 'chair' },
} as const satisfies Readonly<Record<string, Option>>

/** The filter of the app's schema. */
export function filterOf(
  options: Readonly<Partial<Record<string, string>>>
): Readonly<Record<string, unknown>> {
  const { status, cause, actor, search } = options
  return {
    ...(status !== undefined && { status: oneOf('CarrefourStatus', 'status', status) }),
    ...(cause !== undefined && {
      causes: cause.split(',').map(one => oneOf('CarrefourCause', 'cause', one)),
    }),
    ...(actor !== undefined && { actor: oneOf('CarrefourActor', 'actor', actor) }),
    ...(search !== undefined && { search }),
  }
}

function oneOf(type: string, name: string, text: string): string {
  const plain = text.trim().toUpperCase().replaceAll('-', '_')
  const choices = choicesOf(type)
  if (choices.includes(plain)) return plain
  throw new CliProblem(
    EXIT.usage,
    'BAD_FILTER',
    `"${text.slice(0, 60)}" is no ${name}. There are: ${choices.join(', ')}.`,
    { choices }
  )
}

/** A page number or size. */
export function wholeNumber(
  text: string | undefined,
  name: string,
  fallback: number,
  most: number
): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (/^\d{1,7}$/.test(text) && value >= 1 && value <= most) return value
  throw new CliProblem(EXIT.usage, 'BAD_NUMBER', `--${name} is a whole number from 1 to ${most}.`)
}
