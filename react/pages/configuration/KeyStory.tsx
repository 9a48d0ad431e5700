import React from 'react'

import type { ShopKey } from '../../graphql/connectionTypes'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

/** What may be known of the saved ShopKey: its end, who saved it, and when Carrefour took it last. */
export function KeyStory({ shopKey }: { shopKey: ShopKey | null }) {
  const text = useText()
  const { full } = useMoments()
  if (shopKey === null) return null

  const { last4, savedBy, savedAt, verifiedAt } = shopKey
  return (
    <span className="db mt2 c-on-base">
      {last4 === null ? text('shop-key.hidden') : text('shop-key.ends-with', { last4 })}{' '}
      {text('shop-key.saved', { who: savedBy, when: full(savedAt) })}{' '}
      {verifiedAt === null
        ? text('shop-key.not-verified')
        : text('shop-key.verified', { when: full(verifiedAt) })}
    </span>
  )
}
