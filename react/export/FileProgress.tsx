import React, { useRef } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { PlainButton } from '../ui/buttons'
import { failureKey } from '../ui/keys'
import { LiveText } from '../ui/notice'
import { ProgressBar } from '../ui/ProgressBar'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { ExportState, FileExport } from './useFileExport'

/** How far a file is, why it stopped, or that it is there. Read aloud at each quarter. */
export function FileProgress({ exporting }: { exporting: FileExport }) {
  const text = useText()
  const place = useRef<HTMLDivElement>(null)
  const { state } = exporting
  /** Its buttons go then, and the focus would go with them. */
  const keepingFocus = (act: () => void) => () => {
    act()
    place.current?.focus()
  }
  const dismiss = keepingFocus(exporting.dismiss)
  const resume = keepingFocus(exporting.resume)
  return (
    <div ref={place} tabIndex={-1} className="outline-0">
      <LiveText>{spoken(state, text)}</LiveText>
      {state.phase === 'running' && (
        <div className="ba b--muted-4 br2 pa5 mb5">
          <div className="flex flex-wrap items-center justify-between mb3">
            <p className="ma0 mr5 t-body lh-copy">
              {text(state.trouble ? 'export.trouble' : 'export.running', counts(state))}
            </p>
            <PlainButton onClick={dismiss}>{text('export.cancel')}</PlainButton>
          </div>
          <ProgressBar percent={percentOf(state)} label={text('export.progress')} />
        </div>
      )}
      {state.phase === 'stopped' && (
        <div className="mb5">
          <Alert type="error">
            <div>
              <p className="mt0 mb4 lh-copy">
                {text('export.stopped', counts(state))}{' '}
                {text(`export.${failureKey(state.failure)}`)}
              </p>
              <div className="flex flex-wrap" style={STYLES.row}>
                <Button size="small" onClick={resume}>
                  {text('export.resume')}
                </Button>
                <Button size="small" variation="tertiary" onClick={dismiss}>
                  {text('export.discard')}
                </Button>
              </div>
            </div>
          </Alert>
        </div>
      )}
      {state.phase === 'done' && (
        <div className="mb5">
          <Alert type="success" onClose={dismiss} closeIconLabel={text('common.close')}>
            <div>
              <p className="mt0 mb2 lh-copy" style={STYLES.breakable}>
                {text('export.done', { count: state.written, file: state.name })}
              </p>
              <PlainButton className="nl2" onClick={exporting.saveAgain}>
                {text('export.save-again')}
              </PlainButton>
            </div>
          </Alert>
        </div>
      )}
    </div>
  )
}

type Counted = Extract<ExportState, { written: number; total: number }>

const counts = ({ written, total }: Counted) => ({ written, total })

/** Never all of it before the file is there. */
const percentOf = ({ written, total }: Counted): number =>
  Math.min(Math.floor((written / Math.max(total, 1)) * 100), 99)

function spoken(state: ExportState, text: ReturnType<typeof useText>): string {
  switch (state.phase) {
    case 'idle':
      return ''
    case 'running': {
      const quarters = Math.floor(percentOf(state) / 25)
      return quarters === 0 ? text('export.begun') : text('export.part', { percent: quarters * 25 })
    }
    case 'stopped':
      return text('export.stopped', counts(state))
    case 'done':
      return text('export.done', { count: state.written, file: state.name })
  }
}
