import React, { createContext, useContext } from 'react'
import type { ReactNode } from 'react'

import { PERMISSIONS } from './generated'
import type { PermissionsAnswer } from './generated'
import { useQueryOf } from './useQueryOf'

export type Right = keyof PermissionsAnswer

const PermissionsContext = createContext<PermissionsAnswer | null>(null)

/** What the signed-in person may do; null until it is known. The service checks every action again. */
export const usePermissions = () => useContext(PermissionsContext)

/** Whether the person may do this. Until that is known nothing is greyed out. */
export function useMay(right: Right): boolean {
  const permissions = usePermissions()
  return permissions === null || permissions[right]
}

/** Fixed permissions, for a part of a page that is shown alone. */
export const GivenPermissions = PermissionsContext.Provider

/** Asks once what the person may do, for everything within. */
export function Permissions({ children }: { children: ReactNode }) {
  const { data } = useQueryOf(PERMISSIONS, {})
  return <PermissionsContext.Provider value={data}>{children}</PermissionsContext.Provider>
}
