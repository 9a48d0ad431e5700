import React from 'react'

import { useText } from '../../texts/useText'
import type { ViewControl } from './useView'
import { nextSort } from './view.logic'
import type { Sort } from './view.logic'

interface SortHeadingProps {
  control: ViewControl
  label: string
  /** The order that one click gives, and the one that the next click gives; which of them ascends. */
  orders: readonly [Sort, Sort]
  ascending: Sort
  className: string
}

/** A column's heading that sorts by it. */
export function SortHeading({ control, label, orders, ascending, className }: SortHeadingProps) {
  const text = useText()
  const { view, show } = control
  const sorted = orders.includes(view.sort)
  const direction = view.sort === ascending ? 'ascending' : 'descending'
  return (
    <th scope="col" className={className} aria-sort={sorted ? direction : 'none'}>
      <button
        type="button"
        title={text('inventory.sort', { column: label })}
        className="bn bg-transparent pa0 fw5 t-small tl pointer c-action-primary"
        style={{ minHeight: 28 }}
        onClick={() => show({ sort: nextSort(view.sort, ...orders) })}
      >
        {label}
        <span aria-hidden="true">
          {sorted ? (direction === 'ascending' ? '\u00a0↑' : '\u00a0↓') : ''}
        </span>
      </button>
    </th>
  )
}
