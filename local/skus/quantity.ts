import { sheetProblem } from './fields'
import type { Cell } from './table'

/** Units of stock, or why a text is none and how to write it. */
export type Quantity =
  | { readonly kind: 'units'; readonly units: number }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'refused'; readonly why: string }

/** More than any warehouse holds; beyond it a column of codes was taken for the stock. */
const MAX_UNITS = 99_999_999

const UNLIMITED = new Set(['ilimitado', 'infinito', 'unlimited', 'infinite'])

const refused = (why: string): Quantity => ({ kind: 'refused', why })

/**
 * Reads a quantity as people in Brazil, Spain and elsewhere write it. 1.234 and 1,234 are refused: with one separator
 * and three digits behind it a thousand cannot be told from one and a fraction, and systems export both.
 */
export function readQuantity(cell: Cell): Quantity {
  const { text, isNumber } = cell
  const plain = text.replace(/[\u00a0\u2007\u2009\u202f]/g, ' ').trim()
  if (plain === '') return refused('is empty. Write 0 where there is none.')
  if (cell.isMerged === true)
    return refused('is a part of a merged cell. Unmerge it, and write the stock of each line.')
  const problem = sheetProblem(cell)
  if (problem !== undefined) return refused(problem)
  if (UNLIMITED.has(plain.toLowerCase())) return { kind: 'unlimited' }
  if (/^[-\u2013\u2212(]\s*\d|\d\s*[-\u2013\u2212]$/.test(plain))
    return refused('is below zero. Write 0 where there is none.')
  if (/^[\d.,]+e[+-]?\d+$/i.test(plain))
    return refused('was changed by Excel. Format the column as text and write digits only.')
  return isNumber ? decimal(plain) : grouped(plain)
}

/** A number of a workbook: there is no doubt where its decimals begin. */
function decimal(text: string): Quantity {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  return match === null ? noNumber() : whole(match[1] ?? '', match[2] ?? '')
}

function grouped(text: string): Quantity {
  if (/^\d+$/.test(text)) return whole(text, '')
  const spaced = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/.exec(text)
  if (spaced !== null) return whole(digits(spaced[1]), spaced[2] ?? '')
  const both =
    /^(\d{1,3}(?:\.\d{3})+),(\d+)$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/.exec(text)
  if (both !== null) return whole(digits(both[1]), both[2] ?? '')
  if (/^\d{1,3}(\.\d{3}){2,}$|^\d{1,3}(,\d{3}){2,}$/.test(text)) return whole(digits(text), '')
  const one = /^(\d+)[.,](\d+)$/.exec(text)
  if (one === null) return noNumber()
  const [, before = '', after = ''] = one
  if (after.length === 3 && before.length <= 3 && !/^0+$/.test(before))
    return refused(
      `can mean ${before}${after} or ${before} and a fraction. Write ${before}${after} or ${Number(before)}.`
    )
  return whole(before, after)
}

const digits = (text = ''): string => text.replace(/\D/g, '')

function whole(units: string, fraction: string): Quantity {
  if (/[1-9]/.test(fraction))
    return refused('is no whole number. Stock is counted in units: write digits only.')
  const value = Number(units)
  if (value > MAX_UNITS)
    return refused(`is more than ${MAX_UNITS}. Is this the column of the stock?`)
  return { kind: 'units', units: value }
}

const noNumber = (): Quantity => refused('is no quantity. Write digits only, such as 12.')
