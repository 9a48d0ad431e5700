import React from 'react'
import { Dropdown, IconCaretLeft, IconCaretRight } from 'vtex.styleguide'

import { PlainButton } from './buttons'
import { STYLES } from './tokens'
import { useText } from './useText'

/** Where a page stands among all rows. */
interface Paged {
  readonly page: number
  readonly pageSize: number
  readonly total: number
}

/** First and last row on screen, counted from 1 over all pages, and the number of the last page. */
export function pageRange({ page, pageSize, total }: Paged) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1
  return { from, to: Math.min(page * pageSize, total), last }
}

interface PagerProps {
  /** Name for screen readers. */
  label: string
  page: Paged
  onPage: (page: number) => void
  /** How many rows a page may have, where that can be chosen. */
  sizes?: readonly number[]
  onSize?: (pageSize: number) => void
}

/** Which rows are on screen, and the way to the others (the Styleguide's pager names no button). */
export function Pager({ label, page, onPage, sizes, onSize }: PagerProps) {
  const text = useText()
  const { from, to, last } = pageRange(page)

  return (
    <nav
      aria-label={label}
      className={`flex flex-wrap items-center mt5 ${sizes ? 'justify-between' : 'justify-end'}`}
    >
      {sizes && onSize && (
        <div className="flex items-center mv2">
          <Dropdown
            size="small"
            label={text('inventory.pager.rows')}
            options={sizes.map(size => ({ value: String(size), label: String(size) }))}
            value={String(page.pageSize)}
            onChange={(_, value) => onSize(Number(value))}
          />
        </div>
      )}
      <div className="flex items-center mv2 t-small" style={STYLES.quiet}>
        <span className="mr4">
          {text('inventory.pager.range', { from, to, total: page.total })}
        </span>
        <PlainButton
          label={text('inventory.pager.previous')}
          disabled={page.page <= 1}
          onClick={() => onPage(page.page - 1)}
        >
          <IconCaretLeft size={12} />
        </PlainButton>
        <PlainButton
          label={text('inventory.pager.next')}
          disabled={page.page >= last}
          onClick={() => onPage(page.page + 1)}
        >
          <IconCaretRight size={12} />
        </PlainButton>
      </div>
    </nav>
  )
}
