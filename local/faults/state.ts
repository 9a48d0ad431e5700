import { isRecord } from '../http/body'
import { parseFaults } from '../platform/faults/fault'
import type { Faults } from '../platform/faults/faults'

import { readFaultFile } from './parse'
import type { FaultRules } from './rules'

/** The trouble on demand of a workspace as a part of its snapshots. Rules begin to count anew when they are loaded. */
export function faultState(
  faults: Faults,
  rules: FaultRules
): { list(): unknown; restore(saved: unknown): void } {
  return {
    list: () => ({
      faults: faults.list(),
      files: rules.list().map(({ id, file }) => ({ id, file })),
    }),
    restore(saved) {
      const state = isRecord(saved) ? saved : {}
      faults.replace(parseFaults(state.faults ?? []))
      rules.clear()
      for (const one of Array.isArray(state.files) ? state.files : []) {
        const read = isRecord(one) ? readFaultFile(one.file) : undefined
        if (isRecord(one) && read?.kind === 'read') rules.load(String(one.id), read.file)
      }
    },
  }
}
