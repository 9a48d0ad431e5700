import fc from 'fast-check'

import { type Input, bytes, operation, post } from './inputs'

/** A boundary, and the one that the header names: nearly always the same. */
const boundaries = fc.oneof(
  { weight: 6, arbitrary: fc.constant(['----edge', '----edge'] as const) },
  fc.tuple(
    fc.constant('----edge'),
    fc.constantFrom('', '"', '----edg', 'x'.repeat(5_000), '----edge; boundary=b')
  ),
  fc.string({ minLength: 1, maxLength: 70 }).map(one => {
    const plain = one.replace(/[^ -~]|["\\]/g, '') || 'b'
    return [plain, plain] as const
  })
)

const partHead: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'Content-Disposition: form-data; name="operations"',
    'Content-Disposition: form-data; name="map"',
    'Content-Disposition: form-data; name="0"; filename="a.txt"\r\nContent-Type: text/plain',
    ' Content-Disposition: form-data; name="operations"',
    'Content-Disposition: form-data',
    'Content-Disposition: form-data; name=""; filename=""',
    "Content-Disposition: attachment; filename*=UTF-8''%",
    'Content-Type: multipart/mixed; boundary=----edge',
    'Content-Transfer-Encoding: base64',
    `X-Long: ${'a'.repeat(90_000)}`,
    'X: y\r\n'.repeat(3_000)
  ),
  fc.string({ maxLength: 60 }),
  fc
    .dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), { maxKeys: 4 })
    .map(head =>
      Object.entries(head)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\r\n')
    )
)

const partBody: fc.Arbitrary<string> = fc.oneof(
  operation.map(one => JSON.stringify(one)),
  fc.jsonValue().map(one => JSON.stringify(one)),
  fc.constantFrom(
    '{"query":"mutation ($f: Upload) { saveCarrefourConfiguration(input: $f) { __typename } }","variables":{"f":null}}',
    '{"0":["variables.f"]}',
    '{"0":["__proto__.x","constructor.prototype.y"]}',
    'x'.repeat(70_000),
    ''
  ),
  fc.string({ maxLength: 100 })
)

type Part = readonly [head: string, body: string]

const part: fc.Arbitrary<Part> = fc.tuple(partHead, partBody)

/** Multipart forms, as GraphQL uploads or older parsers send them, broken anywhere. */
export const multipartInputs = (
  path: string,
  headers: Readonly<Record<string, string>>
): fc.Arbitrary<Input> =>
  fc
    .record({
      boundary: boundaries,
      parts: fc.oneof(
        { weight: 9, arbitrary: fc.array(part, { maxLength: 6 }) },
        fc
          .tuple(partHead, partBody, fc.integer({ min: 100, max: 1_500 }))
          .map(([head, , count]) =>
            Array.from({ length: count }, (): Part => [head.slice(0, 80), 'x'])
          )
      ),
      between: fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'),
      close: fc.constantFrom('--', '--', '', '-', '--\r\n--'),
      cut: fc.option(fc.nat(1_000), { freq: 3 }),
      type: fc.constantFrom(
        'multipart/form-data',
        'multipart/form-data',
        'multipart/mixed',
        'Multipart/Form-Data ',
        'multipart/'
      ),
    })
    .map(({ boundary: [own, said], parts, between, close, cut, type }) => {
      const text =
        parts
          .map(([head, body]) => `--${own}${between}${head}${between}${between}${body}${between}`)
          .join('') + `--${own}${close}`
      const body = bytes(cut === null ? text : text.slice(0, cut))
      const contentType = said === '' ? type : `${type}; boundary=${said}`
      return post(path, { ...headers, 'content-type': contentType })(body)
    })
