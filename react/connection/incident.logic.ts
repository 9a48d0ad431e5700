import type { Incident, NamedShop } from '../api/generated'

/** Whether a new ShopKey is the way out. Otherwise the app tries again by itself. */
export const isKeyProblem = ({ cause }: Pick<Incident, 'cause'>) =>
  cause === 'AUTH_INVALID' || cause === 'AUTH_FORBIDDEN' || cause === 'OTHER_SHOP'

/** A shop as a person may know it: its name and number, or the number alone. */
export const shopWords = ({ shopId, name }: Pick<NamedShop, 'shopId' | 'name'>) =>
  name === '' ? shopId : `${name} (${shopId})`
