import { rssOf } from '../../../local/testing/raw'
import type { WorkspaceProcess } from '../harness/workspaceProcess'

const MEGABYTE = 1024 * 1024

/** How much more a process may hold in the last third of a run than in the second, at their highest, in bytes. */
const MOST_GROWTH = 64 * MEGABYTE

/** A failure of the service in its log. A GraphQL request that was refused for what it is has a line as well. */
const FELL =
  /^.*("event":"(?!graphql\.)\w+\.failed"|"event":"graphql\.failed","code":"INTERNAL_SERVER_ERROR").*$/gm

/** Watches the processes of a workspace while inputs come: which have ended, what they hold, what they log. */
export class ProcessWatch {
  readonly #memory: number[] = []
  readonly #seen = new Set<number>()
  readonly #failures = new Set<string>()
  #first: readonly number[] = []

  constructor(
    private readonly workspace: WorkspaceProcess,
    private readonly account: string
  ) {}

  async look(): Promise<void> {
    const { replicas } = await this.workspace.processes(this.account)
    const pids = replicas.map(({ pid }) => pid)
    if (this.#first.length === 0) this.#first = pids
    for (const pid of pids) this.#seen.add(pid)
    this.#memory.push(Math.max(0, ...pids.map(rssOf)))
    // The log keeps its newest 10 to 20 MB only.
    for (const line of this.workspace.log().match(FELL) ?? []) this.#failures.add(line)
  }

  /** Processes that replaced others. */
  get ended(): number {
    return this.#seen.size - this.#first.length
  }

  get failures(): readonly string[] {
    return [...this.#failures]
  }

  /** Highest memory of a replica in each third of the looks, in MB. */
  get memory(): readonly number[] {
    const third = Math.ceil(this.#memory.length / 3)
    return [0, 1, 2].map(at => {
      const looks = this.#memory.slice(at * third, (at + 1) * third)
      return Math.round(Math.max(0, ...looks) / MEGABYTE)
    })
  }

  get isFlat(): boolean {
    const [, second = 0, last = 0] = this.memory
    return (last - second) * MEGABYTE <= MOST_GROWTH
  }
}
