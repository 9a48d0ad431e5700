import type { IOContext } from '@vtex/api'

import { statusOf } from './callError'

/**
 * Makes a call with the token of the Admin user behind the request, and, when there is none or it is refused,
 * with the app's own. VTEX asks apps to act with the person's rights where a person asked for it; what the app
 * does by itself, such as a repair in the background, has only its own.
 *
 * @param call is given the header to send; it may run twice, the first time without any effect
 */
export async function asPerson<T>(
  { adminUserAuthToken, authToken }: Pick<IOContext, 'adminUserAuthToken' | 'authToken'>,
  call: (headers: Readonly<Record<string, string>>) => Promise<T>
): Promise<T> {
  const asApp = () => call({ VtexIdclientAutCookie: authToken })
  if (!adminUserAuthToken) return asApp()
  try {
    return await call({ VtexIdclientAutCookie: adminUserAuthToken })
  } catch (error) {
    const status = statusOf(error)
    if (status === 401 || status === 403) return asApp()
    throw error
  }
}
