import TRADE_POLICIES from '../graphql/tradePolicies.graphql'
import type { TradePolicy } from '../graphql/types'
import { useFreshQuery } from './useFreshQuery'

/** The store's trade policies; `skip` while the person may not see them. */
export function useTradePolicies(skip: boolean) {
  const { data, ...rest } = useFreshQuery<{ carrefourTradePolicies: readonly TradePolicy[] }>(
    TRADE_POLICIES,
    { skip }
  )
  return { ...rest, policies: data === null ? [] : data.carrefourTradePolicies }
}
