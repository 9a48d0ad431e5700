import { useCallback } from 'react'
import { useApolloClient } from 'react-apollo'

import type { Format } from '../../export/formats'
import type { FileExport } from '../../export/useFileExport'
import EXPORT from '../../graphql/export.graphql'
import type { ExportPage } from '../../graphql/exportTypes'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { exportTable } from './exportTable'
import { toFilter } from './filter.logic'
import type { ListView } from './view.logic'

/** Answers a function that starts a file of all that the view's filter matches, whatever page is shown. */
export function useListExport({
  start,
}: FileExport): (format: Format, view: ListView, total: number) => void {
  const client = useApolloClient()
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
        ask: async cursor => {
          const { data } = await client.query<{ carrefourExport: ExportPage }>({
            query: EXPORT,
            variables: { filter, ...(cursor === null ? {} : { cursor }) },
            fetchPolicy: 'no-cache',
          })
          return data.carrefourExport
        },
      })
    },
    [client, start, text, zone]
  )
}
