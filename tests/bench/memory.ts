import { execFileSync } from 'node:child_process'

/** Samples the resident memory of this process's children (the replicas) until stopped. */
export class MemoryWatch {
  #highest = 0
  readonly #timer = setInterval(() => this.#sample(), 250)

  /** Highest resident memory of any one replica so far, in MB. */
  get highest(): number {
    return this.#highest / 1024
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #sample(): void {
    const table = execFileSync('ps', ['-o', 'rss=,args=', '--ppid', String(process.pid)], {
      encoding: 'utf8',
    })
    for (const line of table.split('\n')) {
      const [, rss, args] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? []
      if (rss && args?.includes('replica')) this.#highest = Math.max(this.#highest, Number(rss))
    }
  }
}
