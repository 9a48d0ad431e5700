import type { SummaryStore } from '../ports/stores'
import { type Summary, NO_SUMMARY } from '../summary/summary.logic'
import { FakeCas } from './cas'

/** The summary in memory; never counted at first. */
export class FakeSummary extends FakeCas<Summary> implements SummaryStore {
  constructor() {
    super('summary', NO_SUMMARY)
  }
}
