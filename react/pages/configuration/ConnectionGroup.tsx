import React from 'react'

import { useText } from '../../texts/useText'
import { ActiveField } from './ActiveField'
import { Group } from './Group'
import { KeyTestField } from './KeyTestField'
import { KeyStory } from './KeyStory'
import { TextField } from './TextField'
import type { EditorControl } from './useEditor'

export interface GroupProps {
  editor: EditorControl
  disabled: boolean
}

/** Who we are to Carrefour. */
export function ConnectionGroup({ editor, disabled }: GroupProps) {
  const text = useText()
  const shopKey = editor.saved === null ? null : editor.saved.shopKey
  return (
    <Group title={text('configuration.group.connection')}>
      <ActiveField editor={editor} disabled={disabled} />
      <TextField
        name="shopKey"
        type="password"
        editor={editor}
        disabled={disabled}
        more={<KeyStory shopKey={shopKey} />}
      />
      <TextField name="shopId" inputMode="numeric" editor={editor} disabled={disabled} />
      <TextField
        name="carrefourUrl"
        type="url"
        inputMode="url"
        editor={editor}
        disabled={disabled}
      />
      <KeyTestField editor={editor} disabled={disabled} />
      <TextField name="portalUrl" type="url" inputMode="url" editor={editor} disabled={disabled} />
    </Group>
  )
}
