import React from 'react'

import { QUIET } from '../../components/colors'
import type { HistoryEntry } from '../../graphql/historyTypes'
import { useMoments } from '../../texts/useMoments'
import { useText } from '../../texts/useText'
import { entryWords, subjectWords } from './entry.logic'

/** One entry: on a narrow screen its parts stand below each other. */
export function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const text = useText()
  const { full } = useMoments()
  const { at, person, from } = entry
  const subject = subjectWords(entry, text)
  return (
    <li className="bb b--muted-4 pv4 flex-l">
      <div className="t-small w-20-l pr4" style={{ color: QUIET }}>
        {full(at)}
      </div>
      <div className="w-50-l pr4 mv2 mv0-l lh-copy" style={{ overflowWrap: 'anywhere' }}>
        {entryWords(entry, text)}
        {subject !== null && (
          <span className="db t-small" style={{ color: QUIET }}>
            {subject}
          </span>
        )}
      </div>
      <div className="w-30-l lh-copy" style={{ overflowWrap: 'anywhere' }}>
        {person ?? text('history.nobody')}
        {from !== null && (
          <span className="db t-small" style={{ color: QUIET }}>
            {text('history.from', { from })}
          </span>
        )}
      </div>
    </li>
  )
}
