import type { RefusedLine } from './judge'
import type { ReportSettings } from './settings'

const BOM = '\uFEFF'

/**
 * Writes the error report of a stock import (STO03): line number, reason, then the uploaded columns,
 * only for offers in error. Null when there is nothing to report.
 */
export function errorReport(
  header: string[],
  refused: RefusedLine[],
  settings: ReportSettings
): string | null {
  if (refused.length === 0) return null
  const first = settings.headerCounts ? 2 : 1
  const records = [
    [settings.lineColumn, settings.reasonColumn, ...header],
    ...refused.map(({ line, reason }) => [String(line.index + first), reason, ...line.fields]),
  ]
  const end = settings.lineEnding === 'crlf' ? '\r\n' : '\n'
  const text = records.map(fields => record(fields, settings)).join(end)
  return (settings.bom ? BOM : '') + text + end
}

function record(fields: string[], { separator, quoted }: ReportSettings): string {
  return fields.map(field => value(field, quoted, separator)).join(separator)
}

function value(field: string, quoted: boolean, separator: string): string {
  const needsQuotes = quoted || field.includes(separator) || /["\r\n]/.test(field)
  return needsQuotes ? `"${field.replaceAll('"', '""')}"` : field
}
