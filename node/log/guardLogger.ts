import type { IOContext } from '@vtex/api'

import { asObject } from '../clients/json'

type Logger = Pick<IOContext['logger'], 'log'>

/** What stands for a value that is not kept. */
const NOT_KEPT = '[not kept]'

/**
 * Keeps a ShopKey that a person typed out of the log. When a GraphQL request fails, before or inside a
 * resolver, `@vtex/api` logs each error together with the request's variables and text, and sends the very
 * same object back in the answer: so it is emptied in place. The message of a variable of the wrong type
 * repeats the variable's value.
 */
export function guardLogger(logger: Logger): void {
  const log = logger.log
  logger.log = (message, level) => log(withoutVariables(message), level)
}

function withoutVariables(message: unknown): unknown {
  const entry = asObject(message)
  const query = asObject(entry?.query)
  if (!entry || !query) return message
  for (const name of ['variables', 'query'])
    if (name in query) Object.assign(query, { [name]: NOT_KEPT })
  return { ...entry, ...cut(entry) }
}

/** Shortens the message, and the stack that repeats it, before the value. */
function cut({ message, stack }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (typeof message !== 'string' || !message.includes('got invalid value')) return {}
  const short = message.replace(/got invalid value[^]*/, `got invalid value ${NOT_KEPT}`)
  return {
    message: short,
    ...(typeof stack === 'string' ? { stack: stack.split(message).join(short) } : {}),
  }
}
