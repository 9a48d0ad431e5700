import React, { useCallback } from 'react'
import { useIntl } from 'react-intl'
import { Button } from 'vtex.styleguide'

import { REPROCESS_RECEIPT } from '../api/generated'
import type { Job, LineOutcome, ReceiptLine } from '../api/generated'
import { useAsk } from '../api/useQueryOf'
import { FileProgress } from '../export/FileProgress'
import type { FilePage } from '../export/fileRun'
import { FORMATS } from '../export/table'
import type { Format, Table } from '../export/table'
import { useFileExport } from '../export/useFileExport'
import { causeKey, OUTCOME_KEYS } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import { countFor } from './job.logic'

/** A receipt as a file holds it, in the reader's language. */
const receiptTable = (text: Text, timeZone: string | undefined): Table<ReceiptLine> => ({
  name: text('receipt.file'),
  columns: [
    {
      heading: text('inventory.table.sku'),
      width: 14,
      kind: 'text',
      value: ({ skuId }) => skuId,
    },
    {
      heading: text('receipt.column.outcome'),
      width: 20,
      kind: 'text',
      value: ({ outcome }) => text(OUTCOME_KEYS[outcome]),
    },
    {
      heading: text('column.cause'),
      width: 40,
      kind: 'text',
      value: ({ cause }) => (cause === null ? null : text(causeKey(cause, 'title'))),
    },
    {
      heading: text('column.quantity'),
      width: 12,
      kind: 'number',
      value: ({ quantity }) => quantity,
    },
    { heading: text('column.date'), width: 20, kind: 'moment', value: ({ at }) => at },
  ],
  ...(timeZone === undefined ? {} : { timeZone }),
})

/** Most lines that the service answers at once. */
const PAGE_SIZE = 1_000

/** Asks for a receipt page by page, for a file; the cursor is the page. */
function useReceiptPages(id: string, outcome: LineOutcome | null) {
  const ask = useAsk(REPROCESS_RECEIPT)
  return useCallback(
    async (cursor: string | null): Promise<FilePage<ReceiptLine>> => {
      const page = cursor === null ? 1 : Number(cursor)
      const receipt = await ask({ id, outcome, page, pageSize: PAGE_SIZE })
      if (receipt === null) throw new Error('The job is no longer kept')
      const left = receipt.total - (page - 1) * PAGE_SIZE
      const more = receipt.items.length > 0 && left > receipt.items.length
      return { items: receipt.items, total: left, cursor: more ? String(page + 1) : null }
    },
    [ask, id, outcome]
  )
}

interface DownloadProps {
  job: Job
  /** Only lines that ended so; null for all of them. */
  outcome: LineOutcome | null
}

/** The receipt as a file: all lines that the page leads to, not only those on screen. */
export function Download({ job, outcome }: DownloadProps) {
  const text = useText()
  const { timeZone } = useIntl()
  const exporting = useFileExport()
  const ask = useReceiptPages(job.id, outcome)
  const total = outcome === null ? job.settled : countFor(job, outcome)
  const { phase } = exporting.state
  const busy = phase === 'running' || phase === 'stopped'

  const download = (format: Format) =>
    exporting.start({
      format,
      name: text('receipt.file'),
      table: receiptTable(text, timeZone),
      ask,
      total,
    })

  return (
    <>
      <div className="flex flex-wrap mb4" style={STYLES.row}>
        {FORMATS.map(format => (
          <Button
            key={format}
            size="small"
            variation="secondary"
            disabled={busy || total === 0}
            onClick={() => download(format)}
          >
            {text(`receipt.download.${format}`)}
          </Button>
        ))}
      </div>
      <FileProgress exporting={exporting} />
    </>
  )
}
