import { gunzipSync, strFromU8, strToU8 } from 'fflate'

import type { SendingFilesAnswer } from '../api/generated'
import { newArchive } from '../export/zip'
import { SENDING_STATE_KEYS } from '../ui/keys'
import type { Text } from '../ui/useText'

export type SendingFiles = NonNullable<SendingFilesAnswer>

/** The bytes in a part of a sending (gzip, base64). */
export function bytesOf(part: string): Uint8Array {
  const zipped = Uint8Array.from(window.atob(part), character => character.charCodeAt(0))
  return gunzipSync(zipped)
}

/** The text of a report, whose encoding nobody states: UTF-16 shows by its mark or its zeros; the rest is read as UTF-8. */
function reportText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0)
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0)
  if (!isLittle && !isBig) return strFromU8(bytes)
  const text: string[] = []
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [high = 0, low = 0] = isBig ? [bytes[at], bytes[at + 1]] : [bytes[at + 1], bytes[at]]
    text.push(String.fromCharCode(high * 256 + low))
  }
  return text.join('').replace(/^\uFEFF/, '')
}

/** What a sending is called in the names of files. */
const nameOf = ({ sending: { importId, sentAt } }: SendingFiles): string =>
  importId !== null ? importId : sentAt.slice(0, 19).replace(/\D/g, '')

export const fileNameOf = (files: SendingFiles): string => `stock-${nameOf(files)}.csv`
/**
 * The report is Carrefour's, byte for byte, so a cell of it may begin as a formula does. Named as a text, it is not opened
 * by a spreadsheet when somebody clicks it.
 */
export const reportNameOf = (files: SendingFiles): string => `error-report-${nameOf(files)}.txt`
export const evidenceNameOf = (files: SendingFiles): string => `carrefour-${nameOf(files)}.zip`

/** The rows of the text that name the SKU as a whole code, with their numbers from 1. */
function rowsWith(text: string, sku: string): ReadonlyArray<{ row: string; line: number }> {
  const code = new RegExp(`(^|\\D)${sku}(\\D|$)`)
  return text
    .split(/\r\n|\r|\n/)
    .map((row, at) => ({ row, line: at + 1 }))
    .filter(({ row }) => code.test(row))
}

/** The row of the stock file that is the SKU's own. */
const ownRow = (file: string, sku: string) =>
  rowsWith(file, sku).filter(({ row }) => row.startsWith(`"${sku}";`))

/** What the file and the report say of one SKU. */
function skuLines(sku: string, file: string, report: string | null, text: Text): readonly string[] {
  const own = ownRow(file, sku)
  if (own.length === 0) return []
  const refused = report === null ? [] : rowsWith(report, sku)
  return [
    '',
    ...own.flatMap(({ row, line }) => [
      text('sendings.evidence.sku-line', { sku, line: String(line) }),
      row,
    ]),
    ...(refused.length === 0
      ? [text('sendings.evidence.sku-unreported', { sku })]
      : [text('sendings.evidence.sku-report', { sku }), ...refused.map(({ row }) => row)]),
  ]
}

/**
 * Everything that Carrefour's support asks for about a sending, as text: ids, moments in UTC, answers, and of one SKU its
 * lines. Of the ShopKey only the last four characters are known here.
 */
export function evidenceText(files: SendingFiles, sku: string | null, text: Text): string {
  const { account, answers, sending } = files
  const unknown = text('sendings.evidence.unknown')
  const count = (lines: number | null) => (lines === null ? unknown : String(lines))
  const file = files.file === null ? null : strFromU8(bytesOf(files.file))
  const report = files.report === null ? null : reportText(bytesOf(files.report))
  const names = [
    ...(file === null ? [] : [fileNameOf(files)]),
    ...(report === null ? [] : [reportNameOf(files)]),
  ]
  const facts: ReadonlyArray<readonly [string, string]> = [
    ['sendings.evidence.account', account],
    ['sendings.evidence.shop', sending.shop],
    ['sendings.evidence.key', sending.keyEnding === null ? unknown : `...${sending.keyEnding}`],
    ['sendings.column.import', sending.importId === null ? unknown : sending.importId],
    ['sendings.evidence.batch', sending.id],
    ['sendings.column.state', text(SENDING_STATE_KEYS[sending.state])],
    ['sendings.evidence.sent', sending.sentAt],
    ['sendings.evidence.ended', sending.endedAt === null ? unknown : sending.endedAt],
    ['sendings.evidence.lines', String(sending.skus)],
    ['sendings.evidence.lines-accepted', count(sending.accepted)],
    ['sendings.evidence.lines-refused', count(sending.refused)],
    ['sendings.evidence.lines-unconfirmed', count(sending.unconfirmed)],
  ]
  return [
    text('sendings.evidence.title'),
    '',
    ...facts.map(([key, value]) => `${text(key)}: ${value}`),
    '',
    text('sendings.evidence.answers'),
    ...answers.map(({ at, operation, words }) => `${at}  ${operation}  ${words}`),
    ...(sending.message === null ? [] : [sending.message]),
    ...(sku === null || file === null ? [] : skuLines(sku, file, report, text)),
    ...(names.length === 0
      ? []
      : ['', text('sendings.evidence.files', { names: names.join(', ') })]),
    '',
  ].join('\r\n')
}

/** The evidence as one file: the text, the stock file as sent and the report as received. */
export function evidenceZip(files: SendingFiles, sku: string | null, text: Text): BlobPart[] {
  const { file, report } = files
  const archive = newArchive()
  archive.add('evidence.txt', strToU8(`\uFEFF${evidenceText(files, sku, text)}`))
  if (file !== null) archive.add(fileNameOf(files), bytesOf(file))
  if (report !== null) archive.add(reportNameOf(files), bytesOf(report))
  return archive.end()
}
