import type { Column, Table } from '../../export/table'
import type { ExportRow } from '../../graphql/exportTypes'
import { actorKey, causeKey, reasonKey, statusKey } from '../../texts/keys'
import type { Text } from '../../texts/useText'

/** The list as a table of a file, in the reader's language; `zone` names the clock of its dates. */
export function exportTable(text: Text, zone: string): Table<ExportRow> {
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
