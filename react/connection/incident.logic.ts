import type { Incident } from '../api/generated'

/** Whether a new ShopKey is the way out. Otherwise the app tries again by itself. */
export const isKeyProblem = ({ cause }: Pick<Incident, 'cause'>) =>
  cause === 'AUTH_INVALID' || cause === 'AUTH_FORBIDDEN' || cause === 'OTHER_SHOP'
