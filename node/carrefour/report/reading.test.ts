import { LONGEST_MESSAGE } from './places.logic'
import { type ReportCounts, NO_COUNTS, readReport } from './reading.logic'
import { decodeBody } from './rows.logic'
import { describe, expect, it } from '@jest/globals'
import { fingerprint, reasonOf, causeOfWords } from '../classify.logic'
import { inCase, processorTime, Random } from '../../testing/cases'
import { judgeLines, lookupsFor, withReasons } from '../../engine/judged.logic'
import { skuId } from '../../testing/factories'
import type { SentLine } from '../stockFile.logic'
import { parseSkuId } from '../../shared/sku.logic'

const file = (...ids: readonly number[]) =>
  ids.map((id, at) => ({ skuId: skuId(id), quantity: 10 + at }))

/** Unambiguous ids; ids that are also line numbers and quantities. */
const PLAIN = file(50011, 50012, 50013)
const SMALL = file(1, 2, 3, 4, 5, 6)

const counts = (inError: number, inSuccess: number): ReportCounts => ({
  hasReport: true,
  inError,
  inSuccess,
})
const ONE_OF_THREE = counts(1, 2)

const all = (sent: typeof SMALL) => sent.map(line => line.skuId)

const read = (text: string, sent = PLAIN, said: ReportCounts = ONE_OF_THREE) => {
  const { refused, open } = readReport(text, sent, said)
  return { refused: refused.map(line => [line.skuId, line.message]), open }
}

const HEADING = '"line";"error";"offer-sku";"quantity";"warehouse-code";"update-delete"'
const ROW = '"3";"Oferta desconhecida";"50012";"11";"";"update"'
const ONE = { refused: [['50012', 'Oferta desconhecida']], open: [] }

describe('an error report', () => {
  it.each([
    ['as documented', `${HEADING}\n${ROW}\n`],
    ['that ends without a line break', `${HEADING}\n${ROW}`],
    ['without a heading', `${ROW}\n`],
    ['without quotes', 'line;reason;offer-sku;quantity\n3;Oferta desconhecida;50012;11\n'],
    ['with commas', 'line,error message,offer-sku,quantity\n3,Oferta desconhecida,50012,11\n'],
    ['with tabs', 'line\terror\toffer-sku\tquantity\n3\tOferta desconhecida\t50012\t11\n'],
    ['with bars', 'line|error|offer-sku|quantity\n3|Oferta desconhecida|50012|11\n'],
    ['with a mark and CR LF', `\uFEFF${HEADING}\r\n${ROW}\r\n`],
    ['with CR alone', `${HEADING}\r${ROW}\r`],
    ['with names nobody knows', `"a";"b";"c";"d";"e";"f"\n${ROW}\n`],
    ['numbered without the heading', `${HEADING}\n${ROW.replace('"3"', '"2"')}\n`],
    [
      'in Portuguese and another order',
      '"Quantidade";"Código do produto";"Número da linha";"Mensagem"\n"11";"50012";"3";"Oferta desconhecida"\n',
    ],
    [
      'with the two columns last',
      '"offer-sku";"quantity";"error-line";"error-message"\n"50012";"11";"3";"Oferta desconhecida"\n',
    ],
    ['with two columns', '"offer-sku";"error"\n"50012";"Oferta desconhecida"\n'],
    ['with blank rows', `\n\n;;\n${HEADING}\n\n${ROW}\n\n\n`],
    ['that begins with sep=', `sep=;\r\n${HEADING}\r\n${ROW}\r\n`],
    ['with a title', `Relatório de erros\n${HEADING}\n${ROW}\n`],
    ['with a line of sums', `${HEADING}\n${ROW}\nTotal;1\n`],
    ['with a foreign line', `${HEADING}\n"9";"Não existe";"777";"1";"";"update"\n${ROW}\n`],
    ['with a line twice', `${HEADING}\n${ROW}\n${ROW}\n`],
    ['with more columns', `"id";${HEADING};"seen"\n"7";${ROW};"8"\n`],
  ])('with one %s: yields SKU and reason, with nothing open', (_, text) => {
    expect(read(text)).toEqual(ONE)
  })

  it('keeps quotes, separators and line breaks within a reason', () => {
    const text = `${HEADING}\n"3";"diz ""não""; e\nmais, 50011";"50012";"11";"";"update"\n`
    expect(read(text).refused).toEqual([['50012', 'diz "não"; e\nmais, 50011']])
  })

  it('joins the reasons of two lines for one SKU', () => {
    const text = `${HEADING}\n${ROW}\n${ROW}\n${ROW.replace('Oferta desconhecida', 'b')}\n`
    expect(read(text).refused).toEqual([['50012', 'Oferta desconhecida\nb']])
  })

  it('cuts a very long reason', () => {
    const text = `${HEADING}\n${ROW.replace('Oferta', 'x'.repeat(3_000))}\n`
    expect(read(text).refused[0]?.[1]).toHaveLength(LONGEST_MESSAGE)
  })
})

describe('a report that may mean another SKU', () => {
  it('names none with small ids, no heading and the uploaded columns first', () => {
    const text = '"2";"11";"";"update";"3";"x"\n"5";"14";"";"update";"6";"x"\n'
    expect(read(text, SMALL, counts(2, 4))).toEqual({ refused: [], open: all(SMALL) })
  })

  it('names exactly those of the column with small ids under localised headings in another order', () => {
    const text =
      'Quantidade;Codigo do produto;Numero da linha;Mensagem\n11;2;3;x recusado\n14;5;6;x recusado\n'
    expect(read(text, SMALL, counts(2, 4))).toEqual({
      refused: [
        ['2', 'x recusado'],
        ['5', 'x recusado'],
      ],
      open: [],
    })
  })

  it.each([[SMALL], [file(101, 102, 103, 104, 105, 106)]])(
    'names none with two columns and a line number that fits either numbering',
    sent => {
      const text = '"line";"error"\n"2";"recusada"\n"5";"recusada"\n'
      expect(read(text, sent, counts(2, 4))).toEqual({ refused: [], open: all(sent) })
    }
  )

  it('takes no line number for a SKU when the headings of both have run together', () => {
    const sent = file(2, 1)
    expect(read('error-lineoffer-sku,Motivo\n1,2', sent, counts(1, 1))).toEqual({
      refused: [],
      open: all(sent),
    })
  })

  it('takes neither a SKU cut off at the end nor the one it is a prefix of', () => {
    const sent = file(10, 105, 1052, 77)
    const text = `${HEADING}\n"4";"recusada";"105`
    expect(read(text, sent, counts(1, 3))).toEqual({ refused: [], open: all(sent) })
    const bare = 'line;error;offer-sku\n4;recusada;105'
    expect(read(bare, sent, counts(1, 3))).toEqual({ refused: [], open: all(sent) })
  })

  it('leaves SKU and line number open when they disagree', () => {
    const rows = ['"2";"x";"50011";"10";"";"update"', '"3";"x";"50013";"12";"";"update"']
    const { refused, open } = read([HEADING, ...rows, ''].join('\n'), PLAIN, counts(1, 2))
    expect(refused).toEqual([['50011', 'x']])
    expect(open).toEqual(['50012', '50013'])
  })

  it.each([
    ['a line number that contradicts', '"2";"recusada";"50013"\n'],
    ['another SKU in a second column', '"3";"recusada";"50012";"50013"\n'],
    ['no reason beside it', '"3";"50012"\n'],
    ['a row beside it whose id stands elsewhere', 'offer;linha 4;50013\n98765432;Desconhecido\n'],
    ['a number that no line has', '"3";"recusada";"50012";"1"\n"1";"recusada";"50013";"1"\n'],
  ])('names none without headings and with an id with %s', (_, text) => {
    expect(read(text, PLAIN, ONE_OF_THREE).refused).toEqual([])
  })

  it('names none in a row that lost a cell, when no other column says which SKU it is', () => {
    const text = 'sku;EAN;reason\n2;recusada\n'
    expect(read(text, SMALL, counts(1, 5))).toEqual({ refused: [], open: all(SMALL) })
  })

  it('names none without headings where another separator shows the id of another line', () => {
    const text = '3|50012|linha 7, 504|50012|linha 7, 50013\n'
    expect(read(text, PLAIN, ONE_OF_THREE).refused).toEqual([])
  })

  it.each([
    ['a line break', 'error;offer-sku\nrecusada;50012\n9\n'],
    ['a tab', 'offer-sku|error|when\n50012\t9|linha recusada|2026\n'],
    ['a line break, without headings,', 'recusada;50012\n9\n'],
  ])('names none when %s cuts an id in two', (_, text) => {
    const sent = file(50011, 50012, 500129)
    expect(read(text, sent, ONE_OF_THREE).refused).toEqual([])
  })

  it.each([
    ['zeros before it', '00050012'],
    ['a decimal', '50012.0'],
    ['an exponent', '5.0012E+4'],
    ['a sign', '+50012'],
    ['full-width digits', '５００１２'],
    ['an unseen mark in it', '50\u200B012'],
    ['a NUL behind it', '50012\u0000'],
    ['an apostrophe before it', "'50012"],
    ['a formula around it', '="50012"'],
  ])('holds all back when the SKU has %s', (_, sku) => {
    for (const cell of [sku, `"${sku.replace(/"/g, '""')}"`]) {
      const text = `${HEADING}\n"3";"x";${cell};"11";"";"update"\n`
      expect(read(text, PLAIN, ONE_OF_THREE)).toEqual({ refused: [], open: all(PLAIN) })
    }
  })

  it('names none when the lines are those of another import', () => {
    const text = `${HEADING}\n"2";"x";"50012";"7";"";"update"\n`
    expect(read(text, PLAIN, ONE_OF_THREE)).toEqual({ refused: [], open: all(PLAIN) })
  })

  it('names none when the message breaks the quotes of its row', () => {
    const text = `${HEADING}\n"3";"diz "nao"; e";"50012";"11";"";"update"\n`
    expect(read(text, PLAIN, ONE_OF_THREE).refused).toEqual([])
  })

  it('names none when the names of the columns say the quantity is the SKU', () => {
    const text = 'quantity;offer-sku;error\n50012;11;recusada\n'
    expect(read(text, PLAIN, ONE_OF_THREE)).toEqual({ refused: [], open: all(PLAIN) })
  })

  it('names the one of its only row when the headings come again', () => {
    expect(read([HEADING, HEADING, ROW, HEADING, ''].join('\n'), PLAIN, ONE_OF_THREE)).toEqual(ONE)
  })

  it('names none when another SKU stands as a quantity that does not fit', () => {
    const text = `${HEADING}\n${ROW.replace('"11"', '"12"')}\n`
    expect(read(text).refused).toEqual([])
  })

  it.each([
    ['', '(empty)'],
    ['<html><body>Error</body></html>', ''],
    ['"3";"cut of', ''],
    ['\u0000\u0001', ''],
    [`${HEADING}\n`, ''],
    ['{"errors":[{"sku":"50012"}]}', ''],
  ])('leaves all open: %j', text => {
    expect(read(text)).toEqual({ refused: [], open: all(PLAIN) })
  })
})

describe('Carrefour’s words', () => {
  const row = (reason: string) => ROW.replace('Oferta desconhecida', reason)
  const reasonIn = (reason: string) => read(`${HEADING}\n${row(reason)}\n`).refused[0]?.[1]

  it.each([
    ['a mark that turns the direction', 'recusada \u202E2001\u202C', 'recusada 2001'],
    ['hyphens that are not seen', 'não exis\u00ADte', 'não existe'],
    ['an escape sequence', '\u001B[31mrecusada\u0007', '[31mrecusada'],
    ['a separator of lines that few show', 'a\u2028b', 'a b'],
    ['half a character', 'recusada \uD83D', 'recusada'],
  ])('are kept without %s', (_, reason, kept) => {
    expect(reasonIn(reason)).toBe(kept)
  })

  it('are not cut within a character', () => {
    expect(reasonIn('x'.repeat(LONGEST_MESSAGE - 1) + '😀')).toBe('x'.repeat(LONGEST_MESSAGE - 1))
  })

  it.each<[string, Buffer]>([
    ['an archive', Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000x;50012;1\n', 'latin1')],
    [
      'text in UTF-32',
      Buffer.from('"\u0000\u0000\u0000;\u0000\u0000\u0000\n\u0000\u0000\u0000', 'latin1'),
    ],
    ['text with zeros within it', Buffer.from('3\u0000;5\u00000012\n')],
  ])('are none in %s, which leaves all open', (_, body) => {
    const reading = readReport(decodeBody(body), PLAIN, ONE_OF_THREE)
    expect(reading).toMatchObject({ refused: [], open: all(PLAIN), words: null })
  })
})

describe('lines without a row', () => {
  const text = `${HEADING}\n${ROW}\n`

  it.each<[string, ReportCounts]>([
    ['nothing is said', NO_COUNTS],
    ['more lines are said to be refused (A13)', counts(2, 1)],
    ['none is said to be refused', counts(0, 3)],
    ['fewer are said to be taken (A4)', counts(1, 0)],
    ['more are said to be taken', counts(1, 3)],
    ['one of the counts is missing', { ...ONE_OF_THREE, inSuccess: null }],
    ['the counts are no counts', counts(-1, -1)],
  ])('are open, with the refused one still refused, when %s', (_, said) => {
    expect(read(text, PLAIN, said)).toEqual({ ...ONE, open: ['50011', '50013'] })
  })

  it('are all accepted without a report when the counts add up', () => {
    const said = { hasReport: false, inError: 0, inSuccess: 3 }
    expect(read('', PLAIN, said)).toEqual({ refused: [], open: [] })
    expect(read('', PLAIN, { ...said, hasReport: true }).open).toHaveLength(3)
  })

  it('cause a second fetch when a part is missing', () => {
    expect(readReport(text, PLAIN, counts(2, 1)).isCut).toBe(true)
    expect(readReport(`${text}"4";"cut`, PLAIN, NO_COUNTS).isCut).toBe(true)
    expect(readReport(text, PLAIN, NO_COUNTS).isCut).toBe(false)
  })

  it('are not named by a total where a SKU could be', () => {
    for (const sum of ['2;Total', '1;Summe'])
      expect(read(`offer-sku;error\n3;recusada\n${sum}\n`, SMALL, counts(1, 5)).refused).toEqual([
        ['3', 'recusada'],
      ])
    const full = 'line;error;offer-sku\n4;recusada;3\n;Total;2\n'
    expect(read(full, SMALL, counts(1, 5)).refused).toEqual([['3', 'recusada']])
  })
})

const MEGABYTE = 1024 * 1024

/** Length of the texts: quadratic behaviour shows in either. */
const LONG = process.env.LONG_TESTS === '1' ? 2 * MEGABYTE : MEGABYTE / 4

/**
 * The shortest of some runs, in milliseconds of processor time: garbage collection may fall into one, but not into all.
 */
function shortest(work: () => void): number {
  const times = [1, 2, 3, 4, 5].map(() => processorTime(work))
  return Math.min(...times)
}

/** The largest possible file against one four times smaller: quadratic work takes 16 times as long. */
function expectLinear(work: (size: number) => () => void, size: number): void {
  // Another process may slow down all runs of one size, but hardly by a factor of three.
  let told = ''
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const small = shortest(work(size / 4))
    const large = shortest(work(size))
    if (large < Math.max(8 * small, 20)) return
    told = `${small} ms, then ${large} ms`
  }
  expect(told).toBe('linear')
}

const sent = [11, 22].map(id => ({ skuId: skuId(id), quantity: 1 }))
const many = Array.from({ length: 1_000 }, (_, at) => ({ skuId: skuId(50_000 + at), quantity: at }))

/** Texts that are expensive where something is unbounded or not linear. */
const TEXTS = [
  ...['\n', '\r', '\r\n', ';', ',', '"', '""', '"\n', '";', ';"', '«', '“', "'", ' ', '\t', '|'],
  ...['2;a\n', '2;a;11\n', '"2";"a";"11"\n', '50001;50002;50003\n', 'line;error;offer-sku\n'],
  ...['sep=;\n', 'sep=', '\uFEFF', '\u0000', 'é', '1', '"a"b;', 'Total;1\n'],
]

describe('reading takes time linear in the length', () => {
  it.each(TEXTS)('of nothing but %j, and less than a second per megabyte', part => {
    const text = (size: number) => part.repeat(Math.ceil(size / part.length))
    expectLinear(size => {
      const whole = text(size)
      return () => void readReport(whole, many, NO_COUNTS)
    }, LONG)
    const whole = text(LONG)
    expect(shortest(() => void readReport(whole, sent, NO_COUNTS))).toBeLessThan(
      1_000 * (LONG / MEGABYTE)
    )
  })

  it.each([[0xff], [0x00], [0x41], [0xc3], [0xff, 0xfe], [0x41, 0x00]])(
    'decodes the bytes %j in linear time',
    (...bytes) => {
      expectLinear(size => {
        const body = Buffer.alloc(size, Buffer.from(bytes))
        return () => void decodeBody(body)
      }, LONG)
    }
  )

  it('reads the longest report of the largest file in a few seconds at most', () => {
    const file = Array.from({ length: 10_000 }, (_, at) => ({ skuId: skuId(at + 1), quantity: at }))
    const heading = 'line;error;offer-sku;quantity\n'
    const row = (at: number) => `${at + 2};${'«'.repeat(1_000)};${at + 1};${at}\n`
    const text = heading + file.map((_, at) => row(at)).join('')
    const took = processorTime(() => {
      const { refused } = readReport(text, file, NO_COUNTS)
      const lines = withReasons(refused)
      lookupsFor(lines)
      judgeLines(lines, new Map())
      for (const line of refused) fingerprint(line.message)
      expect(refused).toHaveLength(10_000)
    })
    expect(took).toBeLessThan(8_000)
  })
})

describe('a message costs the same whatever its length', () => {
  const PARTS = [
    ...['«', '“', '"', "'", " '", '‘', ' ', 'not a ', 'product ', 'not available for ', '1'],
    ...['"status"', '"status" : ', 'nao ', 'state of the product ', 'é', 'quantity not a'],
  ]

  it.each(PARTS)('of %j repeated', part => {
    const judge = (size: number) => () => {
      const message = part.repeat(Math.ceil(size / part.length))
      for (let run = 0; run < 50; run += 1) causeOfWords(message, reasonOf(message))
    }
    expectLinear(judge, 64_000)
    inCase('for 50 messages', () => expect(shortest(judge(64_000))).toBeLessThan(500))
  })

  it('searches once for the end of a quote that opens 400 times and never closes', () => {
    expect(reasonOf('«'.repeat(400))).toBe('«'.repeat(200))
    expect(reasonOf('a «b» c “d" e «')).toBe('a # c “d" e «')
    expect(reasonOf("L'offre 'A' n'existe pas")).toBe("l'offre # n'existe pas")
  })
})

/**
 * Generates error reports as a server could write them: a file that was sent, the truth about its lines, and a text in
 * one of many forms. Independent of the reader. The same seed gives the same report.
 */
export interface GeneratedReport {
  readonly seed: number
  readonly sent: readonly SentLine[]
  /** The truth: refused SKUs with their reason. */
  readonly refused: ReadonlyMap<string, string>
  readonly body: Uint8Array
  readonly counts: ReportCounts
  /** Whether the counts are complete and true. */
  readonly isCounted: boolean
  /** Whether file and report alone are enough to tell which lines were refused. */
  readonly isReadable: boolean
  /** Describes the form, for the investigation of a failure. */
  readonly form: string
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

function aForm(random: Random): Form {
  const layout = [...random.pick(LAYOUTS)]
  if (random.chance(0.25)) layout.splice(random.below(layout.length + 1), 0, 'extra')
  const encoding = random.pick(['utf8', 'utf8', 'utf16le', 'utf16be', 'windows1252'] as const)
  return {
    columns: random.chance(0.25) ? random.shuffled(layout) : layout,
    headings: random.pick(['known', 'known', 'known', 'none', 'none', 'strange'] as const),
    base: random.pick([1, 2] as const),
    separator: random.pick([';', ';', ',', '\t', '|']),
    quoted: random.chance(0.6),
    end: random.pick(['\n', '\r\n', '\r']),
    encoding,
    mark: encoding !== 'windows1252' && random.chance(0.5),
    lastEnd: random.chance(0.7),
    stated: random.chance(0.1),
    title: random.chance(0.1),
    blanks: random.chance(0.2),
    total: random.chance(0.15),
    foreign: random.chance(0.15),
    twice: random.chance(0.15),
    cut: random.chance(0.25),
  }
}

/** SKUs that are easily confused with other numbers. */
function someIds(random: Random, count: number): readonly number[] {
  const run = Array.from({ length: count }, (_, at) => at + 1)
  switch (
    random.pick(['small', 'shuffled', 'near', 'large', 'large', 'prefixes', 'mixed'] as const)
  ) {
    case 'small':
      return run
    case 'shuffled':
      return random.shuffled(run)
    case 'near':
      return run.map(id => id + random.below(3) + count * random.below(2)).filter(isFirst)
    case 'large':
      return run.map(id => 40_000 + id * 97 + random.below(90))
    case 'prefixes':
      return run.map(id => Number('1052173469'.slice(0, 1 + (id % 9)) + (id > 8 ? id : '')))
    case 'mixed':
      return run.map(id => (random.chance(0.5) ? id : 7_000 + id))
  }
}

const isFirst = <T>(item: T, at: number, all: readonly T[]): boolean => all.indexOf(item) === at

function someReason(random: Random, sent: readonly SentLine[]): string {
  const other = random.pick(sent).skuId
  return random.pick([
    'The product does not exist',
    'Oferta não encontrada; verifique o catálogo, por favor',
    'Preço "inválido" | linha 3',
    `O SKU ${other} está vinculado a outro produto`,
    `Erro ${random.below(20)}: quantidade ${random.below(9)} recusada`,
    'Primeira linha\nsegunda linha; fim',
    `linha ${random.below(9)}\tmotivo ${other}`,
    "L'offre n'existe pas",
    'x',
  ])
}

/** The report of a seed. */
export function aReport(seed: number): GeneratedReport {
  const random = new Random(seed)
  const ids = someIds(random, 1 + random.below(random.chance(0.1) ? 40 : 9)).filter(isFirst)
  const largest = random.pick([4, 20, 500])
  const sent = ids.flatMap(id => {
    const skuId = parseSkuId(id)
    const quantity = random.chance(0.2) ? random.pick(ids) : random.below(largest)
    return skuId ? [{ skuId, quantity }] : []
  })
  const share = random.pick([0.1, 0.4, 1])
  const places = sent.flatMap((_, place) => (random.chance(share) ? [place] : []))
  if (places.length === 0) places.push(random.below(sent.length))
  const refused = new Map<string, string>()
  for (const place of places) {
    const line = sent[place]
    if (line) refused.set(line.skuId, someReason(random, sent))
  }
  const form = aForm(random)
  const { counts, isCounted } = someCounts(random, sent.length, refused.size)
  const whole = encoded(textOf(random, form, sent, refused), form)
  const body = form.cut ? whole.slice(0, random.below(whole.length)) : whole
  const isReadable = canBeRead(form, sent, refused)
  return { seed, sent, refused, body, counts, isCounted, isReadable, form: JSON.stringify(form) }
}

function someCounts(
  random: Random,
  sent: number,
  refused: number
): Pick<GeneratedReport, 'counts' | 'isCounted'> {
  const truth: ReportCounts = { hasReport: true, inError: refused, inSuccess: sent - refused }
  if (random.chance(0.6)) return { counts: truth, isCounted: true }
  const counts = random.pick<ReportCounts>([
    { hasReport: null, inError: null, inSuccess: null },
    { ...truth, inError: null },
    { ...truth, inSuccess: null },
    { ...truth, inError: refused + 1 + random.below(3) },
    { ...truth, inError: random.below(refused) },
    { ...truth, inSuccess: 0, inError: 0 },
    { ...truth, inSuccess: sent, inError: refused },
    { hasReport: false, inError: 0, inSuccess: 0 },
    { ...truth, inError: -1, inSuccess: -1 },
  ])
  return { counts, isCounted: false }
}

function textOf(
  random: Random,
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
          return random.pick(['7891000000017', 'alta', '2026-11-26', String(random.below(12)), ''])
      }
    })
  const rows = sent.flatMap(({ skuId, quantity }, place) => {
    const reason = refused.get(skuId)
    return reason === undefined ? [] : [cells(place + form.base, reason, skuId, quantity)]
  })
  if (form.twice) rows.push(random.pick(rows))
  if (form.foreign) rows.push(cells(sent.length + 5, 'Desconhecido', '98765432', 3))
  const body = random.chance(0.3) ? random.shuffled(rows) : rows
  if (form.total)
    body.push(random.pick([['Total', String(refused.size)], [`Total: ${refused.size}`]]))
  const heading = form.columns.map((column, at) =>
    form.headings === 'known' ? random.pick(HEADINGS[column]) : 'abcdefgh'.charAt(at)
  )
  const all = form.headings === 'none' ? body : [heading, ...body]
  if (form.title) all.unshift(['Relatório de erros'])
  if (form.blanks) {
    all.unshift([''])
    all.splice(random.below(all.length), 0, ['', ''])
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
 * A complete report is readable when its headings say where the SKU is or, without headings, when ids are unambiguous:
 * longer than all other numbers of the report.
 */
function canBeRead(
  form: Form,
  sent: readonly SentLine[],
  refused: ReadonlyMap<string, string>
): boolean {
  const { columns, headings, cut, total } = form
  if (cut || !columns.includes('sku')) return false
  // The total would be in the SKU's column, or where nothing else distinguishes it.
  const hasWitness = columns.includes('line') || columns.includes('quantity')
  // It is unknown whether the last id is complete.
  const endsOpen = !form.lastEnd && !form.quoted && columns[columns.length - 1] === 'sku'
  if (headings === 'known') return hasWitness || (!total && !endsOpen)
  const isOther = (id: string) =>
    Number(id) > 10_000 && sent.every(line => String(line.quantity) !== id)
  return [...refused.keys()].every(isOther) && !columns.includes('extra')
}

const MARKS = [...'";,\t|\n\r \'=\u0000\uFEFF', '""', '"\n"']
const BREAK = /(\r\n|\r|\n)/

/** The text with some damage: a mark lost or gained, a row lost, repeated or out of place, a piece missing. */
function damaged(text: string, random: Random): string {
  const rows = text.split(BREAK)
  const at = random.below(text.length + 1)
  switch (
    random.pick(['gained', 'lost', 'rowLost', 'rowTwice', 'headingAgain', 'piece'] as const)
  ) {
    case 'gained':
      return text.slice(0, at) + random.pick(MARKS) + text.slice(at)
    case 'lost': {
      const next = text.slice(at).search(/[";,\t|\r\n]/)
      return next < 0 ? text : text.slice(0, at + next) + text.slice(at + next + 1)
    }
    case 'rowLost':
      rows.splice(random.below(rows.length), 1)
      return rows.join('')
    case 'rowTwice':
      rows.splice(random.below(rows.length), 0, random.pick(rows))
      return rows.join('')
    case 'headingAgain':
      rows.splice(random.below(rows.length), 0, rows[0] ?? '', '\n')
      return rows.join('')
    case 'piece': {
      // A number is lost as a whole: with one digit missing it may be the number of another line, and nobody can tell.
      const before = text.slice(0, at).replace(/\d+$/, '')
      return before + text.slice(at + random.below(20)).replace(/^\d+/, '')
    }
  }
}

const COUNT = process.env.LONG_TESTS === '1' ? 200_000 : 3_000

interface Tally {
  readable: number
  heldBack: number
  readonly falseSuccesses: string[]
  readonly falseRefusals: string[]
  readonly examples: string[]
}

const told = ({ seed, form, sent, counts }: GeneratedReport, text: string): string =>
  [seed, form, JSON.stringify(sent), JSON.stringify(counts), text].join('\n')

/** Compares what the reader makes of a report with the truth. */
function judge(report: GeneratedReport, tally: Tally, text = decodeBody(report.body)): void {
  const { sent, refused, counts, isCounted, isReadable } = report
  const reading = readReport(text, sent, counts)
  const isOpen = new Set<string>(reading.open)
  const isRefused = new Set<string>(reading.refused.map(line => line.skuId))
  for (const { skuId } of sent) {
    const isTaken = !isOpen.has(skuId) && !isRefused.has(skuId)
    if (isTaken && refused.has(skuId)) tally.falseSuccesses.push(told(report, text))
    if (isRefused.has(skuId) && !refused.has(skuId)) tally.falseRefusals.push(told(report, text))
  }
  if (!isReadable) return
  tally.readable += 1
  // Without counts the accepted lines are read back; the refused ones are known anyway.
  const isKnown = isRefused.size === refused.size && (!isCounted || isOpen.size === 0)
  if (isKnown) return
  tally.heldBack += 1
  tally.examples.push(told(report, text))
}

const aTally = (): Tally => ({
  readable: 0,
  heldBack: 0,
  falseSuccesses: [],
  falseRefusals: [],
  examples: [],
})

describe(`${COUNT} reports of any form`, () => {
  const tally = aTally()
  for (let seed = 1; seed <= COUNT; seed += 1) judge(aReport(seed), tally)

  it('never takes a refused line for a success', () => {
    expect(tally.falseSuccesses.slice(0, 3)).toEqual([])
  })

  it('never calls an accepted line refused', () => {
    expect(tally.falseRefusals.slice(0, 3)).toEqual([])
  })

  it('holds back less than 1 in 1,000 of the lines that can be read', () => {
    expect(tally.readable).toBeGreaterThan(COUNT / 4)
    const worst = tally.heldBack < tally.readable / 1_000 ? [] : tally.examples.slice(0, 3)
    expect(worst).toEqual([])
    if (process.env.LONG_TESTS === '1')
      process.stdout.write(
        `reports: ${COUNT} made, ${tally.readable} readable, ${tally.heldBack} of these held back, ` +
          `${tally.falseSuccesses.length} false successes, ${tally.falseRefusals.length} false refusals\n`
      )
  })
})

describe(`${COUNT} reports that were damaged on the way`, () => {
  const tally = aTally()
  for (let seed = 1; seed <= COUNT; seed += 1) {
    const report = aReport(seed)
    const random = new Random(seed)
    let text = decodeBody(report.body)
    for (let times = 1 + random.below(3); times > 0; times -= 1) text = damaged(text, random)
    // A line of sums that runs into the row before it can be a row like any other.
    const hasSum = report.form.includes('"total":true')
    if (report.isCounted && !hasSum) judge(report, tally, text)
  }

  it('never take a refused line for a success, nor an accepted one for refused', () => {
    expect(tally.falseSuccesses.slice(0, 3)).toEqual([])
    expect(tally.falseRefusals.slice(0, 3)).toEqual([])
  })
})
