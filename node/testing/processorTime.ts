/** Milliseconds of processor time that `work` takes: what other programs do meanwhile does not count. */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
