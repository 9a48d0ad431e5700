import React from 'react'

import { QUIET } from '../../components/colors'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import type { Bar, Scale } from './activity.logic'
import { OUTCOMES, totalOf } from './activity.logic'

/** The numbers of the picture, newest first; hours and days without any are left out. */
export function ActivityTable({ bars, scale }: { bars: readonly Bar[]; scale: Scale }) {
  const text = useText()
  const { short, date } = useMoments()
  const rows = bars.filter(bar => totalOf(bar) > 0).reverse()
  if (rows.length === 0) return <p className="ma0">{text('activity.none')}</p>
  const name = (start: Date) => (scale === 'hours' ? short : date)(start.toISOString())

  return (
    <table className="t-small" style={{ borderCollapse: 'collapse' }}>
      <thead style={{ color: QUIET }}>
        <tr>
          <th scope="col" className="pr6 pv2 tl fw5">
            {text(`activity.start.${scale}`)}
          </th>
          {OUTCOMES.map(outcome => (
            <th key={outcome} scope="col" className="pr6 pv2 tr fw5">
              {text(`status.${outcome}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(bar => (
          <tr key={bar.start.getTime()} className="bt b--muted-5">
            <th scope="row" className="pr6 pv2 tl fw4">
              {name(bar.start)}
            </th>
            {OUTCOMES.map(outcome => (
              <td key={outcome} className="pr6 pv2 tr">
                {bar[outcome]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
