import { useCallback } from 'react'
import { useApolloClient } from 'react-apollo'

import type { FilePage } from '../export/fileRun'
import type { LineOutcome, ReceiptLine, ReceiptPage } from '../graphql/jobTypes'
import { RECEIPT } from './useReceipt'

/** Most lines that the service answers at once. */
const PAGE_SIZE = 1_000

/** Asks for a receipt page by page, for a file; the cursor is the page. */
export function useAskReceipt(id: string, outcome: LineOutcome | null) {
  const client = useApolloClient()
  return useCallback(
    async (cursor: string | null): Promise<FilePage<ReceiptLine>> => {
      const page = cursor === null ? 1 : Number(cursor)
      const { data } = await client.query<{ carrefourReprocessReceipt: ReceiptPage | null }>({
        query: RECEIPT,
        variables: { id, outcome, page, pageSize: PAGE_SIZE },
        fetchPolicy: 'no-cache',
      })
      const receipt = data.carrefourReprocessReceipt
      if (receipt === null) throw new Error('The job is no longer kept')
      const left = receipt.total - (page - 1) * PAGE_SIZE
      const more = receipt.items.length > 0 && left > receipt.items.length
      return { items: receipt.items, total: left, cursor: more ? String(page + 1) : null }
    },
    [client, id, outcome]
  )
}
