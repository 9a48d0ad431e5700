import React, { useEffect } from 'react'
import { Button } from 'vtex.styleguide'

import { PlainButton } from '../../components/PlainButton'
import type { Permissions, ProcessPage } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { useJobBook } from '../jobs/Jobs'
import { toFilter } from './filter.logic'
import { isEmpty, MOST_CHOSEN, onPageChosen } from './selection.logic'
import type { SelectionControl } from './useSelection'
import type { ListView } from './view.logic'

/** Pixels that the bar may cover at the window's lower edge: what is focused scrolls clear of it. */
const HEIGHT = 120

interface BulkBarProps {
  view: ListView
  page: ProcessPage
  control: SelectionControl
  permissions: Permissions | null
  onStarted: () => void
}

/** What is chosen, the way to choose all that match, and what can be done with them. */
export function BulkBar({ view, page, control, permissions, onStarted }: BulkBarProps) {
  const text = useText()
  const { plan } = useJobBook()
  const { selection, clear, chooseAll } = control
  const empty = isEmpty(selection)
  const allowed = permissions === null || permissions.reprocess
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
        <div className="flex flex-wrap items-center" style={{ gap: 12 }}>
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
