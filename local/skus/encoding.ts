import type { Unreadable } from './table'

/** A text with the name of the encoding that it was in. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
}

const MARKS = [
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8', encoding: 'UTF-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le', encoding: 'UTF-16' },
  { bytes: [0xfe, 0xff], label: 'utf-16be', encoding: 'UTF-16 (big-endian)' },
] as const

/**
 * What Windows-1252 has at 0x80 to 0x9f; elsewhere it is Latin-1. Five places are empty: a text in it has none of
 * those bytes. Written out because Node's own decoder takes Latin-1 for it.
 */
const FROM_80 = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

const HOW = 'Save it as "CSV UTF-8" and try again.'

/**
 * Reads a text file whose encoding nobody names: a mark decides; then UTF-16 by its zero bytes; then UTF-8, which a
 * text in another encoding hardly ever is by chance; then Windows-1252, which Excel writes in Brazil and Spain.
 */
export function decode(bytes: Uint8Array): Decoded | Unreadable {
  const marked = MARKS.find(mark => mark.bytes.every((byte, at) => bytes[at] === byte))
  if (marked !== undefined) {
    const text = decodeAs(marked.label, bytes.subarray(marked.bytes.length))
    return text === undefined
      ? { problem: `It begins as ${marked.encoding} but is not. ${HOW}` }
      : { text, encoding: marked.encoding }
  }
  const wide = unmarkedUtf16(bytes)
  if (wide !== undefined) {
    const text = decodeAs(wide, bytes)
    if (text !== undefined)
      return { text, encoding: wide === 'utf-16le' ? 'UTF-16' : 'UTF-16 (big-endian)' }
  }
  if (bytes.includes(0)) return { problem: `It is not a text file. ${HOW}` }
  const text = decodeAs('utf-8', bytes)
  if (text !== undefined) return { text, encoding: 'UTF-8' }
  const line = lineNotInUtf8(bytes)
  if (line !== undefined)
    return {
      problem: `Line ${line} is in another encoding than the others, which are UTF-8. ${HOW}`,
    }
  const latin = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, letter => FROM_80[letter.charCodeAt(0) - 0x80] ?? '')
  if (latin.includes('\ufffd'))
    return { problem: `Its encoding is neither UTF-8, UTF-16 nor Windows-1252. ${HOW}` }
  return { text: latin, encoding: 'Windows-1252' }
}

/**
 * The first line that is not UTF-8 in a file that otherwise is: two files were put together, or one line was edited in
 * another program. A text in Windows-1252 has hardly any letters that are also UTF-8. Undefined for such a text.
 */
function lineNotInUtf8(bytes: Uint8Array): number | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const broken = text.match(/\ufffd+/g)?.length ?? 0
  const whole = text.match(/[\u0080-\ufffc]/g)?.length ?? 0
  if (whole <= broken) return undefined
  return text.slice(0, text.indexOf('\ufffd')).split(/\r\n|\n|\r/).length
}

function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** A heading is mostly Latin letters: in UTF-16 every other byte of it is zero. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, Math.min(bytes.length - (bytes.length % 2), 512))
  if (head.length < 4) return undefined
  const zeros = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const many = head.length / 4
  if (odd > many && even * 8 < odd) return 'utf-16le'
  if (even > many && odd * 8 < even) return 'utf-16be'
  return undefined
}
