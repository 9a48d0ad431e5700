/** Milliseconds of work after which the browser gets its turn: well below what a person notices. */
const WORK = 8

export interface Breather {
  /** Whether the work has lasted long enough. */
  isDue: () => boolean
  /** Lets the browser draw and answer the person; then the work goes on. */
  rest: () => Promise<void>
}

/** Cuts long work into short pieces. Also in a tab in the background, where timers are slowed down. */
export function breather(): Breather {
  let since = performance.now()
  return {
    isDue: () => performance.now() - since >= WORK,
    rest: () =>
      new Promise(resolve => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          port1.close()
          since = performance.now()
          resolve()
        }
        port2.postMessage(null)
      }),
  }
}
