import type { Option } from '../../terminal/options'

import { CliProblem, EXIT } from '../problem'

/** The options that say which processes are meant. */
export const FILTER_OPTIONS = {
  status: { value: 'needed', example: 'ERROR' },
  cause: { value: 'needed', example: 'NOT_CATALOGED' },
  actor: { value: 'needed', example: 'MERCHANT' },
  search: { value: 'needed', example: 'chair' },
} as const satisfies Readonly<Record<string, Option>>

/** The filter of the app's schema; the app judges its values and names what it does not know. */
export function filterOf(
  options: Readonly<Partial<Record<string, string>>>
): Readonly<Record<string, unknown>> {
  const { status, cause, actor, search } = options
  return {
    ...(status !== undefined && { status: code(status) }),
    ...(cause !== undefined && { causes: cause.split(',').map(code) }),
    ...(actor !== undefined && { actor: code(actor) }),
    ...(search !== undefined && { search }),
  }
}

function code(text: string): string {
  const plain = text.trim().toUpperCase().replaceAll('-', '_')
  if (/^[A-Z_]{1,60}$/.test(plain)) return plain
  throw new CliProblem(
    EXIT.usage,
    'BAD_FILTER',
    `"${text}" is no code such as ERROR or NOT_CATALOGED.`
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
