/** A mail as plain text; the template turns it into HTML. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly href: string; readonly text: string }
}

/**
 * - `sent`: VTEX's mail service accepted it;
 * - `failed`: certainly not sent, a retry may help;
 * - `unknown`: no answer, it may have been sent.
 */
export type Delivery = 'sent' | 'failed' | 'unknown'

/** VTEX's mail service. Failures are values, never exceptions. */
export interface Mailer {
  send(mail: Mail): Promise<Delivery>
}
