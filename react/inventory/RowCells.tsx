import React from 'react'
import { useIntl } from 'react-intl'

import type { Process } from '../api/generated'
import { isKeyProblem } from '../connection/KeyFix'
import { Which } from '../ui/About'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { ON_PAPER } from '../ui/usePaper'
import { quoted, useText } from '../ui/useText'
import { UNLIMITED } from './comparison.logic'
import { rowMessage } from './message.logic'
import { heldOf, storeOf } from './quantity.logic'
import type { Known } from './quantity.logic'

/** A side whose quantity a row shows. */
type Side = 'carrefour' | 'store'

const SIDES = {
  carrefour: { of: heldOf, unknown: 'row.not-confirmed' },
  store: { of: storeOf, unknown: 'row.not-read' },
} as const

/** How the figure came to be known. */
const sourceOf = ({ seen }: Process, side: Side): string =>
  side === 'store' ? 'row.read' : seen === null ? 'row.confirmed' : 'row.seen'

/** How a quantity is written, and what the figure is, with its age, or why there is none. */
function useUnits(): (process: Process, side: Side) => { units: string; meaning: string } {
  const text = useText()
  const intl = useIntl()
  const { full } = useMoments()
  const written = ({ units }: Known) => (units >= UNLIMITED ? '∞' : intl.formatNumber(units))
  return (process, side) => {
    const { of, unknown } = SIDES[side]
    const found = of(process)
    return found === null
      ? { units: '–', meaning: text(unknown) }
      : { units: written(found), meaning: text(sourceOf(process, side), { when: full(found.at) }) }
  }
}

interface UnitsProps {
  process: Process
  side: Side
}

/** One side's quantity in its own column, with its age on hover. */
export function UnitsCell({ process, side }: UnitsProps) {
  const { units, meaning } = useUnits()(process, side)
  return (
    <td className="ph3 tr nowrap" title={meaning}>
      {units}
    </td>
  )
}

interface UnitsLineProps {
  process: Process
  sides: readonly Side[]
}

/** The quantities in one line, each with its name, where there is no room for columns. */
export function UnitsLine({ process, sides }: UnitsLineProps) {
  const text = useText()
  const unitsOf = useUnits()
  if (sides.length === 0) return null
  return (
    <span className="flex flex-wrap t-small mt1" style={UNITS}>
      {sides.map(side => {
        const { units, meaning } = unitsOf(process, side)
        return (
          <span key={side} className="nowrap" title={meaning}>
            <span style={STYLES.quiet}>{text(`column.${side}`)}</span>{' '}
            <span className="fw5">{units}</span>
          </span>
        )
      })}
    </span>
  )
}

const UNITS = { columnGap: 12 } as const

/** A message may have thousands of letters; the detail has them all. */
const FEW_LINES = { ...STYLES.lines, WebkitLineClamp: 5 } as const

interface MessageLineProps {
  process: Process
  /** Cut off where the column ends; a narrow screen shows a few lines. */
  oneLine: boolean
  open: boolean
  /** Id of the detail that it opens. */
  of: string
  onToggle: () => void
}

/** The outcome in one line, Carrefour's own words in quotation marks; a click opens the detail. */
export function MessageLine({ process, oneLine, open, of, onToggle }: MessageLineProps) {
  const text = useText()
  const message = rowMessage(process)
  if (message === null) return null
  const title = text(message.key)
  const { cause } = process
  // Of a refused key the title says it all; its words are no sentence, and would break over a narrow row.
  const brief = !oneLine && cause !== null && isKeyProblem({ cause })
  const line =
    message.words === null || brief
      ? process.status === 'PENDING'
        ? text('inventory.row.before', { cause: title })
        : title
      : text('row.words', { title, words: quoted(message.words, text) })
  return (
    <button
      type="button"
      title={line}
      aria-expanded={open}
      aria-controls={of}
      {...ON_PAPER}
      onClick={onToggle}
      className={`relative bn bg-transparent pa0 db w-100 tl t-small c-action-primary pointer ${
        oneLine ? 'truncate' : ''
      }`}
      style={{ ...STYLES.target, ...STYLES.breakable }}
    >
      {oneLine ? line : <span style={FEW_LINES}>{line}</span>}
      <Which />
    </button>
  )
}
