import type { Column } from './headings'
import { readCode, readEan, readFlag, readKit, readPolicies, readSkuId, readText } from './fields'
import { type Quantity, readQuantity } from './quantity'
import type { Cell, Row } from './table'

/** What is wrong with one line, in words for its author. */
export interface Fault {
  readonly line: number
  readonly problem: string
  /** The SKU that is left out because of it, where the line names one. */
  readonly skuId?: number | undefined
}

/** One line that could be read. What the file leaves out is undefined, so that another line of the SKU may say it. */
export interface Line {
  readonly line: number
  readonly skuId: number
  readonly name: string | undefined
  readonly ean: string | undefined
  readonly reference: string | undefined
  /** Undefined for a kit, whose stock is that of its parts. */
  readonly stock: Exclude<Quantity, { kind: 'refused' }> | undefined
  readonly warehouse: string | undefined
  readonly policies: readonly number[] | undefined
  readonly kit: readonly { readonly skuId: number; readonly quantity: number }[] | undefined
  readonly active: boolean | undefined
}

/** Where each meaning stands, with the heading as the file has it. */
export type Columns = ReadonlyMap<Column, { readonly at: number; readonly heading: string }>

/** A value, or what is wrong with it; the problem's text follows the cell's. */
export type Field<Value> = { readonly value: Value } | { readonly why: string }

const EMPTY: Cell = { text: '', isNumber: false }

/** Reads one line and reports every wrong cell. */
export function readLine(row: Row, columns: Columns): Line | readonly Fault[] {
  const faults: Fault[] = []
  const read = <Value>(column: Column, reader: (cell: Cell) => Field<Value>): Value | undefined => {
    const place = columns.get(column)
    const cell = place === undefined ? EMPTY : (row.cells[place.at] ?? EMPTY)
    const field = reader(cell)
    if ('value' in field) return field.value
    faults.push({
      line: row.line,
      problem: `${place?.heading ?? column} ${shown(cell.text)} ${field.why}`,
    })
    return undefined
  }
  const skuId = read('sku', readSkuId)
  const kit = read('kit', readKit)
  const line = {
    line: row.line,
    name: read('name', readText),
    ean: read('ean', readEan),
    reference: read('reference', readCode),
    stock: kit === undefined ? read('stock', readStock) : undefined,
    warehouse: read('warehouse', readCode),
    policies: read('policy', readPolicies),
    kit,
    active: read('active', readFlag),
  }
  return skuId === undefined || faults.length > 0
    ? faults.map(fault => ({ ...fault, skuId }))
    : { ...line, skuId }
}

function readStock(cell: Cell): Field<Exclude<Quantity, { kind: 'refused' }>> {
  const quantity = readQuantity(cell)
  return quantity.kind === 'refused' ? { why: quantity.why } : { value: quantity }
}

/** A cell in a message: quoted, one line, short, and unable to steer a terminal. */
export function shown(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
  return plain === '' ? '(empty)' : `"${plain.length > 40 ? `${plain.slice(0, 40)}…` : plain}"`
}
