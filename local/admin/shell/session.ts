export interface Session {
  account: string
  user: string
  users: readonly string[]
}

const URL_BASE = '/_local/vtexid'

/** The signed-in user; null without a session or after it has ended. */
export async function readSession(): Promise<Session | null> {
  const response = await fetch(`${URL_BASE}/session`, { credentials: 'same-origin' })
  return response.ok ? ((await response.json()) as Session | null) : null
}

/** Signs in as a user of the workspace; there are no passwords on this machine. */
export async function signIn(user: string): Promise<boolean> {
  const response = await fetch(`${URL_BASE}/login`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user }),
  })
  return response.ok
}

export async function signOut(): Promise<void> {
  await fetch(`${URL_BASE}/logout`, { method: 'POST', credentials: 'same-origin' })
}

/** Users that the workspace offers on its sign-in page, put into the page by the server. */
export const offeredUsers = (): readonly string[] => offered('admin-users')

/** Consoles that the workspace has, put into the page by the server. */
export const offeredConsoles = (): readonly string[] => offered('admin-consoles')

function offered(name: string): readonly string[] {
  const meta = document.querySelector(`meta[name="${name}"]`)
  return (meta?.getAttribute('content') ?? '').split(' ').filter(Boolean)
}
