import React, { useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { REPROCESS_BLOCKED } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { WithReason } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { useAnyPlace } from '../ui/onePlace'
import { useText } from '../ui/useText'
import { useReprocessNotice } from './useReprocessNotice'

interface BlockedOfferProps {
  /** SKUs that a refused ShopKey blocked. */
  blocked: number
  onReprocessed: () => void
  /** Shows a way to the list after the work was queued. */
  linkToList?: boolean
}

/** After the ShopKey works again: offers to send exactly the SKUs that the old one blocked. */
export function BlockedOffer(props: BlockedOfferProps) {
  const { blocked, onReprocessed, linkToList = false } = props
  const text = useText()
  const describe = useReprocessNotice()
  const { navigate } = useRuntime()
  const [run, busy] = useOperation(REPROCESS_BLOCKED)
  const [said, setSaid] = useState<{ type: 'success' | 'error'; words: string } | null>(null)
  const allowed = useMay('reprocess')

  const reprocess = async () => {
    const outcome = await run({})
    const accepted = 'done' in outcome && outcome.done.__typename === 'CarrefourReprocessAccepted'
    setSaid({ type: accepted ? 'success' : 'error', words: describe(outcome) })
    if (accepted) onReprocessed()
  }

  // The form for a new ShopKey makes the same offer, and shows what comes of it.
  const offered = useAnyPlace()

  if (said === null && (blocked === 0 || offered)) return null
  const done = said !== null && said.type === 'success'
  return (
    <div className="mb5 ph5 ph0-ns">
      <Alert
        type={said === null ? 'warning' : said.type}
        {...(done ? { onClose: () => setSaid(null), closeIconLabel: text('common.close') } : {})}
      >
        <div>
          {said !== null && <p className="ma0 mb3 lh-copy">{said.words}</p>}
          {!done && (
            <>
              <p className="ma0 mb4 lh-copy">{text('blocked.offer', { count: blocked })}</p>
              <WithReason shown reason={allowed ? null : text('permission.reprocess')}>
                <Button
                  size="small"
                  disabled={!allowed}
                  isLoading={busy}
                  onClick={() => void reprocess()}
                >
                  {text('blocked.reprocess', { count: blocked })}
                </Button>
              </WithReason>
            </>
          )}
          {done && linkToList && (
            <Button
              size="small"
              variation="secondary"
              onClick={() => navigate({ page: ROUTES.inventory })}
            >
              {text('blocked.see-list')}
            </Button>
          )}
        </div>
      </Alert>
    </div>
  )
}
