import { plain } from '../words'
import type { Row } from './rows'

/** What a column's heading says that it holds. */
type Role =
  /** The offer's SKU, by a name that means nothing else. */
  | 'sku'
  /** A code of something: perhaps the SKU, perhaps Carrefour's own. */
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
/** With these a message is the name of its kind. */
const KIND = words('code codigo cod id type tipo')
/** Codes that are surely not a SKU. */
const OTHER_CODE = words('ean gtin barcode barras warehouse update delete')
/** With these a SKU or a code is not the one that was sent. */
const FOREIGN = words(
  'product produto producto produit catalog catalogo catalogue carrefour mirakl parent pai padre ean gtin barcode barras warehouse deposito armazem almacen entrepot update delete'
)

const has = (found: readonly string[], list: ReadonlySet<string>): boolean =>
  found.some(word => list.has(word))

/** What a heading means, in the languages that Carrefour is known to speak (en, pt, es, fr). */
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
  plain(heading.slice(0, 100))
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')

/** Which column holds what, as the headings say; null where they do not. */
export interface Headings {
  readonly sku: number | null
  /** Whether the SKU's heading may mean another code, too. */
  readonly isVague: boolean
  readonly line: number | null
  readonly quantity: number | null
  readonly message: number | null
  /** How many columns have one; a row with more is not in the order of the headings. */
  readonly width: number
  /** How many rows stand before the first line of the report. */
  readonly rows: number
}

export const NO_HEADINGS: Headings = {
  sku: null,
  isVague: false,
  line: null,
  quantity: null,
  message: null,
  width: 0,
  rows: 0,
}

/** How far down the headings may stand: a title may come first. */
const DEEPEST = 10

const isWhole = (cell: string): boolean => /^\s*\d+\s*$/.test(cell)

/** Reads the headings: the last row of names before the first row that holds a number. */
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
