import { gzipSync } from 'zlib'

import {
  type DayBook,
  type KeptAttachments,
  type Sending,
  type Attachment,
  dayOf,
  EMPTY_BOOK,
  ATTACHMENTS,
  withSending,
} from '../sendings/sendings.logic'
import type { Sendings, Zipped } from '../ports/sendings'

/** Sendings in memory, without the limits on size and age. */
export class FakeSendings implements Sendings {
  readonly books = new Map<string, DayBook>()
  readonly attachments = new Map<string, Zipped>()

  /** All of them, oldest first. */
  get all(): readonly Sending[] {
    return [...this.books.values()].flatMap(({ sendings }) => sendings)
  }

  async read(days: readonly string[]): Promise<readonly Sending[]> {
    return days.flatMap(day => this.books.get(day)?.sendings ?? [])
  }

  async save(
    sending: Sending,
    attachments: Readonly<Partial<Record<Attachment, Buffer>>>
  ): Promise<void> {
    let kept: KeptAttachments = sending.kept
    for (const attachment of ATTACHMENTS) {
      const content = attachments[attachment]
      if (content)
        kept = { ...kept, [attachment]: await this.saveAttachment(sending.id, attachment, content) }
    }
    const day = dayOf(sending.sentAt)
    this.books.set(day, withSending(this.books.get(day) ?? EMPTY_BOOK, { ...sending, kept }))
  }

  async saveAttachment(id: string, attachment: Attachment, content: Buffer): Promise<number> {
    const zipped = gzipSync(content)
    this.attachments.set(`${id} ${attachment}`, zipped)
    return zipped.length
  }

  async readAttachment(id: string, attachment: Attachment): Promise<Zipped | null> {
    return this.attachments.get(`${id} ${attachment}`) ?? null
  }
}
