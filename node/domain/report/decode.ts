/** Windows-1252 from 0x80 to 0x9F; some versions of Node decode these as Latin 1 whatever they are asked for. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** How much of a body tells UTF-16 from text of one byte a character. */
const SAMPLE = 4_096

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/**
 * The text of an error report, whose encoding Carrefour does not state: UTF-8 or UTF-16 (either order), with
 * or without a mark, else Windows-1252. A character that was cut off at the end is left out.
 */
export function decodeReport(body: Uint8Array): string {
  const encoding = encodingOf(body)
  try {
    // `stream`: an unfinished last character is no error.
    return new TextDecoder(encoding, { fatal: true }).decode(body, { stream: true })
  } catch {
    return fromWindows1252(body)
  }
}

/** Text in UTF-16 is full of zero bytes, in the same half of each pair; text in UTF-8 has none. */
function encodingOf(body: Uint8Array): Encoding {
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le'
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be'
  const pairs = Math.floor(Math.min(body.length, SAMPLE) / 2)
  let first = 0
  let second = 0
  for (let pair = 0; pair < pairs; pair += 1) {
    if (body[2 * pair] === 0) first += 1
    if (body[2 * pair + 1] === 0) second += 1
  }
  if (second > pairs / 2 && first < pairs / 8) return 'utf-16le'
  if (first > pairs / 2 && second < pairs / 8) return 'utf-16be'
  return 'utf-8'
}

const fromWindows1252 = (body: Uint8Array): string =>
  Buffer.from(body)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, char => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char)
