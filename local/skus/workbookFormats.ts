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
