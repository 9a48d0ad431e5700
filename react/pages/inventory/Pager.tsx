import React from 'react'
import { Dropdown, IconCaretLeft, IconCaretRight } from 'vtex.styleguide'

import { QUIET } from '../../components/colors'
import { PlainButton } from '../../components/PlainButton'
import type { ProcessPage } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { pageRange } from './pager.logic'
import { PAGE_SIZES } from './view.logic'
import type { ListView } from './view.logic'

interface PagerProps {
  page: ProcessPage
  onShow: (change: Partial<ListView>) => void
}

/** Which rows are on screen, and the way to the others (the Styleguide's pager names no button). */
export function Pager({ page, onShow }: PagerProps) {
  const text = useText()
  const { from, to, last } = pageRange(page)

  return (
    <nav
      aria-label={text('inventory.pager.label')}
      className="flex flex-wrap items-center justify-between mt5"
    >
      <div className="flex items-center mv2">
        <Dropdown
          size="small"
          label={text('inventory.pager.rows')}
          options={PAGE_SIZES.map(size => ({ value: String(size), label: String(size) }))}
          value={String(page.pageSize)}
          onChange={(_, value) => onShow({ pageSize: Number(value) })}
        />
      </div>
      <div className="flex items-center mv2 t-small" style={{ color: QUIET }}>
        <span className="mr4">
          {text('inventory.pager.range', { from, to, total: page.total })}
        </span>
        <PlainButton
          label={text('inventory.pager.previous')}
          disabled={page.page <= 1}
          onClick={() => onShow({ page: page.page - 1 })}
        >
          <IconCaretLeft size={12} />
        </PlainButton>
        <PlainButton
          label={text('inventory.pager.next')}
          disabled={page.page >= last}
          onClick={() => onShow({ page: page.page + 1 })}
        >
          <IconCaretRight size={12} />
        </PlainButton>
      </div>
    </nav>
  )
}
