import React from 'react'
import { Tag } from 'vtex.styleguide'

import { LineOutcome, REPROCESS_RECEIPT } from '../api/generated'
import type { Job, ReceiptLine } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { causeKey, OUTCOME_KEYS } from '../ui/keys'
import { Pager, pageRange } from '../ui/Pager'
import { FailureState, Waiting } from '../ui/states'
import { Table } from '../ui/Table'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import { countFor, isOpen } from './job.logic'
import type { JobPlace } from './job.logic'
import { Download } from './ReceiptDownload'

interface OutcomeTabsProps {
  job: Job
  /** Null for all of them. */
  outcome: LineOutcome | null
  onChoose: (outcome: LineOutcome | null) => void
}

/** Leads to exactly the lines that ended in one way, each with its number. */
function OutcomeTabs({ job, outcome, onChoose }: OutcomeTabsProps) {
  const text = useText()
  const choices = [null, ...Object.values(LineOutcome)]
  return (
    <div role="group" aria-label={text('receipt.filter')} className="flex flex-wrap mb3">
      {choices.map(choice => {
        const pressed = choice === outcome
        return (
          <button
            key={choice ?? 'all'}
            type="button"
            aria-pressed={pressed}
            className={`mr3 mb3 ph4 pv2 br-pill t-small fw5 pointer ba ${
              pressed
                ? 'bg-action-primary c-on-action-primary b--action-primary'
                : 'bg-base c-action-primary b--muted-3'
            }`}
            style={{ minHeight: 32 }}
            onClick={() => onChoose(choice)}
          >
            {choice === null
              ? text('receipt.every')
              : text('receipt.choice', {
                  outcome: text(OUTCOME_KEYS[choice]),
                  count: countFor(job, choice),
                })}
          </button>
        )
      })}
    </div>
  )
}

const COLORS: Readonly<Record<LineOutcome, keyof typeof TAG_COLORS>> = {
  SUCCEEDED: 'SUCCESS',
  FAILED: 'ERROR',
  WAITING: 'WARNING',
  SKIPPED: 'PENDING',
}

interface ReceiptTableProps {
  lines: readonly ReceiptLine[]
  /** Leads to the SKU in the list. */
  onShow: (skuId: string) => void
}

/** Lines of a receipt. A narrow window shows cause and moment beneath the outcome. */
function ReceiptTable({ lines, onShow }: ReceiptTableProps) {
  const text = useText()
  const { short, zone } = useMoments()
  const wide = useWide()
  const why = ({ cause }: ReceiptLine) => (cause === null ? '–' : text(causeKey(cause, 'title')))
  const when = ({ at }: ReceiptLine) => (at === null ? '–' : short(at))

  return (
    <Table
      hideCaption
      caption={text('receipt.title')}
      rows={lines}
      keyOf={({ skuId }) => skuId}
      columns={[
        {
          heading: text('inventory.table.sku'),
          isName: true,
          cell: ({ skuId }) => (
            <PlainButton
              className="nl2 nt2"
              aria={{ 'aria-label': text('receipt.show-sku', { sku: skuId }) }}
              onClick={() => onShow(skuId)}
            >
              {skuId}
            </PlainButton>
          ),
        },
        {
          heading: text('receipt.column.outcome'),
          cell: line => (
            <>
              <Tag size="small" {...TAG_COLORS[COLORS[line.outcome]]}>
                {text(OUTCOME_KEYS[line.outcome])}
              </Tag>
              {!wide && (
                <span className="db t-small mt1" style={STYLES.breakable}>
                  {line.cause === null ? when(line) : `${why(line)} · ${when(line)}`}
                </span>
              )}
            </>
          ),
        },
        ...(wide ? [{ heading: text('column.cause'), cell: why }] : []),
        {
          heading: text('column.quantity'),
          className: 'tr',
          cell: ({ quantity }) => quantity ?? '–',
        },
        ...(wide
          ? [{ heading: `${text('column.date')} (${zone})`, className: 'nowrap', cell: when }]
          : []),
      ]}
    />
  )
}

/** Lines a page. */
const PAGE_SIZE = 50

interface ReceiptProps {
  job: Job
  place: JobPlace
  onGo: (place: Partial<JobPlace>) => void
  onShowSku: (skuId: string) => void
}

/** A line for each SKU of a job: how it ended and why, and the way to the SKU in the list. */
export function Receipt({ job, place, onGo, onShowSku }: ReceiptProps) {
  const text = useText()
  const { outcome, line: page } = place
  // While the job runs the receipt grows: another length asks anew.
  const {
    data: receipt,
    failure,
    loading,
    reload,
  } = useQueryOf(
    REPROCESS_RECEIPT,
    { id: job.id, outcome, page, pageSize: PAGE_SIZE },
    { again: job.settled + job.skipped }
  )

  return (
    <section aria-label={text('receipt.title')} className="mt5">
      <h3 className="t-heading-6 mt0 mb3 c-on-base">{text('receipt.title')}</h3>
      <OutcomeTabs
        job={job}
        outcome={outcome}
        onChoose={chosen => onGo({ outcome: chosen, line: 1 })}
      />
      <Download job={job} outcome={outcome} />
      {receipt === null && failure !== null && <FailureState failure={failure} onRetry={reload} />}
      {receipt === null && failure === null && <Waiting />}
      {receipt !== null && (
        <div aria-busy={loading} style={loading ? STYLES.faded : {}}>
          {receipt.items.length === 0 ? (
            <p className="lh-copy">{text(isOpen(job) ? 'receipt.none-yet' : 'receipt.none')}</p>
          ) : (
            <>
              <ReceiptTable lines={receipt.items} onShow={onShowSku} />
              {pageRange(receipt).last > 1 && (
                <Pager
                  label={text('receipt.pager')}
                  page={receipt}
                  onPage={next => onGo({ line: next })}
                />
              )}
            </>
          )}
        </div>
      )}
    </section>
  )
}
