import React from 'react'
import { Tag } from 'vtex.styleguide'

import type { Status } from '../graphql/types'
import { statusKey } from '../texts/keys'
import { useText } from '../texts/useText'
import { TAG_COLORS } from './colors'

/** A status in words, with a colour that repeats them. */
export function StatusTag({ status }: { status: Status }) {
  const text = useText()
  return (
    <Tag size="small" {...TAG_COLORS[status]}>
      {text(statusKey(status))}
    </Tag>
  )
}
