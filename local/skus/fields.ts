import type { Field } from './line'
import { type Cell, MAX_CELL } from './table'

/** VTEX keeps ids of SKUs and trade policies as 32-bit numbers. */
const MAX_ID = 2_147_483_647

const MAX_NAME = 500
const MAX_CODE = 100
const MAX_KIT_ITEMS = 100

const BY_EXCEL = /^\d+([.,]\d+)?e\+?\d+$/i
const CHANGED = 'was changed by Excel. Format the column as text and write the whole code.'

/** A spreadsheet's own words, in three languages, for what it could not work out, such as #N/A. */
const SHEET_ERROR =
  /^#(N\/A|N\/D|[¡]?(REF|VALUE|VALOR|DIV\/0|NULL|NULO|NUM|NÚM|SPILL|DESPEJAR|DESBORDAMIENTO|CALC|CÁLC)!|¿?(NAME|NOME|NOMBRE)\?)$/i
const COPIED = 'is what a formula says when it fails. Write the value.'

/** Why a cell holds no value of its own but what a spreadsheet made of it; undefined when it does. */
export const sheetProblem = ({ text }: Cell): string | undefined => {
  if (SHEET_ERROR.test(text)) return COPIED
  return /^=/.test(text)
    ? 'is a formula without its result. Open the file in Excel and save it, or write the value.'
    : undefined
}

/** `10001.0` and `10001,00` are how programs write a whole number that they keep as a fraction; a thousand has three digits. */
const withoutFraction = (text: string): string => text.replace(/^(\d+)[.,]0{1,2}$/, '$1')

/** What reports write below their lines. */
const TOTALS = /^((sub)?total|soma|sumatoria|suma|sum)\b/i

export function readSkuId(cell: Cell): Field<number> {
  const text = withoutFraction(cell.text.replace(/^'/, ''))
  if (text === '') return { why: 'needs the id of the SKU, a number.' }
  if (BY_EXCEL.test(text)) return { why: CHANGED }
  const problem = sheetProblem({ text, isNumber: false })
  if (problem !== undefined) return { why: problem }
  if (/^0+[1-9]\d*$/.test(text)) {
    const bare = text.replace(/^0+/, '')
    return {
      why: `begins with 0, and ids of VTEX do not. Write ${bare}, or move the code to the column of the reference.`,
    }
  }
  if (/^[1-9]\d{0,2}([., ]\d{3})+$/.test(text))
    return { why: `has separators, and ids of VTEX do not. Write ${text.replace(/\D/g, '')}.` }
  if (TOTALS.test(text)) return { why: 'is a line of totals. Delete it.' }
  const id = Number(text)
  if (/^[1-9]\d{0,9}$/.test(text) && id <= MAX_ID) return { value: id }
  return {
    why: `is no id of a SKU in VTEX, which is a number from 1 to ${MAX_ID}. Move codes of your own to the column of the reference.`,
  }
}

export function readText({ text }: Cell): Field<string | undefined> {
  if (text === '') return { value: undefined }
  if (SHEET_ERROR.test(text)) return { why: COPIED }
  if (text.length > MAX_NAME) return { why: `has more than ${MAX_NAME} characters.` }
  const line = text.replace(/\s+/g, ' ')
  if (/\p{Cc}/u.test(line)) return { why: 'has signs that cannot be printed. Write the name anew.' }
  return { value: line }
}

/** A code is kept as it is, zeros too; an apostrophe before it is Excel's mark for text. */
export function readCode({ text, isNumber }: Cell): Field<string | undefined> {
  const code = text.replace(/^'/, '')
  if (code === '') return { value: undefined }
  if (isNumber && /^\d{16,}$/.test(code)) return { why: CHANGED }
  if (BY_EXCEL.test(code) && /e\+/i.test(code)) return { why: CHANGED }
  if (SHEET_ERROR.test(code)) return { why: COPIED }
  if (code.length > MAX_CODE) return { why: `has more than ${MAX_CODE} characters.` }
  if (/[\p{Cc}]/u.test(code)) return { why: 'has line breaks or other signs that no code has.' }
  return { value: code }
}

/** Digits alone, up to the 14 of a GTIN; what Excel made of a longer number is not the code any more. */
export function readEan(cell: Cell): Field<string | undefined> {
  const code = readCode(cell)
  if (!('value' in code) || code.value === undefined) return code
  if (BY_EXCEL.test(code.value)) return { why: CHANGED }
  const digits = withoutFraction(code.value.replace(/[\s-]/g, ''))
  if (/^\d{1,14}$/.test(digits)) return { value: digits }
  return { why: 'is no EAN, which has digits only, 14 at most.' }
}

const YES = new Set([
  'sim',
  's',
  'si',
  'yes',
  'y',
  'true',
  'verdadeiro',
  'verdadero',
  '1',
  'ativo',
  'activo',
  'active',
  'x',
])
const NO = new Set(['nao', 'n', 'no', 'false', 'falso', '0', 'inativo', 'inactivo', 'inactive'])

export function readFlag({ text }: Cell): Field<boolean | undefined> {
  const word = plainWord(text)
  if (word === '') return { value: undefined }
  if (YES.has(word)) return { value: true }
  if (NO.has(word)) return { value: false }
  return { why: 'is neither yes nor no. Write sim or não.' }
}

export function readPolicies({ text }: Cell): Field<readonly number[] | undefined> {
  if (text === '') return { value: undefined }
  const parts = text.split(/[\s,;/|+]+/).filter(part => part !== '')
  const ids = parts.map(Number)
  if (parts.every(part => /^[1-9]\d{0,8}$/.test(part)) && ids.length <= MAX_KIT_ITEMS)
    return { value: [...new Set(ids)].sort((a, b) => a - b) }
  return { why: 'names no trade policies. Write their numbers, such as 2 or 1,2.' }
}

type KitItems = readonly { skuId: number; quantity: number }[]

const HOW_KIT = 'Write SKU x quantity, such as 101x2 + 102x1; nothing where it is no kit.'

export function readKit({ text }: Cell): Field<KitItems | undefined> {
  if (text === '' || NO.has(plainWord(text))) return { value: undefined }
  if (YES.has(plainWord(text)) && !/^[\d]+$/.test(text))
    return { why: `does not say what the kit is made of. ${HOW_KIT}` }
  const parts = text.split(/[+;,|\n]+/).filter(part => part.trim() !== '')
  const items = parts.map(part => {
    const match = /^\s*([1-9]\d{0,9})(?:\s*[x×*:]\s*([1-9]\d{0,5}))?\s*$/i.exec(part)
    return match === null ? undefined : { skuId: Number(match[1]), quantity: Number(match[2] ?? 1) }
  })
  const read = items.filter(item => item !== undefined)
  if (read.length === 0 || read.length < items.length || read.length > MAX_KIT_ITEMS)
    return { why: `is no list of the parts of a kit. ${HOW_KIT}` }
  if (new Set(read.map(({ skuId }) => skuId)).size < read.length)
    return { why: 'names a part twice. Name it once with its whole quantity.' }
  return { value: read }
}

const plainWord = (text: string): string =>
  text
    .slice(0, MAX_CELL)
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
