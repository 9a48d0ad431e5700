import React from 'react'
import { useIntl } from 'react-intl'
import { Button } from 'vtex.styleguide'

import { useAskReceipt } from '../../data/useAskReceipt'
import { FileProgress } from '../../export/FileProgress'
import { FORMATS } from '../../export/formats'
import type { Format } from '../../export/formats'
import { useFileExport } from '../../export/useFileExport'
import type { Job, LineOutcome } from '../../graphql/jobTypes'
import { useText } from '../../texts/useText'
import { countFor } from './job.logic'
import { receiptTable } from './receiptFile'

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
  const ask = useAskReceipt(job.id, outcome)
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
      <div className="flex flex-wrap mb4" style={{ gap: 12 }}>
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
