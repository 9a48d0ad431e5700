const AT_ONCE = 10

/** Runs work in the order it came, at most ten at a time. */
export function createQueue<T>(): { run(work: () => Promise<T>): Promise<T> } {
  const waiting: (() => void)[] = []
  let running = 0

  /** Hands the place over to the next in line, if any. */
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
  return {
    async run(work) {
      if (running >= AT_ONCE) await new Promise<void>(resolve => waiting.push(resolve))
      else running += 1
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
