import type { Dismissal } from '../problems/problems.logic'
import type { Dismissals } from '../ports/stores'

/** Dismissed problems in memory. */
export class FakeDismissals implements Dismissals {
  dismissals: readonly Dismissal[] = []

  async read(): Promise<readonly Dismissal[]> {
    return this.dismissals
  }

  async update(
    change: (dismissals: readonly Dismissal[]) => readonly Dismissal[]
  ): Promise<readonly Dismissal[]> {
    this.dismissals = change(this.dismissals)
    return this.dismissals
  }
}
