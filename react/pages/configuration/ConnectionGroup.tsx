import React from 'react'

import { useText } from '../../texts/useText'
import { ActiveField } from './ActiveField'
import { Group } from './Group'
import { KeyTestField } from './KeyTestField'
import { ShopKeyField } from './ShopKeyField'
import { WebhookField } from './WebhookField'
import { TextField } from './TextField'
import type { EditorControl } from './useEditor'

export interface GroupProps {
  editor: EditorControl
  disabled: boolean
}

/** Who we are to Carrefour. */
export function ConnectionGroup({ editor, disabled }: GroupProps) {
  const text = useText()
  return (
    <Group title={text('configuration.group.connection')}>
      <ActiveField editor={editor} disabled={disabled} />
      <ShopKeyField editor={editor} disabled={disabled} />
      <TextField name="shopId" inputMode="numeric" editor={editor} disabled={disabled} />
      <TextField
        name="carrefourUrl"
        type="url"
        inputMode="url"
        editor={editor}
        disabled={disabled}
      />
      <KeyTestField editor={editor} disabled={disabled} />
      {editor.saved !== null && <WebhookField disabled={disabled} />}
      <TextField name="portalUrl" type="url" inputMode="url" editor={editor} disabled={disabled} />
    </Group>
  )
}
