import type { RunResult } from './run'

/** What was counted, in words. */
const WORDS = [
  'requests acknowledged',
  'reprocess jobs started',
  'jobs cancelled',
  'ShopKeys broken',
  'replicas killed',
  'kinds of trouble made',
  'calls of Carrefour judged',
] as const

type Word = (typeof WORDS)[number]

/** Adds up what several runs were made of: how much a verdict rests on. */
export class Summary {
  readonly #counts = new Map<Word, number>()

  add({ history, calls }: RunResult): void {
    this.#count('calls of Carrefour judged', calls.length)
    for (const event of history) {
      if (event.kind === 'asked' && event.acknowledged) this.#count('requests acknowledged')
      if (event.kind === 'job' && event.jobId !== '') this.#count('reprocess jobs started')
      if (event.kind === 'cancelled' && event.state !== '') this.#count('jobs cancelled')
      if (event.kind === 'keyBroken') this.#count('ShopKeys broken')
      if (event.kind === 'did' && event.what.startsWith('SIGKILL')) this.#count('replicas killed')
      if (event.kind === 'did' && /^(platform|Carrefour): /.test(event.what))
        this.#count('kinds of trouble made')
    }
  }

  tell(): string {
    return WORDS.map(word => `${this.#counts.get(word) ?? 0} ${word}`).join(', ')
  }

  #count(word: Word, more = 1): void {
    this.#counts.set(word, (this.#counts.get(word) ?? 0) + more)
  }
}
