import React, { createContext, useCallback, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'

const PauseContext = createContext<(change: 1 | -1) => void>(() => undefined)

/** Holds the list still while `active`: a menu is open, or rows are being chosen. */
export function usePauseWhile(active: boolean): void {
  const change = useContext(PauseContext)
  useEffect(() => {
    if (!active) return undefined
    change(1)
    return () => change(-1)
  }, [active, change])
}

/** Tells its children's list whether anything holds it still. */
export function Pausing({ children }: { children: (paused: boolean) => ReactNode }) {
  const [holding, setHolding] = useState(0)
  const change = useCallback((by: 1 | -1) => setHolding(now => now + by), [])
  return <PauseContext.Provider value={change}>{children(holding > 0)}</PauseContext.Provider>
}
