import type { Table } from '../../export/table'
import type { ReceiptLine } from '../../graphql/jobTypes'
import { causeKey, slug } from '../../texts/keys'
import type { Text } from '../../texts/useText'

/** A receipt as a file holds it, in the reader's language. */
export const receiptTable = (text: Text, timeZone: string | undefined): Table<ReceiptLine> => ({
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
      value: ({ outcome }) => text(`outcome.${slug(outcome)}`),
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
