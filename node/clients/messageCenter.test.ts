import { beforeEach, expect, it } from 'vitest'

import { anIoContext } from '../testing/io'
import { throughProxy } from '../testing/proxy'
import { MessageCenter } from './messageCenter'

const server = throughProxy()
const MAIL = {
  to: 'dona@loja.example',
  subject: 'Problema',
  title: 'ShopKey recusada',
  lines: ['Desde ontem.', 'Confira a chave.'],
  link: { href: 'https://lojademo.myvtex.com/admin', text: 'Abrir' },
}

beforeEach(() => {
  server().seen.length = 0
  server().reply = { status: 200, headers: {}, body: '' }
})

it('expect the template to be looked for, and the mail to be handed over with the app’s token', async () => {
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

it('given the service refuses, expect no second call and the mail not sent', async () => {
  server().reply = { status: 503, headers: {}, body: '' }
  expect(await new MessageCenter(anIoContext()).send(MAIL)).toBe('failed')
  expect(server().seen).toHaveLength(1)
})
