import React from 'react'
import { useRuntime } from 'vtex.render-runtime'

import type { Connection, ProcessesAnswer } from '../api/generated'
import type { FileExport } from '../export/useFileExport'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { CompactHeading } from '../ui/PageFrame'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { ExportMenu } from './listExport'
import type { ViewControl } from './useView'

/** How many of the account's SKUs Carrefour has confirmed without a remark, and when it last confirmed one. */
function useSummary(connection: Connection | null): string {
  const text = useText()
  const { time } = useMoments()
  if (connection === null) return ''
  const { success, warning, error, lastConfirmedAt, numbersAt } = connection
  if (success === null || warning === null || error === null) return ''
  const total = success + warning + error
  if (total === 0 || lastConfirmedAt === null) return text('inventory.subtitle')
  const summary = text('inventory.summary', {
    confirmed: success,
    total,
    when: time(lastConfirmedAt),
  })
  // While outcomes are being written the numbers run after them; at rest they are exact.
  return numbersAt === null
    ? summary
    : `${summary} · ${text('inventory.numbers-at', { when: time(numbersAt) })}`
}

interface InventoryHeadingProps {
  control: ViewControl
  connection: Connection | null
  page: ProcessesAnswer | null
  exporting: FileExport
  /** Whether the picture is open; null when there is nothing to show in it. */
  picture: boolean | null
  onPicture: (open: boolean) => void
}

/** The page's name, how things stand, and the ways to the picture, the jobs and a file. */
export function InventoryHeading(props: InventoryHeadingProps) {
  const { control, connection, page, exporting, picture, onPicture } = props
  const text = useText()
  const { navigate } = useRuntime()
  const { jobs } = useJobBook()
  const summary = useSummary(connection)
  return (
    <CompactHeading title={text('inventory.title')} summary={summary}>
      {picture !== null && (
        <PlainButton
          className="t-small"
          aria={{ 'aria-expanded': picture }}
          onClick={() => onPicture(!picture)}
        >
          {text('inventory.picture')}
        </PlainButton>
      )}
      {jobs !== null && jobs.length > 0 && (
        <PlainButton className="t-small" onClick={() => control.go({ job: 'all' })}>
          {text('jobs.title')}
        </PlainButton>
      )}
      <PlainButton className="t-small" onClick={() => navigate({ page: ROUTES.sendings })}>
        {text('sendings.title')}
      </PlainButton>
      <PlainButton className="t-small" onClick={() => navigate({ page: ROUTES.help })}>
        {text('help.page')}
      </PlainButton>
      {page !== null && page.total > 0 && (
        <ExportMenu exporting={exporting} view={control.view} total={page.total} />
      )}
    </CompactHeading>
  )
}
