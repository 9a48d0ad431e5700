/**
 * Each call has a connection of its own. The workspace's time runs faster than the caller's: it ends an idle connection while the
 * caller still counts on it, and a step that was to be played would fail.
 */
const ALONE = { connection: 'close' }

/** Calls over HTTP, as people and consoles make them. */
export class Api {
  readonly #cookies = new Map<string, string>()

  constructor(private readonly url: string) {}

  async get<T>(path: string): Promise<T> {
    return (await (await this.#call('GET', path)).json()) as T
  }

  async text(path: string): Promise<string | null> {
    const answer = await fetch(`${this.url}${path}`, { headers: ALONE })
    return answer.ok ? answer.text() : null
  }

  /** Answers the body, or null when there is none. */
  async send<T>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown
  ): Promise<T | null> {
    const answer = await this.#call(method, path, body)
    const text = await answer.text()
    return text === '' ? null : (JSON.parse(text) as T)
  }

  /**
   * Asks the app as the owner of an account.
   *
   * @throws Error when there is no answer, or one with errors: nobody knows then what was done
   */
  async graphql<T>(account: string, query: string, variables: object = {}): Promise<T> {
    const answer = await this.#call(
      'POST',
      '/_v/private/graphql/v1',
      { query, variables },
      { cookie: await this.cookieOf(account) }
    )
    const { data, errors } = (await answer.json()) as { data?: T | null; errors?: unknown }
    if (errors || !data) throw new Error(`GraphQL: ${JSON.stringify(errors)}`)
    return data
  }

  /** The cookie of the account's owner, who is signed in at the first call. */
  async cookieOf(account: string): Promise<string> {
    const known = this.#cookies.get(account)
    if (known !== undefined) return known
    const answer = await this.#call('POST', '/_local/vtexid/login', {
      user: `owner@${account}.example`,
    })
    const cookie = answer.headers
      .getSetCookie()
      .map(one => one.split(';')[0])
      .join('; ')
    this.#cookies.set(account, cookie)
    return cookie
  }

  async #call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {}
  ): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...ALONE, ...headers },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
}
