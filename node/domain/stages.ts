import type { Batch } from './batches'

/** What brings a batch to its end from where it is, also when the run that got it there has died. */
export type Repair =
  /** Send it, with the stock of that moment. */
  | 'send'
  /** Ask Carrefour what became of it. Nothing is sent. */
  | 'ask'
  /** Write down what Carrefour has said. Carrefour is not called. */
  | 'record'

interface StageFacts {
  /** What Carrefour has done with it, as far as is known. */
  readonly atCarrefour: 'nothing, or nobody knows' | 'taken' | 'done' | 'judged'
  readonly repair: Repair
}

/**
 * The stage alone decides. A file whose sending got no answer may have been taken: its batch is still
 * `claimed`, and is sent again in the next legal window, which is safe because quantities are absolute.
 */
export const STAGES: Readonly<Record<Batch['stage'], StageFacts>> = {
  claimed: { atCarrefour: 'nothing, or nobody knows', repair: 'send' },
  sent: { atCarrefour: 'taken', repair: 'ask' },
  complete: { atCarrefour: 'done', repair: 'ask' },
  reported: { atCarrefour: 'done', repair: 'ask' },
  judged: { atCarrefour: 'judged', repair: 'record' },
}
