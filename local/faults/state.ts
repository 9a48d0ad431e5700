import { isRecord } from '../http/body'
import { parseFaults } from '../platform/faults/fault'
import type { Faults } from '../platform/faults/faults'

import { readFaultFile } from './parse'
import { neverHit, type Surroundings } from './places'
import type { FaultFile } from './rule'
import type { FaultRules } from './rules'

/** The faults of a saved state, read but not yet in force. */
export interface SavedFaults {
  /** Puts them in the place of those in force. Rules count anew from here. */
  restore(): void
  /** Files that are not put in force, each with why. */
  readonly leftOut: readonly string[]
}

/** The trouble on demand of a workspace as a part of its snapshots. */
export interface FaultState {
  list(): unknown
  /** Changes nothing. @throws Error for what no workspace saved */
  read(saved: unknown): SavedFaults
}

/**
 * A file of faults that cannot be in force here is left out and named: a snapshot may come from a workspace with other
 * real hosts or plug-ins, and a rule that never hits would look as if the app had withstood it.
 */
export function faultState(
  faults: Faults,
  rules: FaultRules,
  surroundings: Surroundings
): FaultState {
  return {
    list: () => ({
      faults: faults.list(),
      files: rules.list().map(({ id, file }) => ({ id, file })),
    }),
    read(saved) {
      const state = isRecord(saved) ? saved : {}
      const simple = parseFaults(state.faults ?? [])
      const usable = new Map<string, FaultFile>()
      const leftOut: string[] = []
      for (const one of Array.isArray(state.files) ? state.files : []) {
        const { id, file }: Record<string, unknown> = isRecord(one) ? one : {}
        const read = readFaultFile(file)
        const problems = read.kind === 'read' ? neverHit(read.file, surroundings) : read.problems
        if (read.kind === 'read' && problems.length === 0) usable.set(String(id), read.file)
        else leftOut.push(`${String(id)}: ${problems.join('; ')}`)
      }
      return {
        leftOut,
        restore() {
          faults.replace(simple)
          rules.clear()
          for (const [id, file] of usable) rules.load(id, file)
        },
      }
    },
  }
}
