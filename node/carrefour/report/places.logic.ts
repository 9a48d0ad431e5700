import { normalizeText, plainText } from '../classify.logic'
import type { Row } from './rows.logic'
import type { SentFile } from '../stockFile.logic'

/** The content of a column according to its heading. */
type Role =
  /** The offer's SKU, under an unambiguous name. */
  | 'sku'
  /** Some code: perhaps the SKU, perhaps Carrefour's own. */
  | 'code'
  | 'line'
  | 'quantity'
  | 'message'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

const LINE = words('line linha linea ligne row fila renglon lines')
const QUANTITY = words('quantity quantidade cantidad quantite qty qtd qtde qte')
const MESSAGE = words(
  'message mensagem mensaje msg motivo reason raison error erro erreur errors erros errores descricao description descripcion detalhe detalle detail details causa cause texto'
)
const CODE = words(
  'code codigo cod id identificador identifier identifiant referencia reference ref artigo articulo article item oferta offer offre produto producto product produit'
)
/** With these a message column only names the kind. */
const KIND = words('code codigo cod id type tipo')
/** Codes that are certainly not a SKU. */
const OTHER_CODE = words('ean gtin barcode barras warehouse update delete')
/** With these a SKU or code is not the one that was sent. */
const FOREIGN = words(
  'product produto producto produit catalog catalogo catalogue carrefour mirakl parent pai padre ean gtin barcode barras warehouse deposito armazem almacen entrepot update delete'
)

const has = (found: readonly string[], list: ReadonlySet<string>): boolean =>
  found.some(word => list.has(word))

/** The meaning of a heading, in the languages Carrefour is known to use (en, pt, es, fr). */
function roleOf(heading: string): Role | null {
  const found = wordsOf(heading)
  if (has(found, LINE)) return 'line'
  if (found.includes('sku')) return has(found, FOREIGN) ? null : 'sku'
  if (has(found, QUANTITY)) return 'quantity'
  if (has(found, MESSAGE)) return has(found, KIND) ? null : 'message'
  if (has(found, OTHER_CODE)) return null
  return has(found, CODE) ? 'code' : null
}

const wordsOf = (heading: string): readonly string[] =>
  normalizeText(heading.slice(0, 100))
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')

/** Columns by the content their headings state; null where they state none. */
export interface Headings {
  readonly sku: number | null
  /** Whether the SKU's heading may mean another code. */
  readonly isVague: boolean
  readonly line: number | null
  readonly quantity: number | null
  readonly message: number | null
  /** Number of columns with a heading; a longer row is not in their order. */
  readonly width: number
  /** Number of rows before the first line of the report. */
  readonly rows: number
}

const NO_HEADINGS: Headings = {
  sku: null,
  isVague: false,
  line: null,
  quantity: null,
  message: null,
  width: 0,
  rows: 0,
}

/** How far down the headings may be: a title may come first. */
const DEEPEST = 10

const isWhole = (cell: string): boolean => /^\s*\d+\s*$/.test(cell)

/** Finds the headings: the last row of names before the first row with a number. */
export function headingsOf(rows: readonly Row[]): Headings {
  let found = NO_HEADINGS
  for (const [at, row] of rows.slice(0, DEEPEST).entries()) {
    if (row.cells.some(isWhole)) break
    if (row.sound && row.cells.length > 1) found = rolesIn(row.cells, at + 1) ?? found
  }
  return found
}

function rolesIn(cells: readonly string[], rows: number): Headings | null {
  const roles = cells.map(roleOf)
  const only = (role: Role): number | null => {
    const first = roles.indexOf(role)
    return first >= 0 && first === roles.lastIndexOf(role) ? first : null
  }
  const exact = cells.findIndex(cell => wordsOf(cell).join(' ') === 'offer sku')
  const named = exact >= 0 ? exact : only('sku')
  const line = only('line')
  const message = only('message') ?? firstOf(roles, 'message')
  if (named === null && line === null && message === null) return null
  return {
    sku: named ?? only('code'),
    isVague: named === null,
    line,
    quantity: only('quantity'),
    message,
    width: cells.length,
    rows,
  }
}

function firstOf(roles: readonly (Role | null)[], role: Role): number | null {
  const at = roles.indexOf(role)
  return at < 0 ? null : at
}

/** The result of one way to read the rows of a report. */
export interface Places {
  /** Lines identified with certainty: their place in the file, and the reason. */
  readonly refused: ReadonlyMap<number, string>
  /** Places a row may mean, without certainty. */
  readonly doubtful: ReadonlySet<number>
  /** Whether every refused line was identified in two ways that agree. */
  readonly isDouble: boolean
  /** Rows that identify no line of the file with certainty. */
  readonly unplaced: readonly Row[]
}

/** Line numbering: whether the heading of the file sent counts as line 1. */
type Base = 1 | 2
const BASES: readonly Base[] = [2, 1]

/** Whether the end of the text may have truncated a cell: what followed is unknown. */
const mayBeCut = (row: Row, column: number): boolean => row.open && column === row.cells.length - 1

const cellAt = (row: Row, column: number): string | null => row.cells[column]?.trim() ?? null

/** Whether a cell holds the expected value; for a possibly truncated cell, its beginning. */
function isCell(row: Row, column: number, expected: string): boolean {
  const cell = cellAt(row, column)
  return mayBeCut(row, column) ? cell !== null && expected.startsWith(cell) : cell === expected
}

/** A line number that exists in the file. */
function lineAt(row: Row, column: number, { lines }: SentFile): number | null {
  const text = cellAt(row, column) ?? ''
  const line = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return line >= 1 && line <= lines.length + 1 ? line : null
}

const isEmpty = (cell: string): boolean => cell.trim() === ''

/** The place of the SKU in a cell; none when the cell may be the beginning of another SKU. */
function placeAt(row: Row, column: number, file: SentFile): number | null {
  const cell = cellAt(row, column) ?? ''
  const place = file.placeOf.get(cell) ?? null
  if (place === null || !mayBeCut(row, column)) return place
  return file.lines.some(({ skuId }) => skuId !== cell && skuId.startsWith(cell)) ? null : place
}

const quantityAgrees = (row: Row, column: number, place: number, file: SentFile): boolean =>
  isCell(row, column, String(file.lines[place]?.quantity))

/**
 * Reads rows with a heading for the SKU's column. Each row must agree with line number and quantity where such columns
 * exist; a heading that may mean another code needs one of them.
 *
 * @returns null when the headings do not say enough
 */
export function placesByName(
  rows: readonly Row[],
  headings: Headings,
  file: SentFile
): Places | null {
  const { sku, line, quantity, isVague } = headings
  const isWitnessed = line !== null || quantity !== null
  if (sku === null || (isVague && !isWitnessed)) return null
  if (!isWitnessed && rows.some(row => isPiece(row, headings.width))) return null
  const base = line === null ? null : baseOf(rows, sku, line, file)
  const refused = new Map<number, string>()
  const doubtful = new Set<number>()
  const unplaced: Row[] = []
  const doubt = (row: Row, places: readonly (number | null)[]) => {
    unplaced.push(row)
    for (const place of places) if (place !== null && file.lines[place]) doubtful.add(place)
  }
  for (const row of rows) {
    // More cells than headings, or fewer: the columns may be shifted, unless another column agrees.
    const isInOrder =
      row.sound &&
      (line !== null || row.cells.slice(headings.width).every(isEmpty)) &&
      (isWitnessed || row.cells.length >= headings.width)
    const place = isInOrder ? placeAt(row, sku, file) : null
    const number = line === null ? null : lineAt(row, line, file)
    const byLine = number === null ? [] : base ? [number - base] : [number - 1, number - 2]
    const agrees =
      place !== null &&
      (line === null || (base !== null && isCell(row, line, String(place + base)))) &&
      (quantity === null || quantityAgrees(row, quantity, place, file)) &&
      (isWitnessed || (standsAlone(row, sku, file) && reasonBeside(row, sku) !== null))
    if (place !== null && agrees) addReason(refused, place, messageOf(row, headings))
    else if (isSum(row)) unplaced.push(row)
    else doubt(row, [place, ...byLine])
  }
  return { refused, doubtful, isDouble: isWitnessed, unplaced }
}

/** A row of a few numbers alone: perhaps the end of an id that a line break has cut in two. */
const isPiece = (row: Row, width: number): boolean =>
  row.cells.length < width && row.cells.every(cell => isEmpty(cell) || isWhole(cell))

/** Beginnings of total rows, in the languages Carrefour is known to use. */
const SUM = /^\s{0,20}(sub)?tota(l|is|les|ux)\b/i

const isSum = (row: Row): boolean => row.cells.some(cell => SUM.test(cell))

/** Whether a SKU counts without a second column to confirm it: complete, and not in a total row. */
const standsAlone = (row: Row, sku: number, file: SentFile): boolean =>
  (!mayBeCut(row, sku) || file.isPlain(cellAt(row, sku) ?? '')) && !isSum(row)

/** The numbering under which most rows agree with their SKU; null when none does. */
function baseOf(rows: readonly Row[], sku: number, line: number, file: SentFile): Base | null {
  const agreeing = (base: Base) =>
    rows.filter(row => {
      const place = placeAt(row, sku, file)
      return place !== null && lineAt(row, line, file) === place + base
    }).length
  const [counted, uncounted] = [agreeing(2), agreeing(1)]
  if (counted === 0 && uncounted === 0) return null
  return counted >= uncounted ? 2 : 1
}

/**
 * Reads rows without usable headings. Only an unambiguous id identifies the SKU's column: one such column, a reason in
 * words beside it, and no line number that contradicts.
 *
 * @returns null when there is no such column, or more than one
 */
export function placesByData(
  rows: readonly Row[],
  headings: Headings,
  file: SentFile
): Places | null {
  const sku = columnOfIds(rows, file)
  if (sku === null) return null
  const widths = new Set(
    rows.filter(row => file.isPlain(cellAt(row, sku) ?? '')).map(row => row.cells.length)
  )
  if (rows.some(row => isPiece(row, Math.min(...widths)))) return null
  const named = rows.filter(
    row =>
      row.sound &&
      !isSum(row) &&
      // An id that could be another number must be in a row like the others.
      widths.has(row.cells.length) &&
      placeAt(row, sku, file) !== null
  )
  if (named.some(row => reasonBeside(row, sku) === null)) return null
  const witness = witnessOf(named, sku, headings, file)
  if (witness === 'contradicts') return null
  const refused = new Map<number, string>()
  for (const row of named) {
    const place = placeAt(row, sku, file)
    if (place !== null) addReason(refused, place, messageOf(row, { ...headings, sku }))
  }
  const isNamed = new Set(named)
  const unplaced = rows.filter(row => !isNamed.has(row))
  if (unplaced.some(row => hasIdElsewhere(row, sku, file))) return null
  return { refused, doubtful: new Set(), isDouble: witness === 'agrees', unplaced }
}

/** Whether a row shows that ids stand in another column: the id in this one may be part of a reason. */
const hasIdElsewhere = (row: Row, sku: number, file: SentFile): boolean =>
  !isSum(row) &&
  !isWhole(row.cells[sku] ?? '') &&
  row.cells.some(cell => isWhole(cell) && file.isPlain(cell.trim()))

/** The lines whose unambiguous id stands in a cell of its own, in whatever column. */
export const placesInCells = (rows: readonly Row[], file: SentFile): ReadonlySet<number> =>
  new Set(
    rows.flatMap(row =>
      row.cells.flatMap(text => {
        const cell = text.trim()
        const place = file.placeOf.get(cell)
        return place !== undefined && file.isPlain(cell) ? [place] : []
      })
    )
  )

/** The one column with unambiguous ids; null when there is none, or more than one. */
function columnOfIds(rows: readonly Row[], file: SentFile): number | null {
  let found: number | null = null
  for (const row of rows) {
    for (let column = 0; column < row.cells.length; column += 1) {
      const cell = cellAt(row, column)
      if (cell === null || !file.placeOf.has(cell) || !file.isPlain(cell)) continue
      if (found !== null && found !== column) return null
      found = column
    }
  }
  return found
}

/** What the other number columns say about the lines that a column of ids names. */
function witnessOf(
  rows: readonly Row[],
  sku: number,
  headings: Headings,
  file: SentFile
): 'agrees' | 'silent' | 'contradicts' {
  const width = Math.max(0, ...rows.slice(0, 1).map(row => row.cells.length))
  const columns = headings.line === null ? [...Array(width).keys()] : [headings.line]
  const all = (agrees: (row: Row, place: number) => boolean) =>
    rows.every(row => {
      const place = placeAt(row, sku, file)
      return place !== null && agrees(row, place)
    })
  const numbers = columns.filter(
    column => column !== sku && rows.every(row => lineAt(row, column, file) !== null)
  )
  const isLine = (column: number) =>
    BASES.some(base => all((row, place) => lineAt(row, column, file) === place + base))
  if (numbers.some(isLine)) return 'agrees'
  if (headings.line !== null) return 'contradicts'
  const isQuantity = (column: number) =>
    all((row, place) => quantityAgrees(row, column, place, file))
  return numbers.every(isQuantity) ? 'silent' : 'contradicts'
}

const LETTER = /\p{L}/u
const isReason = (cell: string): boolean => LETTER.test(cell) && !/^(update|delete)$/i.test(cell)

/** The longest text of a row besides its SKU; null when there is none. */
function reasonBeside(row: Row, sku: number | null): string | null {
  let found: string | null = null
  for (const [column, cell] of row.cells.entries())
    if (column !== sku && cell.length > (found?.length ?? 0) && isReason(cell.trim())) found = cell
  return found
}

/** The reason from its own column or, if that has no words, the longest text of the row. */
function messageOf(row: Row, { message, sku }: Pick<Headings, 'message' | 'sku'>): string {
  const named = message === null ? '' : (row.cells[message] ?? '').trim()
  return isReason(named) ? named : (reasonBeside(row, sku)?.trim() ?? named)
}

/** Maximum characters of a message that are kept. */
export const LONGEST_MESSAGE = 1_000

function addReason(refused: Map<number, string>, place: number, words: string): void {
  const message = plainText(words.slice(0, 2 * LONGEST_MESSAGE)).trim()
  const before = refused.get(place)
  const isNew = before === undefined || before === '' || before.includes(message)
  const joined = isNew
    ? before === undefined || before === ''
      ? message
      : before
    : `${before}\n${message}`
  // The cut may leave half a character.
  refused.set(place, plainText(joined.slice(0, LONGEST_MESSAGE)))
}
