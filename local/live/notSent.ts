import { randomUUID } from 'node:crypto'

import type { StockLine } from '../carrefour/stockFile'
import { parseStockFile } from '../carrefour/stockFile'

import type { WithheldImport } from './withheld'

/** How the ids of imports begin that were not sent: recognisable wherever one is read. */
const PREFIX = 'not-sent-'

export const newImportId = (): string => `${PREFIX}${randomUUID()}`

export const isOwnImport = (importId: string): boolean => importId.startsWith(PREFIX)

/**
 * The reason in the report of a file that was not sent. The app shows it as the answer that it got, so it says itself who
 * speaks. Reasons that differ in their figures alone are one problem to the app.
 */
export const NOT_SENT =
  'Não enviado: o workspace local só observa. / Not sent: the local workspace only looks. / No enviado: el workspace local solo observa.'

/** The same of a SKU that Carrefour's own list of offers does not have: sent or not, it would have been refused. */
export const NOT_SENT_NO_OFFER =
  'Não enviado, e o Carrefour não tem oferta deste código: o workspace local só observa. / Not sent, and Carrefour has no offer with this code: the local workspace only looks. / No enviado, y Carrefour no tiene oferta con este código: el workspace local solo observa.'

/** The same of a SKU that Carrefour lists with other units than those of the file. */
export const differs = (units: number, sent: number): string =>
  `Não enviado: o Carrefour tem ${units} e receberia ${sent} (o workspace local só observa). / Not sent: Carrefour has ${units} and would get ${sent} (the local workspace only looks). / No enviado: Carrefour tiene ${units} y recibiría ${sent} (el workspace local solo observa).`

/** The same of a SKU that Carrefour lists with just these units: nothing is wrong with it. */
export const isEqual = (units: number): string =>
  `Não enviado, e o Carrefour já tem essa quantidade, ${units}: o workspace local só observa. / Not sent, and Carrefour has that quantity already, ${units}: the local workspace only looks. / No enviado, y Carrefour ya tiene esa cantidad, ${units}: el workspace local solo observa.`

/** @param units what Carrefour lists: null for no offer, undefined when unknown */
function reasonOf(units: number | null | undefined, sent: number): string {
  if (units === undefined || !Number.isFinite(sent)) return NOT_SENT
  if (units === null) return NOT_SENT_NO_OFFER
  return units === sent ? isEqual(units) : differs(units, sent)
}

/** STO02 of such a file: it is over, and every line of it is in the report. */
export const statusOf = (importId: string, { at, shopId, skus }: WithheldImport): object => ({
  date_created: new Date(at).toISOString(),
  has_error_report: true,
  import_id: importId,
  lines_in_error: skus,
  lines_in_success: 0,
  shop_id: shopId ?? 0,
  status: 'COMPLETE',
})

/**
 * STO03 of such a file: each line as it would have been sent, with the reason why it was not.
 *
 * @param unitsOf what Carrefour lists for a code: null for no offer, undefined when unknown
 */
export function reportOf(
  { file }: WithheldImport,
  unitsOf: (code: string) => number | null | undefined
): string {
  const { header, lines } = file === null ? NO_LINES : linesOf(file)
  const rows = [
    ['error-line', 'error-message', ...header],
    // The heading is line 1, as in the sandbox's reports.
    ...lines.map(({ index, sku, quantity, fields }) => [
      String(index + 2),
      reasonOf(unitsOf(sku), Number(quantity)),
      ...fields,
    ]),
  ]
  return `${rows.map(row => row.map(quoted).join(';')).join('\n')}\n`
}

const NO_LINES: { readonly header: readonly string[]; readonly lines: readonly StockLine[] } = {
  header: ['offer-sku', 'quantity', 'warehouse-code', 'update-delete'],
  lines: [],
}

/** The lines of a stock file; none when it cannot be read. */
export function linesOf(file: Buffer): typeof NO_LINES {
  const read = parseStockFile(file)
  return read.ok ? read : NO_LINES
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
