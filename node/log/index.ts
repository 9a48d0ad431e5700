import type { IOContext } from '@vtex/api'

import type { Log } from '../ports/platform'

/** One structured line per event; the platform adds account, workspace and request. */
export const logOf = ({ logger }: Pick<IOContext, 'logger'>): Log => ({
  info: (event, facts) => logger.info({ event, ...facts }),
  warn: (event, facts) => logger.warn({ event, ...facts }),
})
