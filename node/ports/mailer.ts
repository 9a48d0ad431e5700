/** A mail in plain texts; the template makes a page of them. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly title: string
  readonly lines: readonly string[]
  readonly link: { readonly href: string; readonly text: string }
}

/**
 * - `sent`: handed over to VTEX's mail service;
 * - `failed`: certainly not, another try may help;
 * - `unknown`: no answer came, it may have been sent.
 */
export type Delivery = 'sent' | 'failed' | 'unknown'

/** VTEX's mail service. Never fails otherwise. */
export interface Mailer {
  send(mail: Mail): Promise<Delivery>
}
