import React, { useState } from 'react'

import { BlockedOffer } from '../../components/BlockedOffer'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { ActiveField } from './ActiveField'
import { Group } from './Group'
import { KeyTestField } from './KeyTestField'
import { ShopKeyField } from './ShopKeyField'
import { SwitchField } from './SwitchField'
import { TextField } from './TextField'
import type { EditorControl } from './useEditor'
import { WebhookField } from './WebhookField'

export interface GroupProps {
  editor: EditorControl
  disabled: boolean
}

interface ConnectionGroupProps extends GroupProps {
  production: boolean
  permissions: Permissions
}

/** Who we are to Carrefour. */
export function ConnectionGroup({
  editor,
  disabled,
  production,
  permissions,
}: ConnectionGroupProps) {
  const text = useText()
  const [blocked, setBlocked] = useState(0)
  return (
    <Group title={text('configuration.group.connection')}>
      <ActiveField editor={editor} disabled={disabled} />
      {!production && (
        <SwitchField name="sendFromDevelopment" editor={editor} disabled={disabled} />
      )}
      <ShopKeyField editor={editor} disabled={disabled} />
      <TextField name="shopId" inputMode="numeric" editor={editor} disabled={disabled} />
      <TextField
        name="carrefourUrl"
        type="url"
        inputMode="url"
        editor={editor}
        disabled={disabled}
      />
      <KeyTestField editor={editor} disabled={disabled} onUnblocked={setBlocked} />
      <BlockedOffer
        blocked={blocked}
        permissions={permissions}
        onReprocessed={() => setBlocked(0)}
        linkToList
      />
      {editor.saved !== null && <WebhookField disabled={disabled} />}
      <TextField name="portalUrl" type="url" inputMode="url" editor={editor} disabled={disabled} />
    </Group>
  )
}
