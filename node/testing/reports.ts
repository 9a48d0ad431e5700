import type { ReportCounts } from '../carrefour/report/reading.logic'
import type { SentLine } from '../carrefour/stockFile.logic'
import { parseSkuId } from '../queue/stockRequest.logic'

/**
 * Makes error reports as a server could write them: a file that was sent, the truth about its lines, and a text
 * in one of many forms. It knows nothing of the reader. The same seed makes the same report.
 */
export interface GeneratedReport {
  readonly seed: number
  readonly sent: readonly SentLine[]
  /** The truth: refused SKUs with their reason. */
  readonly refused: ReadonlyMap<string, string>
  readonly body: Uint8Array
  readonly counts: ReportCounts
  /** Whether the counts tell the truth, all of it. */
  readonly isCounted: boolean
  /** Whether somebody who has only file and report can tell which lines were refused. */
  readonly isReadable: boolean
  /** For people who look into a failure. */
  readonly form: string
}

/** A small generator of numbers (mulberry32): quick, and the same everywhere. */
class Dice {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  below(count: number): number {
    return Math.floor(this.next() * count)
  }
  chance(share: number): boolean {
    return this.next() < share
  }
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }
  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map(item => ({ item, at: this.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  }
}

type Column = 'line' | 'message' | 'sku' | 'quantity' | 'warehouse' | 'update' | 'extra'

/** Headings that a server could write, by column. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  line: ['line', 'error-line', 'Line number', 'Linha', 'Número da linha', 'Línea', 'Ligne'],
  message: ['error', 'error-message', 'Mensagem de erro', 'Motivo', 'Mensaje', 'Raison', 'reason'],
  sku: ['offer-sku', 'sku', 'SKU da oferta', 'shop-sku', 'Offer SKU', 'SKU de la oferta'],
  quantity: ['quantity', 'Quantidade', 'Cantidad', 'Quantité', 'qty'],
  warehouse: ['warehouse-code', 'Depósito', 'Almacén'],
  update: ['update-delete', 'Ação', 'Acción'],
  extra: ['import', 'EAN', 'Data', 'Severidade', 'product-sku', 'Código do erro'],
}

const LAYOUTS: readonly (readonly Column[])[] = [
  ['line', 'message', 'sku', 'quantity', 'warehouse', 'update'],
  ['sku', 'quantity', 'warehouse', 'update', 'line', 'message'],
  ['line', 'message', 'sku', 'quantity'],
  ['sku', 'message'],
  ['message', 'sku'],
  ['line', 'message'],
  ['line', 'sku', 'message'],
  ['sku', 'quantity', 'message'],
]

interface Form {
  readonly columns: readonly Column[]
  readonly headings: 'known' | 'none' | 'strange'
  readonly base: 1 | 2
  readonly separator: string
  readonly quoted: boolean
  readonly end: string
  readonly encoding: 'utf8' | 'utf16le' | 'utf16be' | 'windows1252'
  readonly mark: boolean
  readonly lastEnd: boolean
  readonly stated: boolean
  readonly title: boolean
  readonly blanks: boolean
  readonly total: boolean
  readonly foreign: boolean
  readonly twice: boolean
  readonly cut: boolean
}

function aForm(dice: Dice): Form {
  const layout = [...dice.pick(LAYOUTS)]
  if (dice.chance(0.25)) layout.splice(dice.below(layout.length + 1), 0, 'extra')
  const encoding = dice.pick(['utf8', 'utf8', 'utf16le', 'utf16be', 'windows1252'] as const)
  return {
    columns: dice.chance(0.25) ? dice.shuffled(layout) : layout,
    headings: dice.pick(['known', 'known', 'known', 'none', 'none', 'strange'] as const),
    base: dice.pick([1, 2] as const),
    separator: dice.pick([';', ';', ',', '\t', '|']),
    quoted: dice.chance(0.6),
    end: dice.pick(['\n', '\r\n', '\r']),
    encoding,
    mark: encoding !== 'windows1252' && dice.chance(0.5),
    lastEnd: dice.chance(0.7),
    stated: dice.chance(0.1),
    title: dice.chance(0.1),
    blanks: dice.chance(0.2),
    total: dice.chance(0.15),
    foreign: dice.chance(0.15),
    twice: dice.chance(0.15),
    cut: dice.chance(0.25),
  }
}

/** SKUs of the kinds that are easily taken for something else. */
function someIds(dice: Dice, count: number): readonly number[] {
  const run = Array.from({ length: count }, (_, at) => at + 1)
  switch (
    dice.pick(['small', 'shuffled', 'near', 'large', 'large', 'prefixes', 'mixed'] as const)
  ) {
    case 'small':
      return run
    case 'shuffled':
      return dice.shuffled(run)
    case 'near':
      return run.map(id => id + dice.below(3) + count * dice.below(2)).filter(isFirst)
    case 'large':
      return run.map(id => 40_000 + id * 97 + dice.below(90))
    case 'prefixes':
      return run.map(id => Number('1052173469'.slice(0, 1 + (id % 9)) + (id > 8 ? id : '')))
    case 'mixed':
      return run.map(id => (dice.chance(0.5) ? id : 7_000 + id))
  }
}

const isFirst = <T>(item: T, at: number, all: readonly T[]): boolean => all.indexOf(item) === at

function someReason(dice: Dice, sent: readonly SentLine[]): string {
  const other = dice.pick(sent).skuId
  return dice.pick([
    'The product does not exist',
    'Oferta não encontrada; verifique o catálogo, por favor',
    'Preço "inválido" | linha 3',
    `O SKU ${other} está vinculado a outro produto`,
    `Erro ${dice.below(20)}: quantidade ${dice.below(9)} recusada`,
    'Primeira linha\nsegunda linha; fim',
    `linha ${dice.below(9)}\tmotivo ${other}`,
    "L'offre n'existe pas",
    'x',
  ])
}

/** Makes the report of a seed. */
export function aReport(seed: number): GeneratedReport {
  const dice = new Dice(seed)
  const ids = someIds(dice, 1 + dice.below(dice.chance(0.1) ? 40 : 9)).filter(isFirst)
  const largest = dice.pick([4, 20, 500])
  const sent = ids.flatMap(id => {
    const skuId = parseSkuId(id)
    const quantity = dice.chance(0.2) ? dice.pick(ids) : dice.below(largest)
    return skuId ? [{ skuId, quantity }] : []
  })
  const share = dice.pick([0.1, 0.4, 1])
  const places = sent.flatMap((_, place) => (dice.chance(share) ? [place] : []))
  if (places.length === 0) places.push(dice.below(sent.length))
  const refused = new Map<string, string>()
  for (const place of places) {
    const line = sent[place]
    if (line) refused.set(line.skuId, someReason(dice, sent))
  }
  const form = aForm(dice)
  const { counts, isCounted } = someCounts(dice, sent.length, refused.size)
  const whole = encoded(textOf(dice, form, sent, refused), form)
  const body = form.cut ? whole.slice(0, dice.below(whole.length)) : whole
  const isReadable = canBeRead(form, sent, refused)
  return { seed, sent, refused, body, counts, isCounted, isReadable, form: JSON.stringify(form) }
}

function someCounts(
  dice: Dice,
  sent: number,
  refused: number
): Pick<GeneratedReport, 'counts' | 'isCounted'> {
  const truth: ReportCounts = { hasReport: true, inError: refused, inSuccess: sent - refused }
  if (dice.chance(0.6)) return { counts: truth, isCounted: true }
  const counts = dice.pick<ReportCounts>([
    { hasReport: null, inError: null, inSuccess: null },
    { ...truth, inError: null },
    { ...truth, inSuccess: null },
    { ...truth, inError: refused + 1 + dice.below(3) },
    { ...truth, inError: dice.below(refused) },
    { ...truth, inSuccess: 0, inError: 0 },
    { ...truth, inSuccess: sent, inError: refused },
    { hasReport: false, inError: 0, inSuccess: 0 },
    { ...truth, inError: -1, inSuccess: -1 },
  ])
  return { counts, isCounted: false }
}

function textOf(
  dice: Dice,
  form: Form,
  sent: readonly SentLine[],
  refused: ReadonlyMap<string, string>
): string {
  const cells = (line: number, reason: string, skuId: string, quantity: number) =>
    form.columns.map(column => {
      switch (column) {
        case 'line':
          return String(line)
        case 'message':
          return reason
        case 'sku':
          return skuId
        case 'quantity':
          return String(quantity)
        case 'warehouse':
          return ''
        case 'update':
          return 'update'
        case 'extra':
          return dice.pick(['7891000000017', 'alta', '2026-11-26', String(dice.below(12)), ''])
      }
    })
  const rows = sent.flatMap(({ skuId, quantity }, place) => {
    const reason = refused.get(skuId)
    return reason === undefined ? [] : [cells(place + form.base, reason, skuId, quantity)]
  })
  if (form.twice) rows.push(dice.pick(rows))
  if (form.foreign) rows.push(cells(sent.length + 5, 'Desconhecido', '98765432', 3))
  const body = dice.chance(0.3) ? dice.shuffled(rows) : rows
  if (form.total)
    body.push(dice.pick([['Total', String(refused.size)], [`Total: ${refused.size}`]]))
  const heading = form.columns.map((column, at) =>
    form.headings === 'known' ? dice.pick(HEADINGS[column]) : 'abcdefgh'.charAt(at)
  )
  const all = form.headings === 'none' ? body : [heading, ...body]
  if (form.title) all.unshift(['Relatório de erros'])
  if (form.blanks) {
    all.unshift([''])
    all.splice(dice.below(all.length), 0, ['', ''])
    all.push([''])
  }
  const stated = form.stated ? `sep=${form.separator}${form.end}` : ''
  return stated + all.map(row => rowText(row, form)).join(form.end) + (form.lastEnd ? form.end : '')
}

const rowText = (row: readonly string[], { separator, quoted }: Form): string =>
  row
    .map(cell =>
      quoted || cell.includes(separator) || /["\r\n]/.test(cell)
        ? `"${cell.replace(/"/g, '""')}"`
        : cell
    )
    .join(separator)

function encoded(text: string, { encoding, mark }: Form): Uint8Array {
  const marked = mark ? `\uFEFF${text}` : text
  switch (encoding) {
    case 'utf8':
      return Buffer.from(marked, 'utf8')
    case 'utf16le':
      return Buffer.from(marked, 'utf16le')
    case 'utf16be':
      return Buffer.from(marked, 'utf16le').swap16()
    case 'windows1252':
      return Buffer.from(marked, 'latin1')
  }
}

/**
 * A whole report is readable when its headings say where the SKU stands or, without headings, when ids cannot be
 * anything else: longer than all other numbers of the report.
 */
function canBeRead(
  form: Form,
  sent: readonly SentLine[],
  refused: ReadonlyMap<string, string>
): boolean {
  const { columns, headings, cut, total } = form
  if (cut || !columns.includes('sku')) return false
  // The sum would stand in the SKU's column, or where nothing else tells it from one.
  const hasWitness = columns.includes('line') || columns.includes('quantity')
  // Nobody knows whether the last id was going on.
  const endsOpen = !form.lastEnd && !form.quoted && columns[columns.length - 1] === 'sku'
  if (headings === 'known') return hasWitness || (!total && !endsOpen)
  const isOther = (id: string) =>
    Number(id) > 10_000 && sent.every(line => String(line.quantity) !== id)
  return [...refused.keys()].every(isOther) && !columns.includes('extra')
}
