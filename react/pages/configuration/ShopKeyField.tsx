import React, { useState } from 'react'

import { PlainButton } from '../../components/PlainButton'
import { useText } from '../../texts/useText'
import type { GroupProps } from './ConnectionGroup'
import { KeyStory } from './KeyStory'
import { TextField } from './TextField'

interface ShopKeyFieldProps extends GroupProps {
  /** In place of the field's own help. */
  help?: string
}

/** A new ShopKey: pasting is allowed, and one may look at what one has typed. The saved key never comes back. */
export function ShopKeyField({ editor, disabled, help }: ShopKeyFieldProps) {
  const text = useText()
  const [shown, setShown] = useState(false)
  const shopKey = editor.saved === null ? null : editor.saved.shopKey
  return (
    <TextField
      name="shopKey"
      type={shown ? 'text' : 'password'}
      editor={editor}
      disabled={disabled}
      {...(help === undefined ? {} : { help })}
      more={<KeyStory shopKey={shopKey} />}
      suffix={
        <PlainButton
          aria={{ 'aria-pressed': shown, 'aria-label': text('shop-key.show.label') }}
          disabled={disabled}
          onClick={() => setShown(!shown)}
        >
          {text(shown ? 'shop-key.hide' : 'shop-key.show')}
        </PlainButton>
      }
    />
  )
}
