import PERMISSIONS from '../graphql/permissions.graphql'
import type { Permissions } from '../graphql/types'
import { useFreshQuery } from './useFreshQuery'

/** What the signed-in person may do; null until it is known. The service checks every action again. */
export function usePermissions(): Permissions | null {
  const { data } = useFreshQuery<{ carrefourPermissions: Permissions }>(PERMISSIONS)
  return data === null ? null : data.carrefourPermissions
}
