/** One element: its start tag's attributes and all that stands in it. */
export interface Element {
  readonly head: string
  readonly body: string
}

interface Found extends Element {
  /** Where it begins and ends. */
  readonly from: number
  readonly to: number
}

/**
 * The elements of a name, whatever prefix a writer gave its namespace; for the flat XML of workbooks, where no
 * element holds another of its own name. Linear in the text, so that no file can make it slow.
 */
export function elements(xml: string, name: string, most = Infinity): Element[] {
  return find(xml, name, most)
}

function find(xml: string, name: string, most: number): Found[] {
  const found: Found[] = []
  const start = new RegExp(`<((?:[A-Za-z0-9_]{1,20}:)?${name})(\\s[^<>]*|/)?>`, 'g')
  for (
    let match = start.exec(xml);
    match !== null && found.length < most;
    match = start.exec(xml)
  ) {
    const [, tag = name, head = ''] = match
    if (head.endsWith('/')) {
      found.push({ head, body: '', from: match.index, to: start.lastIndex })
      continue
    }
    const ending = `</${tag}>`
    const end = xml.indexOf(ending, start.lastIndex)
    if (end < 0) break
    const to = end + ending.length
    found.push({ head, body: xml.slice(start.lastIndex, end), from: match.index, to })
    start.lastIndex = to
  }
  return found
}

/** An attribute's value, with or without a prefix; '' when it is missing. */
export function attribute(head: string, name: string): string {
  const match = new RegExp(
    `\\s(?:[A-Za-z0-9_]{1,20}:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`
  ).exec(head)
  return decoded(match?.[1] ?? match?.[2] ?? '')
}

/** The text of a rich or plain string; how it is pronounced (`rPh`) is no part of it. */
export function textIn(xml: string, as: 'runs' | 'whole' = 'runs'): string {
  if (as === 'whole') return decoded(xml)
  const spoken = without(xml, 'rPh')
  return elements(spoken, 't')
    .map(({ body }) => decoded(body))
    .join('')
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Entities, and `_x000D_`, which is how workbooks write characters that XML forbids. */
function decoded(text: string): string {
  return unwrapped(text)
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,4}));/gi,
      (whole, dec: string, hex: string, name: string) => {
        if (name !== undefined) return NAMED[name] ?? whole
        return character(dec !== undefined ? Number(dec) : parseInt(hex, 16)) ?? whole
      }
    )
    .replace(/_x([0-9A-F]{4})_/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** The text around the elements of a name. */
function without(xml: string, name: string): string {
  let rest = ''
  let at = 0
  for (const { from, to } of find(xml, name, Infinity)) {
    rest += xml.slice(at, from)
    at = to
  }
  return rest + xml.slice(at)
}

const CDATA = { start: '<![CDATA[', end: ']]>' }

/** What stands in a CDATA section is text as it is: its signs become entities, as elsewhere. */
function unwrapped(text: string): string {
  let plain = ''
  let at = 0
  for (;;) {
    const start = text.indexOf(CDATA.start, at)
    const end = start < 0 ? -1 : text.indexOf(CDATA.end, start)
    if (end < 0) return plain + text.slice(at)
    plain += text.slice(at, start)
    plain += text.slice(start + CDATA.start.length, end).replace(/&/g, '&amp;')
    at = end + CDATA.end.length
  }
}

const character = (code: number): string | undefined =>
  code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined
