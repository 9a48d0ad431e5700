import React from 'react'
import { Tag } from 'vtex.styleguide'

import type { Status } from '../api/generated'
import { statusKey } from './keys'
import { TAG_COLORS } from './tokens'
import { useText } from './useText'

/** A status in words, with a colour that repeats them. */
export function StatusTag({ status }: { status: Status }) {
  const text = useText()
  return (
    <Tag size="small" {...TAG_COLORS[status]}>
      {text(statusKey(status))}
    </Tag>
  )
}
