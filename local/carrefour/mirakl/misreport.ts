import { parse } from 'csv-parse/sync'
import type { Fault } from '../faults'
import { has } from './misbehave'

const SEPARATORS = [';', ',', '\t']

/** Headings as a translated back office may write them. */
const PORTUGUESE = ['Quantidade', 'Código do produto', 'Número da linha', 'Motivo da recusa']

/** Columns of a report: line, reason, then the uploaded ones, of which the first two are SKU and quantity. */
const [LINE, REASON, SKU, QUANTITY] = [0, 1, 2, 3]

/** A line of an offer that was not in the file. */
const FOREIGN = ['9', 'Oferta de outra loja', 'outra-1', '5', '', '']

/** The bytes of an error report as the faults spoil it: Mirakl does not document how it looks. */
export function misreport(report: string, faults: Fault[]): Buffer {
  const isShaped = ['report-pipe', 'report-headless', 'report-localised', 'report-foreign'].some(
    kind => faults.some(fault => fault.kind === kind)
  )
  const text = isShaped ? shaped(report, faults) : report
  const cut = has(faults, 'report-cut') ? text.slice(0, Math.floor(text.length * 0.6)) : text
  return has(faults, 'report-utf16')
    ? Buffer.from(`\uFEFF${cut}`, 'utf16le')
    : Buffer.from(cut, 'utf8')
}

function shaped(report: string, faults: Fault[]): string {
  const [header = [], ...lines] = parse(report, {
    delimiter: SEPARATORS,
    bom: true,
    relax_column_count: true,
  })
  const foreign = has(faults, 'report-foreign')
    ? [...lines, FOREIGN, ['Total', '', String(lines.length)]]
    : lines
  const records = has(faults, 'report-localised')
    ? [PORTUGUESE, ...foreign.map(line => [QUANTITY, SKU, LINE, REASON].map(at => line[at] ?? ''))]
    : [header, ...foreign]
  const shown = has(faults, 'report-headless') ? records.slice(1) : records
  const separator = has(faults, 'report-pipe') ? '|' : ';'
  return shown.map(fields => `${fields.map(quoted).join(separator)}\n`).join('')
}

const quoted = (field: string): string => `"${field.replaceAll('"', '""')}"`
