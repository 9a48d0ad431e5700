/** Asks the app's GraphQL endpoint as a signed-in user of the Admin does. */
export type AskApp = <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>

/**
 * @param baseUrl the workspace's address
 * @param cookie the user's `VtexIdclientAutCookie`
 * @param timeoutMs how long one answer may take
 */
export function askApp(baseUrl: string, cookie: string, timeoutMs: number): AskApp {
  return async <Data>(query: string, variables = {}) => {
    const response = await fetch(`${baseUrl}/_v/private/graphql/v1`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Cookie: `VtexIdclientAutCookie=${cookie}`,
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = (await response.json()) as { data?: Data | null; errors?: { message: string }[] }
    if (answer.errors !== undefined || answer.data === undefined || answer.data === null) {
      const [error] = answer.errors ?? []
      throw new Error(error?.message ?? `The app answered ${response.status}`)
    }
    return answer.data
  }
}
