import fc from 'fast-check'

/** One request, not yet addressed to a port. */
export interface Input {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export const bytes = (text: string): Buffer => Buffer.from(text)

const JSON_TYPE = { 'content-type': 'application/json' }

const LONG = Buffer.alloc(200 * 1024, 'x')

/** Any JSON, half of it, bytes, and what is too long. */
export const anyBody: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map(one => Buffer.from(one)),
  fc.json().map(bytes),
  fc.json().map(text => bytes(text.slice(0, text.length / 2))),
  { weight: 1, arbitrary: fc.constant(LONG) },
  fc.nat(300).map(depth => bytes('['.repeat(depth * 100) + ']'.repeat(depth * 100)))
)

export const post =
  (path: string, headers: Readonly<Record<string, string>> = JSON_TYPE) =>
  (body: Buffer): Input => ({ method: 'POST', path, headers, body })

/** Bodies of the webhook that name no SKU of the account. */
export const webhookInputs = (path: string): fc.Arbitrary<Input> =>
  fc
    .oneof(
      { weight: 3, arbitrary: anyBody },
      {
        weight: 2,
        arbitrary: fc
          .dictionary(
            fc.constantFrom('IdSku', 'An', 'ProductId', '__proto__'),
            fc.oneof(fc.boolean(), fc.constant('x'), fc.string(), fc.constant('9'.repeat(40)))
          )
          .filter(body => !/^\d{1,18}$/.test(JSON.stringify(body['IdSku'] ?? '').replace(/"/g, '')))
          .map(body => bytes(JSON.stringify(body))),
      },
      fc.constant(bytes('{"IdSku":"1","An":"another"}'))
    )
    .map(post(path, { ...JSON_TYPE, 'x-vtex-account': 'loja0a' }))

/** Addresses near the public routes: other secrets, no secret, the scheduler's route without its token. */
export const routeInputs: fc.Arbitrary<Input> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    path: fc
      .oneof(
        fc.webPath().map(path => `/_v/carrefour-inventory${path}`),
        fc.webPath().map(path => `/_v/carrefour-inventory/notify${path}`),
        fc.constantFrom(
          '/_v/carrefour-inventory/tick',
          '/_v/private/graphql/v1',
          '/_v/public/graphql/v1?extensions={',
          '/_v/graphql'
        ),
        fc.webUrl().map(url => `/_v/carrefour-inventory/notify/${encodeURIComponent(url)}`),
        fc.constantFrom('/%', '/_v/%2e%2e/%2e%2e/etc', '/..%5c..%5c', `/${'a/'.repeat(2_000)}`)
      )
      .map(path => path || '/'),
    body: anyBody,
  })
  .map(one => ({ ...one, headers: JSON_TYPE }))

const OPERATIONS = [
  'query ($x: ID!) { carrefourProcess(skuId: $x) { status } }',
  'mutation ($x: [ID!]!) { reprocessCarrefourSkus(skuIds: $x) { __typename } }',
  'mutation ($x: CarrefourConfigurationInput!) { saveCarrefourConfiguration(input: $x) { __typename } }',
  'query ($x: CarrefourProcessFilter) { carrefourProcesses(filter: $x) { total } }',
] as const

/** Texts that are nearly operations. */
const operationText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...OPERATIONS),
  fc.string({ maxLength: 300 }),
  fc
    .array(
      fc.constantFrom('{', '}', '(', ')', 'query', 'carrefourProcesses', '$x', '"', ':', '@', '!'),
      {
        maxLength: 80,
      }
    )
    .map(tokens => tokens.join(' ')),
  fc
    .tuple(fc.constantFrom(...OPERATIONS), fc.nat(80), fc.string({ maxLength: 4 }))
    .map(([text, at, more]) => text.slice(0, at) + more + text.slice(at)),
  fc.nat(60).map(depth => '{a'.repeat(depth * 40) + '}'.repeat(depth * 40)),
  fc
    .nat(400)
    .map(count => `{${Array.from({ length: count }, (_, at) => `a${at}:__typename `).join('')}}`),
  fc.nat(60).map(count => `query (${'$x: ID '.repeat(count)}) { carrefourPermissions { view } }`),
  fc
    .nat(60)
    .map(
      count =>
        `{ ...f } ${Array.from({ length: count }, (_, at) => `fragment f${at || ''} on Query { ...f${at + 1} }`).join(' ')}`
    )
)

export const operation: fc.Arbitrary<unknown> = fc.oneof(
  fc.record({ query: operationText, variables: fc.record({ x: fc.jsonValue() }) }),
  fc.record({ query: operationText, variables: fc.jsonValue(), operationName: fc.jsonValue() }),
  fc.record({ query: fc.jsonValue(), extensions: fc.jsonValue() }),
  fc.array(fc.record({ query: operationText }), { maxLength: 6 }),
  fc.record({
    extensions: fc.record({
      persistedQuery: fc.record({ sha256Hash: fc.jsonValue(), sender: fc.string() }),
    }),
  })
)

/** GraphQL over JSON, to the gateway or past it. */
export const graphqlInputs = (
  path: string,
  headers: Readonly<Record<string, string>>
): fc.Arbitrary<Input> =>
  fc
    .oneof(
      { weight: 8, arbitrary: operation.map(one => bytes(JSON.stringify(one))) },
      { weight: 1, arbitrary: anyBody }
    )
    .map(post(path, { ...JSON_TYPE, ...headers }))

/** Events with anything in them. The runtime takes objects only, and none with a prototype: it refuses those before the app. */
export const eventBodies: fc.Arbitrary<object> = fc.oneof(
  fc.dictionary(fc.string(), fc.jsonValue()),
  fc
    .dictionary(
      fc.constantFrom('IdSku', 'An', 'StockModified', 'HasStockKeepingUnitModified'),
      fc.oneof(fc.jsonValue(), fc.constant('x'), fc.constant('-1'))
    )
    .filter(body => !/^\d{1,18}$/.test(JSON.stringify(body['IdSku'] ?? '').replace(/"/g, '')))
)
