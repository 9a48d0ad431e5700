import React from 'react'
import { Tag } from 'vtex.styleguide'

import { QUIET, TAG_COLORS } from '../../components/colors'
import { Hidden } from '../../components/Hidden'
import { PlainButton } from '../../components/PlainButton'
import { useWide } from '../../components/useWide'
import type { LineOutcome, ReceiptLine } from '../../graphql/jobTypes'
import { causeKey, slug } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

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
export function ReceiptTable({ lines, onShow }: ReceiptTableProps) {
  const text = useText()
  const { short, zone } = useMoments()
  const wide = useWide()
  const cell = 'ph3 pv3 tl v-top lh-copy'
  const heading = (key: string, more = '') => (
    <th scope="col" className={`${cell} fw5 ${more}`}>
      {text(key)}
    </th>
  )

  return (
    <table className="w-100 t-body" style={{ borderCollapse: 'collapse' }}>
      <caption className="tl">
        <Hidden>{text('receipt.title')}</Hidden>
      </caption>
      <thead className="t-small bb b--muted-4" style={{ color: QUIET }}>
        <tr>
          {heading('inventory.table.sku')}
          {heading('receipt.column.outcome')}
          {wide && heading('column.cause')}
          {heading('column.quantity', 'tr')}
          {wide && (
            <th scope="col" className={`${cell} fw5`}>{`${text('column.date')} (${zone})`}</th>
          )}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ skuId, outcome, cause, quantity, at }) => {
          const why = cause === null ? '–' : text(causeKey(cause, 'title'))
          const when = at === null ? '–' : short(at)
          return (
            <tr key={skuId} className="bb b--muted-4">
              <th scope="row" className={`${cell} fw5`}>
                <PlainButton
                  className="nl2 nt2"
                  aria={{ 'aria-label': text('receipt.show-sku', { sku: skuId }) }}
                  onClick={() => onShow(skuId)}
                >
                  {skuId}
                </PlainButton>
              </th>
              <td className={cell}>
                <Tag size="small" {...TAG_COLORS[COLORS[outcome]]}>
                  {text(`outcome.${slug(outcome)}`)}
                </Tag>
                {!wide && (
                  <span className="db t-small mt1" style={{ overflowWrap: 'anywhere' }}>
                    {cause === null ? when : `${why} · ${when}`}
                  </span>
                )}
              </td>
              {wide && <td className={cell}>{why}</td>}
              <td className={`${cell} tr`}>{quantity ?? '–'}</td>
              {wide && <td className={`${cell} nowrap`}>{when}</td>}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
