import type { Column } from './view.logic'

/** Where a value stands: in a column of its own, within the cell of the SKU or the status, or nowhere. */
export type Place = 'column' | 'within' | 'none'
export type Columns = Readonly<Record<Column, Place>>

/** Where each value stands. A narrow window has no room for columns; the affiliate is in the detail too. */
export function columnsOf(hidden: readonly Column[], wide: boolean): Columns {
  const place = (column: Column): Place =>
    hidden.includes(column) ? 'none' : wide ? 'column' : 'within'
  return {
    name: place('name'),
    affiliate: wide ? place('affiliate') : 'none',
    cause: place('cause'),
    quantity: place('quantity'),
    date: place('date'),
  }
}
