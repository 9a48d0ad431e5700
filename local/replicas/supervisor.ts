import { watchHealth } from './health'
import { type Replica, type ReplicaOptions, startReplica } from './replica'

const FIRST_DELAY_MS = 200
const LONGEST_DELAY_MS = 5_000
const GRACE_MS = 2_000
/** Loading the runtime takes about a second; a busy machine needs more. */
const START_MS = 60_000

/** One place for a replica; whenever its process ends, another one takes the place. */
interface Slot {
  replica: Replica | undefined
  port: number | undefined
  failures: number
  health: { stop(): void } | undefined
}

/** Keeps a number of replicas running. */
export interface Supervisor {
  /** Ports of the replicas that answer now. */
  ports(): number[]
  /** The replicas that answer now, with the ids of their processes. */
  running(): { port: number; pid: number }[]
  /** Resolves when every replica listens. Rejects when one does not within `timeoutMs`, 60 s if left out. */
  allReady(timeoutMs?: number): Promise<void>
  /** Ends replica `index` at once, as a crash does; it is started again. */
  kill(index: number): void
  /** Ends all and starts all anew, as a deploy does; resolves when all listen again. */
  restart(): Promise<void>
  /** Moves the time of all; one that starts later starts with it. */
  moveClock(offsetMs: number): Promise<void>
  stop(): Promise<void>
}

/** Starts `count` replicas. */
export function superviseReplicas(count: number, options: ReplicaOptions): Supervisor {
  const slots: Slot[] = Array.from({ length: count }, () => ({
    replica: undefined,
    port: undefined,
    failures: 0,
    health: undefined,
  }))
  const waiting = new Set<NodeJS.Timeout>()
  let stopping = false

  const run = (slot: Slot): void => {
    const replica = startReplica(options)
    slot.replica = replica
    void replica.ready.then(
      port => {
        slot.port = port
        slot.failures = 0
        slot.health = watchHealth(
          port,
          () => void replica.process.kill('SIGKILL'),
          options.healthMs
        )
      },
      () => undefined
    )
    void replica.ended.then(() => {
      slot.health?.stop()
      slot.port = undefined
      slot.replica = undefined
      if (!stopping) again(slot)
    })
  }

  const again = (slot: Slot): void => {
    const delay = Math.min(FIRST_DELAY_MS * 2 ** slot.failures, LONGEST_DELAY_MS)
    slot.failures += 1
    const timer = setTimeout(() => {
      waiting.delete(timer)
      run(slot)
    }, delay)
    waiting.add(timer)
  }

  const endAll = async (): Promise<void> => {
    await Promise.all(slots.flatMap(({ replica }) => (replica ? [end(replica)] : [])))
  }

  const ports = (): number[] => slots.flatMap(slot => slot.port ?? [])

  const running = (): { port: number; pid: number }[] =>
    slots.flatMap(({ port, replica }) => {
      const pid = replica?.process.pid
      return port === undefined || pid === undefined ? [] : [{ port, pid }]
    })

  const allReady = async (timeoutMs = START_MS): Promise<void> => {
    const until = Date.now() + timeoutMs
    while (ports().length < count) {
      if (Date.now() > until) throw new Error('The service did not start; see service.log')
      await new Promise(resolve => setTimeout(resolve, 25))
    }
  }

  slots.forEach(run)
  return {
    ports,
    running,
    allReady,
    kill(index) {
      slots[index]?.replica?.process.kill('SIGKILL')
    },
    async restart() {
      await endAll()
      await allReady()
    },
    async moveClock(offsetMs) {
      await Promise.all(slots.flatMap(({ replica }) => replica?.moveClock(offsetMs) ?? []))
    },
    async stop() {
      stopping = true
      for (const timer of waiting) clearTimeout(timer)
      await endAll()
    },
  }
}

async function end(replica: Replica): Promise<void> {
  replica.process.kill('SIGTERM')
  const timer = setTimeout(() => replica.process.kill('SIGKILL'), GRACE_MS)
  await replica.ended
  clearTimeout(timer)
}
