import React from 'react'
import { useIntl } from 'react-intl'

import { QUIET } from '../../components/colors'
import { StatusTag } from '../../components/StatusTag'
import type { Attempt } from '../../graphql/types'
import { reasonKey } from '../../texts/keys'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'

/** The last 10 attempts, newest first. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  const text = useText()
  const { full } = useMoments()
  const intl = useIntl()
  if (attempts.length === 0) return null
  const cell = 'pr5 pv3 tl v-top'

  return (
    <table className="w-100 t-small mb5" style={{ borderCollapse: 'collapse' }}>
      <caption className="tl t-small fw7 c-on-base mb2">{text('attempts.title')}</caption>
      <thead style={{ color: QUIET }}>
        <tr>
          <th scope="col" className={`${cell} fw5`}>
            {text('attempts.at')}
          </th>
          <th scope="col" className={`${cell} fw5 dn dtc-ns`}>
            {text('attempts.reason')}
          </th>
          <th scope="col" className={`${cell} fw5`}>
            {text('attempts.outcome')}
          </th>
          <th scope="col" className={`${cell} fw5 tr dn dtc-ns`}>
            {text('attempts.quantity')}
          </th>
          <th scope="col" className={`${cell} fw5 dn dtc-l`}>
            {text('attempts.import')}
          </th>
        </tr>
      </thead>
      <tbody>
        {attempts.map(attempt => (
          <tr key={`${attempt.at}-${attempt.reason}`} className="bt b--muted-5">
            <td className={cell}>
              {full(attempt.at)}
              <span className="db dn-ns" style={{ color: QUIET }}>
                {text(reasonKey(attempt.reason))}
                {attempt.quantity !== null && (
                  <> · {text('detail.units', { count: attempt.quantity })}</>
                )}
              </span>
            </td>
            <td className={`${cell} dn dtc-ns`}>{text(reasonKey(attempt.reason))}</td>
            <td className={cell}>
              <StatusTag status={attempt.status} />
              {attempt.message !== null && (
                <span lang="pt" className="db mt2 lh-copy" style={{ overflowWrap: 'anywhere' }}>
                  {attempt.message}
                </span>
              )}
            </td>
            <td className={`${cell} tr dn dtc-ns`}>
              {attempt.quantity === null ? '–' : intl.formatNumber(attempt.quantity)}
            </td>
            <td className={`${cell} dn dtc-l`}>{attempt.importId ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
