import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

import { expect, it } from '@jest/globals'

import { readBody } from '../http/body'
import { sendJson } from '../http/handler'
import { serve } from '../platform/testing'

const run = promisify(execFile)

/** Runs calls in a process of their own, which ends with what was answered. */
async function calling(code: string): Promise<unknown> {
  const workspace = await serve(async (req, res) => {
    const body = (await readBody(req)).toString()
    const { host, authorization } = req.headers
    sendJson(res, 200, { method: req.method, url: req.url, host, authorization, body })
  })
  const script = `
    require(${JSON.stringify(path.join(__dirname, 'outbound.cjs'))}).leadHttps('${workspace}')
    const https = require('https')
    const show = answer => {
      let text = ''
      answer.on('data', part => (text += part)).on('end', () => console.log(text))
    }
    ${code}`
  const { stdout } = await run(process.execPath, ['-e', script])
  return JSON.parse(stdout)
}

it.each([
  [
    'an address',
    `https.get('https://ana:x@erp.example.com/orders?id=7', show)`,
    {
      method: 'GET',
      url: 'https://erp.example.com/orders?id=7',
      host: 'erp.example.com',
      authorization: 'Basic YW5hOng=',
    },
  ],
  [
    'an address and options',
    `https.request(new URL('https://erp.example.com:8443/a'), { method: 'PUT' }, show).end('{}')`,
    { method: 'PUT', url: 'https://erp.example.com:8443/a', body: '{}' },
  ],
  [
    'options alone, with an agent for https',
    `https.request({ host: 'erp.example.com', path: '/a', agent: new https.Agent() }, show).end()`,
    { method: 'GET', url: 'https://erp.example.com/a', host: 'erp.example.com' },
  ],
])(
  'given %s, expect the call to reach the workspace and no other network',
  async (_, code, seen) => {
    expect(await calling(code)).toMatchObject(seen)
  }
)

it('leaves servers on this machine to themselves', async () => {
  const code = `https.get('https://127.0.0.1:9/', show).on('error', error => console.log(JSON.stringify(error.code)))`
  expect(await calling(code)).toBe('ECONNREFUSED')
})
