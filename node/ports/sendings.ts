import type { Sending, Attachment } from '../sendings/sendings.logic'

/** The bytes of an attachment, compressed as RFC 1952 (gzip). */
export type Zipped = Buffer

/** The stock files that were sent: a line each, and what was said. Parts are written once and never changed. */
export interface Sendings {
  /** The sendings of some days (UTC, as 2026-11-24), in no order. */
  read(days: readonly string[]): Promise<readonly Sending[]>
  /**
   * Saves attachments, then adds the sending to its day or brings it up to date. Idempotent. An attachment that is too large is left
   * out; of a day that holds too much the oldest lose their attachments; days that are no longer kept are removed, some files
   * per call.
   */
  save(sending: Sending, attachments: Readonly<Partial<Record<Attachment, Buffer>>>): Promise<void>
  /** Saves an attachment ahead of its sending; answers the bytes it takes, null when it is too large. */
  saveAttachment(id: string, attachment: Attachment, content: Buffer): Promise<number | null>
  /** A stored attachment; null when there is none. */
  readAttachment(id: string, attachment: Attachment): Promise<Zipped | null>
}
