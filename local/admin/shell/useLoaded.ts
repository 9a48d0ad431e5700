import { useEffect, useRef, useState } from 'react'

/** What `load` brings, for as long as `load` stays the same; null until then. */
export function useLoaded<Value>(load: () => Promise<Value>): Value | null {
  const [loaded, setLoaded] = useState<{ by: typeof load; value: Value } | null>(null)
  const [failure, setFailure] = useState<Error | null>(null)

  useEffect(() => {
    let current = true
    load().then(
      value => current && setLoaded({ by: load, value }),
      (error: unknown) =>
        current && setFailure(error instanceof Error ? error : new Error(String(error)))
    )
    return () => {
      current = false
    }
  }, [load])

  // Thrown while rendering, so that the error page shows.
  if (failure !== null) throw failure
  return loaded !== null && loaded.by === load ? loaded.value : null
}

/** As `useLoaded`, but what was brought last stays until the next is here: so that what was typed stays, too. */
export function useLastLoaded<Value>(load: () => Promise<Value>): Value | null {
  const loaded = useLoaded(load)
  const last = useRef(loaded)
  if (loaded !== null) last.current = loaded
  return last.current
}
