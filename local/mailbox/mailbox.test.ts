import { afterEach, expect, it } from '@jest/globals'

import { serve, type Served, testClock } from '../console/testing'
import type { Mail } from '../platform/mail'

import { createMailbox, MAILBOX } from '.'

let served: Served | undefined
afterEach(() => served?.close())

const aMail = (id: number, rendered: Mail['rendered']): Mail => ({
  id,
  at: '2026-01-15T12:00:00.000Z',
  account: 'lojademo',
  message: {},
  rendered,
})

async function mailbox(...mails: Mail[]) {
  served = await serve({ [MAILBOX]: createMailbox({ mails: () => mails, clock: testClock() }) })
  const { url } = served
  return (path: string, language?: string) =>
    fetch(url + MAILBOX + path, {
      headers: language === undefined ? {} : { Cookie: `a=b; admin_language=${language}` },
    })
}

it('lists the mails, with what came from outside as text', async () => {
  const get = await mailbox(aMail(7, { to: 'ana@loja.example', subject: '<b>Chave</b>', html: '' }))
  const page = await (await get('')).text()
  expect(page).toContain('ana@loja.example')
  expect(page).toContain(`href="${MAILBOX}/7"`)
  expect(page).toContain('&lt;b&gt;Chave')
  // On a phone the end of a row is out of sight.
  expect(page.indexOf('&lt;b&gt;Chave')).toBeLessThan(page.indexOf('ana@loja.example'))
})

it('shows a mail as it was sent, links leading to this workspace, running and loading nothing', async () => {
  const html = '<p>Oi</p><a href="https://lojademo.myvtex.com/admin/x">x</a>'
  const get = await mailbox(aMail(7, { to: 'a@b', subject: '</title><script>', html }))
  const response = await get('/7')
  const page = await response.text()
  expect(page).toContain('<p>Oi</p><a href="/admin/x">x</a>')
  expect(page).not.toContain('<script>')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await get('/8')).status).toBe(404)
})

it.each([
  [undefined, 'pt-BR', 'E-mails enviados'],
  ['en', 'en-US', 'Mail sent'],
  ['es', 'es-AR', 'Correos enviados'],
  ['xx', 'pt-BR', 'E-mails enviados'],
])('given the language %s, expect the page in %s', async (language, locale, title) => {
  const page = await (await (await mailbox())('', language)).text()
  expect(page).toContain(`<html lang="${locale}">`)
  expect(page).toContain(`<h1>${title}</h1>`)
})
