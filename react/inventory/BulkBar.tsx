import React, { useEffect } from 'react'
import { Button } from 'vtex.styleguide'

import type { ProcessesAnswer } from '../api/generated'
import { useMay } from '../api/permissions'
import { useJobBook } from '../jobs/Jobs'
import { PlainButton } from '../ui/buttons'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import { isEmpty, MOST_CHOSEN, onPageChosen } from './selection'
import type { SelectionControl } from './selection'
import { toFilter } from './view.logic'
import type { ListView } from './view.logic'

/** Pixels that the bar may cover at the window's lower edge: what is focused scrolls clear of it. */
const HEIGHT = 120

interface BulkBarProps {
  view: ListView
  page: ProcessesAnswer
  control: SelectionControl
  onStarted: () => void
}

/** What is chosen, the way to choose all that match, and what can be done with them. */
export function BulkBar({ view, page, control, onStarted }: BulkBarProps) {
  const text = useText()
  const { plan } = useJobBook()
  const { selection, clear, chooseAll } = control
  const empty = isEmpty(selection)
  const allowed = useMay('reprocess')
  // What waits is sent anyway: the service refuses such a filter.
  const pending = view.status === 'PENDING'
  const count = selection.all ? page.total : selection.skus.length
  const every =
    onPageChosen(
      selection,
      page.items.map(({ skuId }) => skuId)
    ) === 'every'
  const offersAll = !selection.all && every && page.total > count && !pending

  useEffect(() => {
    if (empty) return undefined
    const { style } = document.documentElement
    style.setProperty('scroll-padding-bottom', `${HEIGHT}px`)
    return () => {
      style.removeProperty('scroll-padding-bottom')
    }
  }, [empty])

  const reprocess = () => {
    const filter = selection.all ? toFilter(view, new Date()) : { skuIds: selection.skus }
    plan({
      filter,
      onStarted: () => {
        clear()
        onStarted()
      },
    })
  }

  return (
    <div
      role="region"
      aria-label={text('selection.label')}
      className={empty ? '' : 'bg-base ba b--action-primary br2 shadow-5 pa4 mt4 z-4'}
      style={empty ? {} : { position: 'sticky', bottom: 8 }}
    >
      <p role="status" className={empty ? 'ma0' : 'lh-copy mt0 mb3'}>
        {!empty && text(selection.all ? 'selection.all' : 'selection.count', { count })}
        {count >= MOST_CHOSEN && !selection.all && <> {text('selection.most')}</>}
      </p>
      {!empty && (
        <div className="flex flex-wrap items-center" style={STYLES.row}>
          <Button size="small" disabled={!allowed} onClick={reprocess}>
            {text('selection.reprocess')}
          </Button>
          {offersAll && (
            <Button size="small" variation="secondary" onClick={chooseAll}>
              {text('selection.choose-all', { count: page.total })}
            </Button>
          )}
          <PlainButton onClick={clear}>{text('selection.clear')}</PlainButton>
          {!allowed && <span className="t-small lh-copy">{text('permission.reprocess')}</span>}
        </div>
      )}
    </div>
  )
}
