import { CliProblem, EXIT } from './problem'

/** Where the app is and who asks. */
export type Target =
  | { readonly kind: 'local'; readonly url: string; readonly user: string }
  | { readonly kind: 'account'; readonly url: string; readonly token: string }

/** What the commands ask of a workspace or an account. */
export interface Api {
  /** An operation of the app, as the signed-in user. */
  ask<Data>(query: string, variables?: object): Promise<Data>
  /** The JSON API of the local workspace itself; an account on VTEX has none. */
  local<Answer>(method: string, path: string, body?: object): Promise<Answer>
}

const TIMEOUT_MS = 30_000
/** More than any answer of the app; a wrong address may answer without an end. */
const MAX_ANSWER = 64 * 1024 * 1024

export function apiOf(target: Target, fetcher: typeof fetch = fetch): Api {
  let cookie: string | undefined
  const send = async (
    method: string,
    path: string,
    body: object | undefined,
    headers: Record<string, string>
  ) => {
    let answer: Response
    try {
      answer = await fetcher(target.url + path, {
        method,
        headers: {
          accept: 'application/json',
          ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
    } catch (error) {
      throw unreachable(target, error)
    }
    return { answer, body: await jsonOf(answer) }
  }
  const signIn = async (): Promise<string> => {
    if (target.kind === 'account') return `VtexIdclientAutCookie=${target.token}`
    const { answer, body } = await send('POST', '/_local/vtexid/login', { user: target.user }, {})
    const found = /VtexIdclientAutCookie=[^;]+/.exec(answer.headers.getSetCookie().join('\n'))?.[0]
    if (answer.ok && found !== undefined) return found
    throw new CliProblem(
      EXIT.forbidden,
      'UNKNOWN_USER',
      `The workspace does not know the user ${target.user}.`,
      detailsOf(body)
    )
  }

  return {
    async ask<Data>(query: string, variables: object = {}) {
      cookie ??= await signIn()
      const headers = {
        cookie,
        ...(target.kind === 'account' ? { VtexIdclientAutCookie: target.token } : {}),
      }
      const { answer, body } = await send(
        'POST',
        '/_v/private/graphql/v1',
        { query, variables },
        headers
      )
      const errors = listIn(body, 'errors')
      const data = valueIn(body, 'data')
      if (errors.length === 0 && typeof data === 'object' && data !== null) return data as Data
      throw graphqlProblem(answer.status, errors)
    },
    async local<Answer>(method: string, path: string, body?: object) {
      if (target.kind === 'account')
        throw new CliProblem(EXIT.usage, 'LOCAL_ONLY', 'Only a local workspace can do this.')
      const { answer, body: read } = await send(
        method,
        path,
        method === 'GET' ? undefined : (body ?? {}),
        {}
      )
      if (answer.ok) return read as Answer
      const code = textIn(errorOf(read), 'code') ?? `HTTP_${answer.status}`
      const sentence =
        textIn(errorOf(read), 'message') ?? `The workspace answered ${answer.status}.`
      const message = [sentence, ...fieldProblems(read)].join(' ')
      throw new CliProblem(
        answer.status === 404 ? EXIT.missing : EXIT.refused,
        code,
        message,
        detailsOf(errorOf(read))
      )
    },
  }
}

async function jsonOf(answer: Response): Promise<unknown> {
  let text = ''
  const decoder = new TextDecoder()
  const reader = answer.body?.getReader()
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    text += decoder.decode(read.value, { stream: true })
    if (text.length > MAX_ANSWER)
      throw new CliProblem(
        EXIT.failed,
        'ANSWER_TOO_LARGE',
        'The answer is too large to be one of the app.'
      )
  }
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function unreachable(target: Target, error: unknown): CliProblem {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = cause instanceof Error ? cause.message : String(cause)
  const how =
    target.kind === 'local'
      ? 'Start it with npm start, or name another one with --url.'
      : 'Check the account, the workspace and the network.'
  return new CliProblem(
    EXIT.unreachable,
    'UNREACHABLE',
    `Nothing answers at ${target.url} (${why}). ${how}`
  )
}

function graphqlProblem(status: number, errors: readonly unknown[]): CliProblem {
  const [first] = errors
  const code = textIn(valueIn(first, 'extensions'), 'code') ?? `HTTP_${status}`
  const message = textIn(first, 'message') ?? `The app answered ${status} without data.`
  const isRight =
    ['UNAUTHENTICATED', 'FORBIDDEN'].includes(code) || status === 401 || status === 403
  return new CliProblem(
    isRight ? EXIT.forbidden : status === 404 ? EXIT.missing : EXIT.refused,
    code,
    message
  )
}

/** The consoles' APIs put their words one level deeper than the workspace's own. */
const errorOf = (body: unknown): unknown => valueIn(body, 'error') ?? body

const valueIn = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

function textIn(value: unknown, name: string): string | undefined {
  const text = valueIn(value, name)
  return typeof text === 'string' ? text : undefined
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = valueIn(value, name)
  return Array.isArray(list) ? list : []
}

function detailsOf(body: unknown): Readonly<Record<string, unknown>> {
  const problems = valueIn(body, 'problems')
  return problems === undefined ? {} : { problems }
}

/** What a console's API says is wrong with single fields. */
const fieldProblems = (body: unknown): string[] =>
  listIn(errorOf(body), 'problems').flatMap(problem => {
    const [field, message] = [textIn(problem, 'field'), textIn(problem, 'message')]
    return message === undefined ? [] : [`${field ?? ''} ${message}`.trim().concat('.')]
  })
