import React, { useState } from 'react'

import type { WholeConfiguration } from '../api/generated'
import { useMay } from '../api/permissions'
import { PlainButton } from '../ui/buttons'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { GroupProps } from './ConnectionGroup'
import { TextField } from './fields'

/** What may be known of the saved ShopKey: its end, who saved it, and when Carrefour took it last. */
export function ShopKeyInfo({ shopKey }: { shopKey: WholeConfiguration['shopKey'] }) {
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

interface ShopKeyFieldProps extends GroupProps {
  /** In place of the field's own help. */
  help?: string
}

/** A new ShopKey: pasting is allowed, and one may look at what one has typed. The saved key never comes back. */
export function ShopKeyField({ editor, disabled, help }: ShopKeyFieldProps) {
  const text = useText()
  const allowed = useMay('configure')
  const [shown, setShown] = useState(false)
  const shopKey = editor.saved === null ? null : editor.saved.shopKey
  return (
    <TextField
      name="shopKey"
      type={shown ? 'text' : 'password'}
      editor={editor}
      disabled={disabled}
      help={help ?? text(shopKey === null ? 'field.shop-key.help.first' : 'field.shop-key.help')}
      more={<ShopKeyInfo shopKey={shopKey} />}
      suffix={
        <PlainButton
          aria={{ 'aria-pressed': shown, 'aria-label': text('shop-key.show.label') }}
          disabled={disabled}
          reason={allowed ? null : text('permission.configure')}
          onClick={() => setShown(!shown)}
        >
          {text(shown ? 'shop-key.hide' : 'shop-key.show')}
        </PlainButton>
      }
    />
  )
}
