import React, { useCallback, useState } from 'react'
import { IconCaretDown } from 'vtex.styleguide'

import { EXPORT } from '../api/generated'
import type { ExportRow } from '../api/generated'
import { useAsk } from '../api/useQueryOf'
import { FORMATS } from '../export/table'
import type { Column, Format, Table } from '../export/table'
import type { FileExport } from '../export/useFileExport'
import { MOST_ROWS } from '../export/xlsx'
import { actorKey, causeKey, reasonKey, statusKey } from '../ui/keys'
import { ActionsMenu } from '../ui/Menu'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import { usePauseWhile } from './pause'
import { isFiltered, toFilter } from './view.logic'
import type { ListView } from './view.logic'

/** The list as a table of a file, in the reader's language; `zone` names the clock of its dates. */
function exportTable(text: Text, zone: string): Table<ExportRow> {
  const words = remembering(text)
  const dated = (heading: string) => text('export.column.dated', { heading, zone })
  const columns: ReadonlyArray<Column<ExportRow>> = [
    {
      heading: text('inventory.table.sku'),
      width: 14,
      kind: 'text',
      value: row => row.skuId,
    },
    { heading: text('column.name'), width: 42, kind: 'text', value: row => row.name },
    { heading: text('detail.ean'), width: 16, kind: 'text', value: row => row.ean },
    { heading: text('detail.reference'), width: 16, kind: 'text', value: row => row.reference },
    { heading: text('column.affiliate'), width: 10, kind: 'text', value: row => row.affiliate },
    {
      heading: text('inventory.table.status'),
      width: 24,
      kind: 'text',
      value: row => words(statusKey(row.status)),
    },
    {
      heading: text('column.cause'),
      width: 38,
      kind: 'text',
      value: row => row.cause && words(causeKey(row.cause, 'title')),
    },
    {
      heading: text('export.column.actor'),
      width: 24,
      kind: 'text',
      value: row => row.cause && words(actorKey(row.actor)),
    },
    {
      heading: text('export.column.message'),
      width: 60,
      kind: 'text',
      value: row => row.message,
    },
    {
      heading: text('column.quantity'),
      width: 12,
      kind: 'number',
      value: row => row.quantity,
    },
    {
      heading: text('export.column.confirmed'),
      width: 12,
      kind: 'number',
      value: row => row.confirmed,
    },
    {
      heading: text('detail.available'),
      width: 12,
      kind: 'number',
      value: row => row.available,
    },
    {
      heading: dated(text('column.date')),
      width: 24,
      kind: 'moment',
      value: row => row.processedAt,
    },
    {
      heading: dated(text('export.column.since')),
      width: 24,
      kind: 'moment',
      value: row => row.causeSince,
    },
    {
      heading: dated(text('export.column.next')),
      width: 24,
      kind: 'moment',
      value: row => row.nextCheckAt,
    },
    {
      heading: text('attempts.reason'),
      width: 22,
      kind: 'text',
      value: row => row.reason && words(reasonKey(row.reason)),
    },
    {
      heading: text('export.column.import'),
      width: 18,
      kind: 'text',
      value: row => row.importId,
    },
    {
      // For Carrefour's support and for other programs: the one clock that means the same everywhere.
      heading: text('export.column.dated', { heading: text('column.date'), zone: 'UTC' }),
      width: 24,
      kind: 'text',
      value: row => row.processedAt,
    },
  ]
  return { name: text('inventory.title'), columns }
}

/** The same few texts come in 100,000 rows: each is put together once. */
function remembering(text: Text): (key: string) => string {
  const known = new Map<string, string>()
  return key => {
    const found = known.get(key) ?? text(key)
    known.set(key, found)
    return found
  }
}

/** Returns a function that exports everything the view's filter matches, not only the page shown. */
function useListExport({
  start,
}: FileExport): (format: Format, view: ListView, total: number) => void {
  const ask = useAsk(EXPORT)
  const text = useText()
  const { zone } = useMoments()

  return useCallback(
    (format, view, total) => {
      // Fixed now: "the last 24 hours" is the same for every page of the file.
      const filter = toFilter(view, new Date())
      start({
        format,
        total,
        name: text('export.file'),
        table: exportTable(text, zone),
        ask: cursor => ask({ filter, ...(cursor === null ? {} : { cursor }) }),
      })
    },
    [ask, start, text, zone]
  )
}

/** Once the menu is closed and what only serves the screen is gone. */
const print = () => void setTimeout(() => window.print(), 0)

interface ExportMenuProps {
  exporting: FileExport
  view: ListView
  /** How many the filter matches. */
  total: number
}

/** Takes all that the filter matches as a file; each option says how many that is. */
export function ExportMenu({ exporting, view, total }: ExportMenuProps) {
  const text = useText()
  const start = useListExport(exporting)
  const [open, setOpen] = useState(false)
  usePauseWhile(open)
  const { phase } = exporting.state
  const reasonAgainst = (format: Format): string | null => {
    if (phase === 'running' || phase === 'stopped') return text('export.busy')
    return format === 'xlsx' && total > MOST_ROWS
      ? text('export.too-many', { most: MOST_ROWS })
      : null
  }
  const key = isFiltered(view) ? 'export.matching' : 'export.all'

  return (
    <ActionsMenu
      label={text('export.label', { count: total })}
      onOpen={setOpen}
      options={[
        ...FORMATS.map(format => ({
          label: text(key, { count: total, format: text(`export.format.${format}`) }),
          onSelect: () => start(format, view, total),
          disabledReason: reasonAgainst(format),
        })),
        { label: text('inventory.print'), onSelect: print, disabledReason: null },
      ]}
    >
      <span className="nowrap t-small">
        {text('export.button')} <IconCaretDown size={10} />
      </span>
    </ActionsMenu>
  )
}
