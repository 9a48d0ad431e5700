import React from 'react'
import type { ReactNode } from 'react'

import { Hidden } from './notice'
import { STYLES } from './tokens'

interface TableColumn<Row> {
  heading: string
  cell: (row: Row) => ReactNode
  /** Names the row: a screen reader says it with each of the row's cells. */
  isName?: boolean
  /** Of heading and cells: `tr` for numbers, `dn dtc-ns` for what a narrow window leaves out. */
  className?: string
}

interface TableProps<Row> {
  caption: string
  /** Whether the caption is there for screen readers alone: a heading stands above the table. */
  hideCaption?: boolean
  columns: ReadonlyArray<TableColumn<Row>>
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Within something else: smaller, and closer together. */
  dense?: boolean
  /** Only as wide as its content. */
  fit?: boolean
}

/** A plain table: the Styleguide's can neither name its rows nor be read row by row by a screen reader. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, hideCaption, columns, rows, keyOf, dense } = props
  const cell = dense === true ? 'pr5 pv3 v-top' : 'ph3 pv3 v-top lh-copy'
  const sides = (className = '') => `${cell} ${/\btr\b/.test(className) ? '' : 'tl'} ${className}`

  return (
    <table className={`${props.fit === true ? '' : 'w-100'} t-small`} style={STYLES.table}>
      <caption className="tl t-small fw7 c-on-base">
        {hideCaption === true ? (
          <Hidden>{caption}</Hidden>
        ) : (
          <span className="db mb2">{caption}</span>
        )}
      </caption>
      <thead className={dense === true ? '' : 'bb b--muted-4'} style={STYLES.quiet}>
        <tr>
          {columns.map(({ heading, className }) => (
            <th key={heading} scope="col" className={`${sides(className)} fw5`}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={keyOf(row)} className={dense === true ? 'bt b--muted-5' : 'bb b--muted-4'}>
            {columns.map(column =>
              column.isName === true ? (
                <th
                  key={column.heading}
                  scope="row"
                  className={`${sides(column.className)} ${dense ? 'fw4' : 'fw5'}`}
                >
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.heading} className={sides(column.className)}>
                  {column.cell(row)}
                </td>
              )
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
