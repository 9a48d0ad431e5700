import React, { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'

/** Where on the page the form for a new ShopKey is open: one place at a time, so that there is one such field. */
const PlaceContext = createContext<{
  place: string | null
  go: (place: string | null) => void
}>({ place: null, go: () => undefined })

export function OnePlace({ children }: { children: ReactNode }) {
  const [place, go] = useState<string | null>(null)
  const value = useMemo(() => ({ place, go }), [place])
  return <PlaceContext.Provider value={value}>{children}</PlaceContext.Provider>
}

/** Whether the form is open, at whichever place. */
export const useAnyPlace = () => useContext(PlaceContext).place !== null

/** Opens and closes the form at one place of the page. */
export function usePlace(name: string) {
  const { place, go } = useContext(PlaceContext)
  const open = useCallback(() => go(name), [go, name])
  const close = useCallback(() => go(null), [go])
  return { isOpen: place === name, open, close }
}
