import React from 'react'
import { IconCaretLeft, IconCaretRight } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import type { ReceiptPage } from '../../graphql/jobTypes'
import { useText } from '../../texts/useText'
import { pageRange } from '../inventory/pager.logic'

interface LinePagerProps {
  receipt: ReceiptPage
  onShow: (page: number) => void
}

/** Which lines are on screen, and the way to the others. */
export function LinePager({ receipt, onShow }: LinePagerProps) {
  const text = useText()
  const { from, to, last } = pageRange(receipt)
  if (last <= 1) return null
  return (
    <nav
      aria-label={text('receipt.pager')}
      className="flex items-center justify-end mt4 t-small"
      style={{ color: QUIET }}
    >
      <span className="mr4">
        {text('inventory.pager.range', { from, to, total: receipt.total })}
      </span>
      <PlainButton
        label={text('inventory.pager.previous')}
        disabled={receipt.page <= 1}
        onClick={() => onShow(receipt.page - 1)}
      >
        <IconCaretLeft size={12} />
      </PlainButton>
      <PlainButton
        label={text('inventory.pager.next')}
        disabled={receipt.page >= last}
        onClick={() => onShow(receipt.page + 1)}
      >
        <IconCaretRight size={12} />
      </PlainButton>
    </nav>
  )
}
