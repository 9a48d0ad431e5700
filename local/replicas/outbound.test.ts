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
    const { host, authorization, 'x-workspace-caller': caller } = req.headers
    sendJson(res, 200, { method: req.method, url: req.url, host, authorization, caller, body })
  })
  const script = `
    require(${JSON.stringify(path.join(__dirname, 'outbound.cjs'))}).leadOut('${workspace}', 'acme.app@1.0.0')
    const [http, https, net] = [require('http'), require('https'), require('net')]
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
  [
    'an address with http, which no proxy was given',
    `http.request('http://erp.example.com:8080/a?b=1', { method: 'POST' }, show).end('x')`,
    { method: 'POST', url: 'http://erp.example.com:8080/a?b=1', host: 'erp.example.com:8080' },
  ],
  [
    'fetch',
    `fetch('https://erp.example.com/a?b=1', { method: 'PUT', headers: { authorization: 'x' }, body: '{}' })
      .then(async answer => console.log(await answer.text()))`,
    { method: 'PUT', url: 'https://erp.example.com/a?b=1', authorization: 'x', body: '{}' },
  ],
])(
  'given %s, expect the call to reach the workspace and no other network',
  async (_, code, seen) => {
    expect(await calling(code)).toMatchObject({ ...seen, caller: 'acme.app@1.0.0' })
  }
)

it.each([
  ['a connection of its own', `net.connect(5432, 'db.example.com').on('error', show)`],
  [
    'one with TLS',
    `require('tls').connect({ host: 'db.example.com', port: 443 }).on('error', show)`,
  ],
])('given %s, expect it to end here, with words that say why', async (_, code) => {
  const said = await calling(
    `{ const show = error => console.log(JSON.stringify(error.message)); ${code} }`
  )
  expect(said).toMatch(/^db\.example\.com: .*no other network/)
})

it.each(['https://127.0.0.1:9/', 'http://0.0.0.0:9/', 'http://[::1]:9/'])(
  'leaves %s, on this machine, to itself',
  async address => {
    const module = address.split(':', 1)[0]
    const code = `${module}.get('${address}', show).on('error', error => console.log(JSON.stringify(error.code)))`
    expect(await calling(code)).toMatch(/^E(CONNREFUSED|ADDRNOTAVAIL)$/)
  }
)
