import type { Scheduler } from 'fast-check'

import type { Ports } from '../ports'
import { wrapped } from './wrapped'

/**
 * The ports of one of several replicas: fast-check decides whose step comes next. A call to Carrefour is made at once
 * and its answer waits, as in a process that has already decided to call; other calls wait before they are made.
 */
export const replicaOf = (ports: Ports, scheduler: Scheduler): Ports =>
  wrapped(ports, async (call, port) => {
    const turn = () => scheduler.schedule(Promise.resolve(), port)
    if (port !== 'carrefour') await turn()
    const answer: unknown = await call()
    if (port === 'carrefour') await turn()
    return answer
  })
