import { expect, it } from '@jest/globals'

import { ask, createBench, serveApp } from '../testing'

import { createMail } from '.'

const SEND = '/api/mail-service/pvt/sendmail'
const TEMPLATES = '/api/template-render/pvt/templates'

const aTemplate = {
  Name: 'hello',
  Templates: { email: { To: '{{to}}', Subject: 'Hello {{name}}', Message: '' } },
}

async function start() {
  const bench = createBench()
  const box = createMail(bench)
  const url = await serveApp(box.app)
  const call = (method: string, path: string, body?: unknown, account = 'lojademo') =>
    ask(`${url}${path}?an=lojademo`, method, {
      headers: { vtexidclientautcookie: bench.tokenOf(account) },
      body,
    })
  return { box, url, call }
}

it('keeps a mail as it was handed over, and as its template makes it', async () => {
  const { box, call } = await start()
  expect(await call('GET', `${TEMPLATES}/hello`)).toMatchObject({ status: 204, body: null })
  await call('POST', TEMPLATES, aTemplate)
  expect((await call('GET', `${TEMPLATES}/hello`)).body).toEqual(aTemplate)
  const message = { TemplateName: 'hello', jsonData: { to: 'ana@loja.example', name: 'Ana' } }
  expect((await call('POST', SEND, message)).status).toBe(204)
  expect(box.list()).toMatchObject([
    { message, rendered: { to: 'ana@loja.example', subject: 'Hello Ana' } },
  ])
})

it('makes the body as Handlebars does: each line, and what they hold as text', async () => {
  const { box, call } = await start()
  const Message =
    '<h1>{{name}}</h1>{{#each lines}}<p>{{ this }}</p>{{/each}}<a href="{{link}}">x</a>'
  const email = { To: '{{to}}', Subject: '{{name}} & more', Message }
  await call('POST', TEMPLATES, { Name: 'hello', Templates: { email } })
  const jsonData = { to: 'a@b', name: '<b>', lines: ['1 < 2', '{{link}}'], link: '/admin?a=1&b=2' }
  await call('POST', SEND, { TemplateName: 'hello', jsonData })
  expect(box.list()[0]?.rendered).toEqual({
    to: 'a@b',
    subject: '<b> & more',
    html: '<h1>&#60;b&#62;</h1><p>1 &#60; 2</p><p>&#123;&#123;link}}</p><a href="/admin?a=1&#38;b=2">x</a>',
  })
})

it('refuses a mail without a template that exists', async () => {
  const { box, call } = await start()
  expect((await call('POST', SEND, { TemplateName: 'hello', jsonData: {} })).status).toBe(400)
  expect(box.list()).toEqual([])
})

it('refuses a caller without a credential, and one of another account', async () => {
  const { box, url, call } = await start()
  for (const [method, path] of [
    ['GET', `${TEMPLATES}/hello`],
    ['POST', TEMPLATES],
    ['POST', SEND],
  ] as const) {
    expect((await ask(`${url}${path}?an=lojademo`, method)).status).toBe(401)
    expect((await call(method, path, undefined, 'outraloja')).status).toBe(403)
  }
  expect(box.list()).toEqual([])
})
