import React from 'react'

import { useText } from '../../texts/useText'
import type { GroupProps } from './ConnectionGroup'
import { Group } from './Group'
import { TextField } from './TextField'

/** Who hears of problems. */
export function NoticesGroup({ editor, disabled }: GroupProps) {
  const text = useText()
  return (
    <Group title={text('configuration.group.notices')}>
      <TextField
        name="notificationEmail"
        type="email"
        inputMode="email"
        editor={editor}
        disabled={disabled}
      />
    </Group>
  )
}
