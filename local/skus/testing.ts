import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

import type { DemoData } from '../demo'

import { type OwnSkus, readSkus } from './read'
import { ownData } from './store'
import { isUnreadable } from './table'

/** Reads a file that must be readable. */
export function readable(bytes: Uint8Array | string): OwnSkus {
  const read = readSkus(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  if (isUnreadable(read)) throw new Error(read.problem)
  return read
}

/** The problem of a file that must not be readable. */
export function unreadable(bytes: Uint8Array | string): string {
  const read = readSkus(typeof bytes === 'string' ? Buffer.from(bytes) : bytes)
  return isUnreadable(read) ? read.problem : 'It was read.'
}

/** Windows-1252 for texts of Latin letters, where it is the same as Latin-1. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

export const utf16le = (text: string): Buffer => Buffer.from(text, 'utf16le')

export const utf16be = (text: string): Buffer => utf16le(text).swap16()

/** A cell of a workbook: a text, a number, a number with a style, or a formula without a cached result. */
export type SheetCell =
  string | number | { readonly raw: string; readonly style: number } | { readonly formula: string }

/** Style 1 shows a number with 13 digits, 2 and 3 show it as a day, 4 in red with a unit. */
const STYLES = `<styleSheet><numFmts count="3"><numFmt numFmtId="164" formatCode="0000000000000"/>
<numFmt numFmtId="165" formatCode="[$-416]d\\-mmm;@"/><numFmt numFmtId="166" formatCode="[Red]#,##0&quot; unid&quot;"/></numFmts>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="14"/><xf numFmtId="165"/>
<xf numFmtId="166"/></cellXfs></styleSheet>`

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** What a workbook has beside its rows. */
interface Look {
  readonly inline?: boolean
  readonly prefix?: string
  readonly sheets?: number
  /** Ranges such as A2:A4. */
  readonly merged?: readonly string[]
  /** Lines that are not shown. */
  readonly hidden?: readonly number[]
  /** Sheets before the one with the rows, by name. */
  readonly before?: Readonly<
    Record<string, { readonly rows: readonly (readonly SheetCell[])[]; readonly state?: string }>
  >
}

/** An .xlsx as small as one can be. Texts are shared, as Excel writes them, or inline; `prefix` is that of the namespace. */
export function workbook(
  rows: readonly (readonly SheetCell[])[],
  { inline = false, prefix = '', sheets = 1, merged = [], hidden = [], before = {} }: Look = {}
): Uint8Array {
  const shared: string[] = []
  const p = prefix === '' ? '' : `${prefix}:`
  const cell = (value: SheetCell, at: number, line: number): string => {
    const r = `r="${String.fromCharCode(65 + at)}${line}"`
    if (typeof value === 'number') return `<${p}c ${r}><${p}v>${value}</${p}v></${p}c>`
    if (typeof value === 'object' && 'formula' in value)
      return `<${p}c ${r}><${p}f>${escaped(value.formula)}</${p}f></${p}c>`
    if (typeof value === 'object')
      return `<${p}c ${r} s="${value.style}"><${p}v>${value.raw}</${p}v></${p}c>`
    if (value === '') return ''
    if (inline)
      return `<${p}c ${r} t="inlineStr"><${p}is><${p}t>${escaped(value)}</${p}t></${p}is></${p}c>`
    shared.push(value)
    return `<${p}c ${r} t="s"><${p}v>${shared.length - 1}</${p}v></${p}c>`
  }
  const lines = rows.map(
    (row, at) =>
      `<${p}row r="${at + 1}"${hidden.includes(at + 1) ? ' hidden="1"' : ''}>${row.map((value, column) => cell(value, column, at + 1)).join('')}</${p}row>`
  )
  const others = Object.entries(before).map(([name, other], at) => ({ name, at, ...other }))
  const named = Array.from(
    { length: sheets },
    (_, at) => `<sheet name="Plan${at + 1}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`
  )
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook><sheets>${others.map(({ name, at, state = 'visible' }) => `<sheet name="${name}" state="${state}" r:id="before${at}"/>`).join('')}${named.join('')}</sheets></workbook>`
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships>${others.map(({ at }) => `<Relationship Id="before${at}" Target="worksheets/before${at}.xml"/>`).join('')}<Relationship Id="rId1" Target="worksheets/sheet7.xml"/></Relationships>`
    ),
    'xl/worksheets/sheet7.xml': strToU8(
      `<${p}worksheet><${p}sheetData>${lines.join('')}</${p}sheetData>${merged.map(ref => `<${p}mergeCell ref="${ref}"/>`).join('')}</${p}worksheet>`
    ),
    ...Object.fromEntries(
      others.map(({ at, rows: own }) => [
        `xl/worksheets/before${at}.xml`,
        unzipSync(workbook(own, { inline: true }))['xl/worksheets/sheet7.xml'] ?? strToU8(''),
      ])
    ),
    'xl/sharedStrings.xml': strToU8(
      `<sst>${shared.map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`
    ),
    'xl/styles.xml': strToU8(STYLES),
  })
}

/** The same workbook from a program that names, orders or encodes its parts in another way. */
export function repacked(
  bytes: Uint8Array,
  change: (name: string, text: string) => readonly [name: string, content: string | Uint8Array]
): Uint8Array {
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]) => {
    const [other, text] = change(name, strFromU8(content))
    return [other, typeof text === 'string' ? strToU8(text) : text] as const
  })
  return zipSync(Object.fromEntries(parts))
}

/** The data of a file with so many SKUs. */
export function seedOf(count: number): DemoData {
  const lines = Array.from(
    { length: count },
    (_, at) => `${5_001 + at};Produto ${at};789100${String(1_000_000 + at)};REF-${at};${at % 60}`
  )
  const { skus } = readable(`SKU;Nome;EAN;Referência;Estoque\n${lines.join('\n')}`)
  return ownData({ skus, troubles: false })
}
