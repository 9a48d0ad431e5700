import { useCallback, useState } from 'react'

import type { KeyTest, KeyToTest } from '../graphql/keyTestTypes'
import TEST_SHOP_KEY from '../graphql/testShopKey.graphql'
import { useAction } from './useAction'
import type { Outcome } from './useAction'

/** Tries a ShopKey at Carrefour; nothing is saved. The last outcome stays until it is cleared. */
export function useTestShopKey() {
  const [run, testing] = useAction<{ testCarrefourShopKey: KeyTest }, KeyToTest>(TEST_SHOP_KEY)
  const [outcome, setOutcome] = useState<Outcome<KeyTest> | null>(null)

  const test = useCallback(
    async (wish: KeyToTest) => {
      const answered = await run(wish)
      const tested: Outcome<KeyTest> =
        'done' in answered ? { done: answered.done.testCarrefourShopKey } : answered
      setOutcome(tested)
      return tested
    },
    [run]
  )
  const clear = useCallback(() => setOutcome(null), [])

  return { test, testing, outcome, clear }
}
