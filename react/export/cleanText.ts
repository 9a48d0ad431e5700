/** Most characters that a cell of Excel holds. */
const LONGEST = 32_767

// Control characters are what is looked for.
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** A text as a file may hold it: no control characters but tab and line break, and not longer than a cell. */
export const cleanText = (raw: string): string =>
  raw.replace(/\r\n?/g, '\n').replace(ILLEGAL, '').slice(0, LONGEST)

/**
 * Whether a spreadsheet may take a text for a formula: OWASP's list (`=`, `+`, `-`, `@`, tab, carriage return),
 * line break and the full-width forms, also after spaces.
 */
export const looksLikeFormula = (text: string): boolean =>
  /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text)
