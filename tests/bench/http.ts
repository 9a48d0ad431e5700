/** Calls of the benchmark, over HTTP like everybody else's. */
export class Api {
  #cookie = ''

  constructor(readonly url: string) {}

  async signIn(user: string): Promise<void> {
    const answer = await this.#call('POST', '/_local/vtexid/login', { user })
    this.#cookie = answer.headers
      .getSetCookie()
      .map(cookie => cookie.split(';')[0])
      .join('; ')
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.#call('GET', path)).json()) as T
  }

  async send(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    await this.#call(method, path, body)
  }

  async graphql<T>(query: string, variables: object = {}): Promise<T> {
    const answer = await this.#call('POST', '/_v/private/graphql/v1', { query, variables })
    const { data, errors } = (await answer.json()) as { data: T; errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    return data
  }

  async #call(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', cookie: this.#cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
}
