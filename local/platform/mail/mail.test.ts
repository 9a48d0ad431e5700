import { expect, it } from 'vitest'

import { ask, createBench, serveApp } from '../testing'

import { createMail } from '.'

const SEND = '/api/mail-service/pvt/sendmail'
const TEMPLATES = '/api/template-render/pvt/templates'

const aTemplate = {
  Name: 'hello',
  Templates: { email: { To: '{{to}}', Subject: 'Hello {{name}}', Message: '' } },
}

async function start() {
  const { db, clock } = createBench()
  const box = createMail({ db, clock })
  return { box, url: await serveApp(box.app) }
}

it('keeps a mail as it was handed over, and as its template makes it', async () => {
  const { box, url } = await start()
  expect((await ask(`${url}${TEMPLATES}/hello`, 'GET')).status).toBe(404)
  await ask(url + TEMPLATES, 'POST', { body: aTemplate })
  expect((await ask(`${url}${TEMPLATES}/hello`, 'GET')).body).toEqual(aTemplate)
  const message = { TemplateName: 'hello', jsonData: { to: 'ana@loja.example', name: 'Ana' } }
  expect((await ask(url + SEND, 'POST', { body: message })).status).toBe(204)
  expect(box.list()).toMatchObject([
    { message, rendered: { to: 'ana@loja.example', subject: 'Hello Ana' } },
  ])
})

it('refuses a mail without a template that exists', async () => {
  const { box, url } = await start()
  const message = { TemplateName: 'hello', jsonData: {} }
  expect((await ask(url + SEND, 'POST', { body: message })).status).toBe(400)
  expect(box.list()).toEqual([])
})
