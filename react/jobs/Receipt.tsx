import React, { useCallback } from 'react'
import { Button, Tag } from 'vtex.styleguide'

import type { Job, ReceiptLine } from '../api/generated'
import { LineOutcome, REPROCESS_RECEIPT } from '../api/generated'
import { useAsk, useQueryOf } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { causeKey, OUTCOME_KEYS } from '../ui/keys'
import { Pager, pageRange } from '../ui/Pager'
import { FailureState, Waiting } from '../ui/states'
import { Table } from '../ui/Table'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import type { Text } from '../ui/useText'
import { useText } from '../ui/useText'
import { useWide } from '../ui/useWide'
import type { JobPlace } from './job.logic'
import { countFor, isOpen } from './job.logic'
import { useIntl } from 'react-intl'
import { FileProgress } from '../export/FileProgress'
import type { FilePage } from '../export/fileRun'
import type { Format, Table as FileTable } from '../export/table'
import { FORMATS } from '../export/table'
import { useFileExport } from '../export/useFileExport'

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
              className="nl2 nt2 t-small"
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
          cell: ({ quantity }) =>
            quantity === null ? '–' : text('common.count', { count: quantity }),
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

/** A receipt as a file holds it, in the reader's language. */
const receiptTable = (text: Text, timeZone: string | undefined): FileTable<ReceiptLine> => ({
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
      value: ({ outcome }) => text(OUTCOME_KEYS[outcome]),
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

/** Most lines that the service answers at once. */
const FILE_PAGE_SIZE = 1_000

/** Asks for a receipt page by page, for a file; the cursor is the page. */
function useReceiptPages(id: string, outcome: LineOutcome | null) {
  const ask = useAsk(REPROCESS_RECEIPT)
  return useCallback(
    async (cursor: string | null): Promise<FilePage<ReceiptLine>> => {
      const page = cursor === null ? 1 : Number(cursor)
      const receipt = await ask({ id, outcome, page, pageSize: FILE_PAGE_SIZE })
      if (receipt === null) throw new Error('The job is no longer kept')
      const left = receipt.total - (page - 1) * FILE_PAGE_SIZE
      const more = receipt.items.length > 0 && left > receipt.items.length
      return { items: receipt.items, total: left, cursor: more ? String(page + 1) : null }
    },
    [ask, id, outcome]
  )
}

interface DownloadProps {
  job: Job
  /** Only lines that ended so; null for all of them. */
  outcome: LineOutcome | null
}

/** The receipt as a file: all lines that the page leads to, not only those on screen. */
function Download({ job, outcome }: DownloadProps) {
  const text = useText()
  const { timeZone } = useIntl()
  const exporting = useFileExport()
  const ask = useReceiptPages(job.id, outcome)
  const total = outcome === null ? job.settled : countFor(job, outcome)
  const { phase } = exporting.state
  const busy = phase === 'running' || phase === 'stopped'

  const download = (format: Format) =>
    exporting.start({
      format,
      name: text('receipt.file'),
      table: receiptTable(text, timeZone),
      ask,
      total,
    })

  return (
    <>
      <div className="flex flex-wrap mb4" style={STYLES.row}>
        {FORMATS.map(format => (
          <Button
            key={format}
            size="small"
            variation="secondary"
            disabled={busy || total === 0}
            onClick={() => download(format)}
          >
            {text(`receipt.download.${format}`)}
          </Button>
        ))}
      </div>
      <FileProgress exporting={exporting} />
    </>
  )
}
