import type { Delivery, Mail, Mailer } from '../ports/mailer'

/** Records the mails sent. */
export class FakeMailer implements Mailer {
  readonly mails: Mail[] = []
  readonly deliveries: Delivery[] = []
  /** The result of the next mail. */
  next: Delivery = 'sent'

  async send(mail: Mail): Promise<Delivery> {
    const delivery = this.next
    this.next = 'sent'
    this.deliveries.push(delivery)
    if (delivery === 'sent') this.mails.push(mail)
    return delivery
  }
}
