import { jest } from '@jest/globals'

import type { CurrentUser, Ports } from '../ports'

/**
 * The ports behind the resolvers. Must be imported before them: it replaces `compose`, which would create the
 * platform's clients and the machine's clock.
 */
export const request: { ports: Ports | null; people: CurrentUser | null } = {
  ports: null,
  people: null,
}

jest.mock('../compose', () => ({
  portsFor: () => request.ports,
  currentUserOf: () => request.people,
}))
