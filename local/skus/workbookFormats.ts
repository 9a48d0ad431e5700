import { attribute, elements } from './xml'

/** Which styles of a workbook show a number with zeros before it, and with how many digits. */
export function paddingsOf(styles: string): ReadonlyMap<string, number> {
  const formats = new Map(
    elements(styles, 'numFmt').map(({ head }) => [
      attribute(head, 'numFmtId'),
      digitsOf(attribute(head, 'formatCode')),
    ])
  )
  const cells = elements(styles, 'cellXfs', 1)[0]?.body ?? ''
  return new Map(
    elements(cells, 'xf').flatMap(({ head }, style) => {
      const digits = formats.get(attribute(head, 'numFmtId'))
      return digits === undefined ? [] : [[String(style), digits] as const]
    })
  )
}

/** A format of nothing but zeros, at least two, as Excel makes it for codes; quoted and marked zeros count too. */
function digitsOf(format: string): number | undefined {
  const plain = (format.split(';')[0] ?? '').replace(/["\\_-]|\[[^\]]*\]/g, '').trim()
  return /^0{2,30}$/.test(plain) ? plain.length : undefined
}

/** Formats of days and times that every workbook has without naming them (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58)

/** Which styles show a number as a day or a time: "5-3" typed into Excel is 5 March, and stored as 46,086. */
export function datesOf(styles: string): ReadonlySet<string> {
  const named = new Map(
    elements(styles, 'numFmt').map(({ head }) => [
      attribute(head, 'numFmtId'),
      isDateFormat(attribute(head, 'formatCode')),
    ])
  )
  const cells = elements(styles, 'cellXfs', 1)[0]?.body ?? ''
  return new Set(
    elements(cells, 'xf').flatMap(({ head }, style) => {
      const id = attribute(head, 'numFmtId')
      return (named.get(id) ?? isBuiltInDate(Number(id))) ? [String(style)] : []
    })
  )
}

/** Letters of days and times outside quoted text; a colour or a condition in brackets is none of them. */
const isDateFormat = (format: string): boolean =>
  /[dmyhs]/i.test(
    format
      .replace(/&quot;/g, '"')
      .replace(/"[^"]*"|\\.|_.|\*./g, '')
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
      .replace(/General|Geral|Estándar/gi, '')
  )
