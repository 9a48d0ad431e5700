import type { NamedShop } from '../api/generated'

/** A shop as a person may know it: its name with its number, or the number alone. */
export const shopWords = ({ shopId, name }: Pick<NamedShop, 'shopId' | 'name'>) =>
  name === '' ? shopId : `${name} (${shopId})`
