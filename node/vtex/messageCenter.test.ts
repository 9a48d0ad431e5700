import { beforeEach, describe, expect, it } from '@jest/globals'

import { anIoContext } from '../testing/vtex'
import { throughProxy } from '../testing/httpServer'
import { MessageCenter } from './messageCenter'

const server = throughProxy()
const MAIL = {
  to: 'dona@loja.example',
  subject: 'Problema',
  title: 'ShopKey recusada',
  lines: ['Desde ontem.', 'Confira a chave.'],
  link: { href: 'https://lojademo.myvtex.com/admin', text: 'Abrir' },
}

const JSON_TYPE = { 'content-type': 'application/json' }
const THERE = { status: 200, headers: JSON_TYPE, body: '{"Name":"carrefour-stock-alert"}' }

beforeEach(() => {
  server().seen.length = 0
  server().reply = THERE
})

it('checks for the template and sends the mail with the app’s token', async () => {
  expect(await new MessageCenter(anIoContext()).send(MAIL)).toBe('sent')
  expect(server().seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET http://lojademo.vtexcommercestable.com.br/api/template-render/pvt/templates/carrefour-stock-alert',
    'POST http://mailservice.vtex.com.br/api/mail-service/pvt/sendmail?an=lojademo',
  ])
  const { headers, body } = server().last
  expect(headers.vtexidclientautcookie).toBe('app-token')
  expect(JSON.parse(body)).toEqual({
    TemplateName: 'carrefour-stock-alert',
    applicationName: 'email',
    logEvidence: false,
    jsonData: {
      to: 'dona@loja.example',
      subject: 'Problema',
      title: 'ShopKey recusada',
      lines: ['Desde ontem.', 'Confira a chave.'],
      link: 'https://lojademo.myvtex.com/admin',
      linkText: 'Abrir',
    },
  })
})

it('makes no second call, and the mail is not sent, when the service refuses', async () => {
  server().reply = { status: 503, headers: {}, body: '' }
  expect(await new MessageCenter(anIoContext()).send(MAIL)).toBe('failed')
  expect(server().seen).toHaveLength(1)
})

describe('a missing template', () => {
  it.each([
    ['204', { status: 204, headers: {}, body: '' }],
    ['200 without a body', { status: 200, headers: {}, body: '' }],
    ['200 with null', { status: 200, headers: JSON_TYPE, body: 'null' }],
    ['404', { status: 404, headers: {}, body: '' }],
  ])('is created before the mail is sent: %s', async (_, reply) => {
    server().reply = reply
    await new MessageCenter(anIoContext()).send(MAIL)
    expect(
      server()
        .seen.map(({ method }) => method)
        .slice(0, 2)
    ).toEqual(['GET', 'POST'])
    expect(JSON.parse(server().seen[1]?.body ?? '')).toMatchObject({
      Name: 'carrefour-stock-alert',
      Templates: { email: { To: '{{to}}' } },
    })
  })

  it('is created with the person’s token, and the mail sent with the app’s', async () => {
    server().reply = { status: 204, headers: {}, body: '' }
    const context = anIoContext({ adminUserAuthToken: 'person-token' })
    expect(await new MessageCenter(context).send(MAIL)).toBe('sent')
    expect(
      server().seen.map(
        ({ method, headers }) => `${method} ${String(headers.vtexidclientautcookie)}`
      )
    ).toEqual(['GET app-token', 'POST person-token', 'POST app-token'])
  })
})
