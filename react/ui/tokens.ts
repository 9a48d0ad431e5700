import type { CSSProperties } from 'react'

/**
 * Text colours where the Styleguide's own are too pale to read: each reaches 4.5:1 on what it stands on
 * (WCAG 2.2, 1.4.3); a test computes it.
 */
export const INK = '#3f3f40'
export const QUIET = '#55565a'
/** Of what cannot be used: as pale as it may be and still be read. */
export const UNUSABLE = '#6e6f73'
export const DANGER = '#b3001b'
export const PAGE = '#f2f4f5'
export const PAPER = '#ffffff'

export const TAG_COLORS = {
  SUCCESS: { bgColor: '#dcf5e3', color: '#0b5527' },
  WARNING: { bgColor: '#ffeec2', color: '#664200' },
  ERROR: { bgColor: '#ffe0e0', color: '#9c0a1e' },
  PENDING: { bgColor: '#e6e9f2', color: '#35415c' },
} as const

const styles = <Name extends string>(all: Readonly<Record<Name, CSSProperties>>) => all

/** Styles that the Styleguide's classes lack and that come again and again. One of a single place stands there. */
export const STYLES = styles({
  quiet: { color: QUIET },
  danger: { color: DANGER },
  unusable: { color: UNUSABLE, cursor: 'not-allowed' },
  /** Codes, addresses and words of others, which may have no space to break at. */
  breakable: { overflowWrap: 'anywhere' },
  quietBreakable: { color: QUIET, overflowWrap: 'anywhere' },
  /** As it came, line breaks too. */
  verbatim: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  /** What only takes the focus so that a screen reader begins there. */
  noOutline: { outline: 'none' },
  /** Buttons side by side. */
  row: { gap: 12 },
  /** A part of a flexible row that may become narrower than its content, that never does, or that shares equally. */
  shrinkable: { minWidth: 0 },
  rigid: { flexShrink: 0 },
  share: { flex: '1 1 0', minWidth: 0 },
  /** Figures that change in their place. */
  figures: { fontVariantNumeric: 'tabular-nums' },
  /** Cut after so many lines as `WebkitLineClamp` says. */
  lines: { display: '-webkit-box', WebkitBoxOrient: 'vertical', overflow: 'hidden' },
  scrollable: { overflowX: 'auto' },
  table: { borderCollapse: 'collapse' },
  /** Beside a label of text size. */
  checkbox: { width: 18, height: 18, marginTop: 3, flexShrink: 0 },
  /** Large enough to be hit (WCAG 2.2, 2.5.8). */
  target: { minHeight: 28 },
  /** For screen readers alone. */
  outOfSight: {
    position: 'absolute',
    width: 1,
    height: 1,
    margin: 0,
    overflow: 'hidden',
    clip: 'rect(0 0 0 0)',
    whiteSpace: 'nowrap',
  },
  /** A reason that appears beside its control. */
  tip: { position: 'absolute', width: 'max-content', maxWidth: 'min(280px, 80vw)' },
  /** An answer that is being replaced. */
  faded: { opacity: 0.6 },
})
