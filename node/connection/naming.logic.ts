import { type ConnectionState, openIncident } from '../engine/state.logic'
import type { Millis } from '../shared/time'
import type { Configuration, NamedShop } from './configuration.logic'
import { namingOf, ownerOf } from './shop.logic'

/** The state after an answer that names the shop of the saved key: bound to it, or an incident of its own. */
export function withNaming(
  state: ConnectionState,
  configuration: Configuration,
  { shopId, name }: NamedShop,
  { message, now }: { readonly message: string; readonly now: Millis }
): ConnectionState {
  const keyVersion = configuration.shopKey.version
  const opens = { shopId, name }
  const owner = ownerOf(state.keyOwner, keyVersion)
  const naming = namingOf(configuration, owner, opens)
  switch (naming.kind) {
    case 'own':
      return opens.name === '' ? state : { ...state, keyOwner: { ...owner, shop: opens } }
    case 'first':
      return { ...state, keyOwner: { ...owner, shop: naming.shop } }
    case 'other':
      return openIncident(
        { ...state, keyOwner: owner },
        { cause: 'OTHER_SHOP', message, nextTryAt: null, keyVersion, shops: naming.mismatch },
        now
      )
  }
}

/** What named a shop, in technical words. */
export const namedBy = (operation: string, { shopId, name }: NamedShop): string =>
  [`${operation}: shop_id ${shopId}`, ...(name === '' ? [] : [name])].join(', ')
