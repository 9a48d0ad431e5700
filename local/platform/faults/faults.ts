import type { Fault, FaultKind } from './fault'

/** The faults in force. */
export interface Faults {
  list(): Fault[]
  replace(faults: Fault[]): void
  /** The first fault of these kinds that hits this call, if any; uses up one of its `times`. */
  take(part: string, target: string, kinds: readonly FaultKind[]): Fault | undefined
}

/** No faults yet; `random` answers 0 to 1 and may be replaced by a test. */
export function createFaults(random: () => number = Math.random): Faults {
  let faults: Fault[] = []

  const hits = (fault: Fault, target: string): boolean =>
    (fault.times ?? 1) > 0 &&
    (fault.match === undefined || target.includes(fault.match)) &&
    random() < (fault.probability ?? 1)

  return {
    list: () => faults.map(fault => ({ ...fault })),
    replace(next) {
      faults = next.map(fault => ({ ...fault }))
    },
    take(part, target, kinds) {
      const fault = faults.find(f => f.part === part && kinds.includes(f.kind) && hits(f, target))
      if (fault?.times !== undefined) fault.times -= 1
      return fault
    },
  }
}
