import React from 'react'
import { IconCaretLeft, IconCaretRight } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import type { HistoryAnswer } from '../../graphql/historyTypes'
import { useText } from '../../texts/useText'

interface HistoryPagerProps {
  answer: HistoryAnswer
  onPage: (page: number) => void
}

/** Which entries are on screen, and the way to the others. */
export function HistoryPager({ answer, onPage }: HistoryPagerProps) {
  const text = useText()
  const { page, pageSize, total } = answer
  const last = Math.max(Math.ceil(total / pageSize), 1)
  const from = (page - 1) * pageSize + 1

  return (
    <nav
      aria-label={text('history.pager')}
      className="flex items-center justify-end mt5 t-small"
      style={{ color: QUIET }}
    >
      <span className="mr4">
        {text('inventory.pager.range', { from, to: Math.min(from + pageSize - 1, total), total })}
      </span>
      <PlainButton
        label={text('inventory.pager.previous')}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <IconCaretLeft size={12} />
      </PlainButton>
      <PlainButton
        label={text('inventory.pager.next')}
        disabled={page >= last}
        onClick={() => onPage(page + 1)}
      >
        <IconCaretRight size={12} />
      </PlainButton>
    </nav>
  )
}
