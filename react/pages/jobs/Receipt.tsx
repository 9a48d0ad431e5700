import React from 'react'

import { FailureState } from '../../components/FailureState'
import { Waiting } from '../../components/Waiting'
import { useReceipt } from '../../data/useReceipt'
import type { Job } from '../../graphql/jobTypes'
import { useText } from '../../texts/useText'
import { LinePager } from './LinePager'
import { Download } from './Download'
import { isOpen } from './job.logic'
import { OutcomeTabs } from './OutcomeTabs'
import { ReceiptTable } from './ReceiptTable'
import type { ViewControl } from '../inventory/useView'
import { NO_FILTER } from '../inventory/view.logic'

/** Lines a page. */
const PAGE_SIZE = 50

/** A line for each SKU of a job: how it ended and why, and the way to the SKU in the list. */
export function Receipt({ job, control }: { job: Job; control: ViewControl }) {
  const text = useText()
  const { outcome, line: page } = control.view
  const wish = { id: job.id, outcome, page, pageSize: PAGE_SIZE }
  // While the job runs the receipt grows: another length asks anew.
  const { receipt, failure, loading, reload } = useReceipt(wish, job.settled + job.skipped)

  return (
    <section aria-label={text('receipt.title')} className="mt5">
      <h3 className="t-heading-6 mt0 mb3 c-on-base">{text('receipt.title')}</h3>
      <OutcomeTabs
        job={job}
        outcome={outcome}
        onChoose={chosen => control.go({ outcome: chosen, line: 1 })}
      />
      <Download job={job} outcome={outcome} />
      {receipt === null && failure !== null && <FailureState failure={failure} onRetry={reload} />}
      {receipt === null && failure === null && <Waiting />}
      {receipt !== null && (
        <div aria-busy={loading} style={loading ? { opacity: 0.6 } : {}}>
          {receipt.items.length === 0 ? (
            <p className="lh-copy">{text(isOpen(job) ? 'receipt.none-yet' : 'receipt.none')}</p>
          ) : (
            <>
              <ReceiptTable
                lines={receipt.items}
                onShow={sku =>
                  control.show({ ...NO_FILTER, search: sku, open: [sku], job: null, outcome: null })
                }
              />
              <LinePager receipt={receipt} onShow={line => control.go({ line })} />
            </>
          )}
        </div>
      )}
    </section>
  )
}
