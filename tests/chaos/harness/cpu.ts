import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const TICK = 10

/**
 * Processor time, in milliseconds, of this process's children that are replicas; null where the system does not
 * tell it (there is no /proc).
 */
export function replicaCpu(): number | null {
  try {
    const table = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    })
    const pids = table.split('\n').flatMap(line => {
      const [, pid, args] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      return pid && args?.includes('replica') ? [pid] : []
    })
    return pids.map(cpuOf).reduce((sum, one) => sum + one, 0)
  } catch {
    return null
  }
}

/** Fields 14 and 15 of /proc/<pid>/stat, counted after the command's closing parenthesis. */
function cpuOf(pid: string): number {
  const [, rest = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const fields = rest.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK
}
