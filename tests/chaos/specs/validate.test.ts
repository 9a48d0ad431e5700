import { expect, test } from '@jest/globals'

import type { RecordedCall } from '../harness/recorder'
import type { Spec } from './load'
import { compareWithSpecs } from './validate'

const SPEC: Spec = {
  name: 'vendor.json',
  document: {
    servers: [{ url: 'https://vendor.example/api' }],
    paths: {
      '/things/{id}': {
        put: {
          parameters: [{ name: 'shop', in: 'query', required: true }],
          requestBody: {
            content: { 'application/json': { schema: { $ref: '#/components/Thing' } } },
          },
        },
      },
      '/imports': {
        post: {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['file'],
                  properties: { file: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    },
    components: {
      Thing: { type: 'object', required: ['units'], properties: { units: { type: 'integer' } } },
    },
  } as Spec['document'],
}

const call = (some: Partial<RecordedCall>): RecordedCall => ({
  at: 0,
  sentAt: 0,
  endedAt: 0,
  account: 'a',
  part: 'store',
  method: 'PUT',
  host: 'vendor',
  path: '/api/things/7?shop=1',
  contentType: 'application/json',
  key: '',
  body: '{"units":3}',
  status: 200,
  retryAfter: null,
  isPage: false,
  ...some,
})

const problems = (some: Partial<RecordedCall>) => [
  ...compareWithSpecs([call(some)], [SPEC]).problems.keys(),
]

const upload =
  '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n1\r\n--x--'

test.each<[string, Partial<RecordedCall>, string[]]>([
  ['as documented', {}, []],
  [
    'a path of nobody',
    { path: '/api/thing/7' },
    ['PUT /api/thing/7: no such operation is documented'],
  ],
  [
    'an unknown parameter',
    { path: '/api/things/7?shop=1&x=1' },
    ['PUT /api/things/{id}: the query parameter "x" is not documented'],
  ],
  [
    'a missing parameter',
    { path: '/api/things/7' },
    ['PUT /api/things/{id}: the query parameter "shop" is missing'],
  ],
  ['a wrong body', { body: '{"units":"3"}' }, ['PUT /api/things/{id}: body/units must be integer']],
  [
    'a body without a field',
    { body: '{}' },
    ["PUT /api/things/{id}: body must have required property 'units'"],
  ],
  [
    'another content',
    { contentType: 'text/csv' },
    ['PUT /api/things/{id}: the body is "text/csv", not application/json'],
  ],
  [
    'an upload',
    {
      method: 'POST',
      path: '/api/imports',
      contentType: 'multipart/form-data; boundary=x',
      body: upload,
    },
    [],
  ],
  [
    'an upload under another name',
    {
      method: 'POST',
      path: '/api/imports',
      contentType: 'multipart/form-data; boundary=x',
      body: upload.replace('"file"', '"data"'),
    },
    ["POST /api/imports: body must have required property 'file'"],
  ],
  ['a part without files', { part: 'vbase', path: '/anything' }, []],
])('%s', (_name, some, expected) => {
  expect(problems(some)).toEqual(expected)
})
