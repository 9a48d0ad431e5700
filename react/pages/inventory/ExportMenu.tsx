import React, { useState } from 'react'
import { IconCaretDown } from 'vtex.styleguide'

import { ActionsMenu } from '../../components/ActionsMenu'
import type { Format } from '../../export/formats'
import { FORMATS } from '../../export/formats'
import type { FileExport } from '../../export/useFileExport'
import { MOST_ROWS } from '../../export/xlsx'
import { useText } from '../../texts/useText'
import { usePauseWhile } from './pause'
import { useListExport } from './useListExport'
import { isFiltered } from './view.logic'
import type { ListView } from './view.logic'

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
      options={FORMATS.map(format => ({
        label: text(key, { count: total, format: text(`export.format.${format}`) }),
        onSelect: () => start(format, view, total),
        disabledReason: reasonAgainst(format),
      }))}
    >
      <span className="nowrap">
        {text('export.button')} <IconCaretDown size={10} />
      </span>
    </ActionsMenu>
  )
}
