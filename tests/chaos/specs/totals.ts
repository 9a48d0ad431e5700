import type { RecordedCall } from '../harness/recorder'
import type { Spec } from './load'
import { type Allowed, compareWithSpecs } from './validate'

/** Adds up what the comparisons of several runs came to. */
export class SpecTotals {
  #compared = 0
  readonly #operations = new Set<string>()
  readonly #problems = new Map<string, number>()

  /** @param whose descriptions they are, for people */
  constructor(
    private readonly specs: readonly Spec[] | null,
    private readonly whose: string,
    private readonly allowed: Allowed = {}
  ) {}

  add(calls: readonly RecordedCall[]): void {
    if (!this.specs) return
    const { compared, operations, problems } = compareWithSpecs(calls, this.specs, this.allowed)
    this.#compared += compared
    for (const operation of operations) this.#operations.add(operation)
    for (const [problem, count] of problems)
      this.#problems.set(problem, (this.#problems.get(problem) ?? 0) + count)
  }

  get right(): boolean {
    return this.#problems.size === 0
  }

  tell(): string {
    if (!this.specs)
      return `specs: ${this.whose} left out, because they are not here (SPECS names their folder)`
    const problems = [...this.#problems].map(
      ([problem, count]) => `\n  ${problem} (${count} calls)`
    )
    const verdict = this.right ? 'all as documented' : `${problems.length} problems`
    return `specs: ${this.#compared} calls of ${this.#operations.size} operations compared with ${this.whose}, ${verdict}${problems.join('')}`
  }
}
