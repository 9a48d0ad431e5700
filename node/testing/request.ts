import { jest } from '@jest/globals'

import type { CurrentUser, Ports } from '../ports'

/**
 * Whose request the resolvers answer. To be imported before them: it stands in for `compose`, which would put the
 * platform's clients and the clock of the machine together.
 */
export const request: { ports: Ports | null; people: CurrentUser | null } = {
  ports: null,
  people: null,
}

jest.mock('../compose', () => ({
  portsFor: () => request.ports,
  currentUserOf: () => request.people,
}))
