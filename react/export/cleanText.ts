/** Most characters that a cell of Excel holds. */
export const LONGEST_CELL = 32_767

// Control characters are what is looked for.
// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

/** A text as a file may hold it: no control characters but tab and line break, and not longer than a cell. */
export const cleanText = (raw: string): string =>
  raw.replace(/\r\n?/g, '\n').replace(ILLEGAL, '').slice(0, LONGEST_CELL)

/** Characters that are not seen: a spreadsheet may drop them before it looks at the first one that is. */
const UNSEEN =
  '\\s\\u0080-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb'

// The marks in the class are meant one by one.
// eslint-disable-next-line no-misleading-character-class
const FORMULA = new RegExp(`^[${UNSEEN}]*[=+\\-@＝＋－＠]|^[\\t\\r\\n]`)

/** What could begin a formula after a separator, in a program that splits at another one than was meant. */
// eslint-disable-next-line no-misleading-character-class -- as above
const INNER = new RegExp(`([,;\\t|\\n]["'${UNSEEN}]{0,20})(?=[=+\\-@＝＋－＠])`, 'g')

/**
 * Whether a spreadsheet may take a text for a formula: OWASP's list (`=`, `+`, `-`, `@`, tab, carriage return),
 * line break and the full-width forms, also after spaces and characters that are not seen. It judges a text
 * as it is written, after `cleanText`: what is taken out there cannot hide anything.
 */
export const looksLikeFormula = (text: string): boolean => FORMULA.test(text)

/**
 * A clean text with an apostrophe before whatever a program that reads `.csv` could take for the beginning of
 * a formula: at its start, and after a comma, semicolon, tab, bar or line break inside it.
 */
export function withoutFormulas(text: string): string {
  const inner = text.replace(INNER, "$1'")
  return looksLikeFormula(inner) ? `'${inner}` : inner
}
