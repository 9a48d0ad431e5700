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
 * The stage alone decides. A file whose answer was lost may have been taken: Carrefour is asked what it holds before
 * another leaves. One that Carrefour answered with an error (5xx) is sent again from `claimed`; both are remembered as
 * doubts (`doubts.ts`) until they can no longer overwrite anything.
 */
export const STAGES: Readonly<Record<Batch['stage'], StageFacts>> = {
  claimed: { atCarrefour: 'nothing, or nobody knows', repair: 'send' },
  sent: { atCarrefour: 'taken', repair: 'ask' },
  lost: { atCarrefour: 'nothing, or nobody knows', repair: 'ask' },
  complete: { atCarrefour: 'done', repair: 'ask' },
  reported: { atCarrefour: 'done', repair: 'ask' },
  judged: { atCarrefour: 'judged', repair: 'record' },
}
