import { useCallback } from 'react'

import type { ConfigurationInput, SaveResult } from '../graphql/connectionTypes'
import SAVE_CONFIGURATION from '../graphql/saveConfiguration.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Sends the whole form. The service verifies a new ShopKey with Carrefour before it saves anything. */
export function useSaveConfiguration(): [
  (input: ConfigurationInput, confirmedShopId?: string) => Promise<Outcome<SaveResult>>,
  boolean,
] {
  const [run, busy] = useAction<
    { saveCarrefourConfiguration: SaveResult },
    {
      input: Omit<ConfigurationInput, 'shopKey'>
      shopKey: string | null
      confirmedShopId: string | null
    }
  >(SAVE_CONFIGURATION)

  const save = useCallback(
    async (
      { shopKey, ...input }: ConfigurationInput,
      confirmedShopId?: string
    ): Promise<Outcome<SaveResult>> => {
      const confirmed = confirmedShopId === undefined ? null : confirmedShopId
      const outcome = await run({ input, shopKey, confirmedShopId: confirmed })
      return 'done' in outcome ? { done: outcome.done.saveCarrefourConfiguration } : outcome
    },
    [run]
  )

  return [save, busy]
}
