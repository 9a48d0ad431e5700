import type { IOContext } from '@vtex/api'

import { asObject, asText } from '../clients/json'
import { plainPath } from '../guard/vocabulary'
import { factsOf } from './failureFacts'
import { masked, NOT_KEPT } from './mask'

type Logger = Pick<IOContext['logger'], 'log'>

/**
 * Keeps keys, tokens and people out of the log, whoever writes to it: the runtime logs whole errors of its
 * own calls, with addresses and headers, and failed GraphQL requests with their text and variables.
 *
 * A failed GraphQL field becomes one structured line. Everything else is masked value by value.
 */
export function guardLogger(logger: Logger): void {
  const log = logger.log
  logger.log = (message, level) => log(lineOf(message), level)
}

function lineOf(message: unknown): unknown {
  const entry = asObject(message)
  const facts = factsOf(entry?.extensions)
  if (entry && facts) {
    return {
      event: 'graphql.failed',
      code: asText(asObject(entry.extensions)?.code),
      path: plainPath(facts.path),
      reason: facts.reason,
      ...(facts.reason === null ? {} : { frames: facts.frames }),
    }
  }
  const query = asObject(entry?.query)
  if (!entry || !query) return masked(message)
  return masked(withoutRequest(entry, query))
}

/**
 * A failed request that did not come through our formatter: the runtime sends the same object back in the
 * answer, so it is emptied in place, and nothing but its kind is kept.
 */
function withoutRequest(
  entry: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>
): object {
  for (const name of Object.keys(query)) Object.assign(query, { [name]: NOT_KEPT })
  const extensions = asObject(entry.extensions)
  if (extensions)
    for (const name of Object.keys(extensions))
      if (name !== 'code') Object.assign(extensions, { [name]: undefined })
  return {
    event: 'graphql.failed',
    code: asText(extensions?.code),
    path: plainPath(entry.path),
    reason: 'not formatted',
  }
}
