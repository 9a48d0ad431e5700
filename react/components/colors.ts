/**
 * Text colours where the Styleguide's own are too pale to read: each reaches 4.5:1 on what it stands on
 * (WCAG 2.2, 1.4.3); a test computes it.
 */
export const INK = '#3f3f40'
export const QUIET = '#55565a'
export const DANGER = '#b3001b'
export const PAGE = '#f2f4f5'
export const PAPER = '#ffffff'

export const TAG_COLORS = {
  SUCCESS: { bgColor: '#dcf5e3', color: '#0b5527' },
  WARNING: { bgColor: '#ffeec2', color: '#664200' },
  ERROR: { bgColor: '#ffe0e0', color: '#9c0a1e' },
  PENDING: { bgColor: '#e6e9f2', color: '#35415c' },
} as const
