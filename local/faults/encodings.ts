import type { Encoding } from './rule'

/** Writes a UTF-8 text in another encoding; what that has no sign for becomes a question mark. */
export function encode(body: Buffer, encoding: Encoding): Buffer {
  const text = body.toString('utf8')
  switch (encoding) {
    case 'utf-8-bom':
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body])
    case 'utf-16le':
      return Buffer.from(text, 'utf16le')
    case 'utf-16be':
      return Buffer.from(text, 'utf16le').swap16()
    case 'windows-1252':
      return Buffer.from(text.replace(/[\u0080-\u009f\u0100-\uffff]/g, '?'), 'latin1')
  }
}
