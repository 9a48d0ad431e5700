import { describe, expect, it } from '@jest/globals'

import { LANGUAGES } from '../../admin/shell/language'
import { sendJson, serve } from '../../console/testing'
import { systemClock } from '../../clock'
import { storeData } from '../../demo/data'
import { demoSkus } from '../../demo/skus'
import { csvUpload } from '../../../node/carrefour/client'
import { atEnd, liveOf } from '../testing/liveOf'
import { APP_KEY, APP_TOKEN, SHOP, startRealWorld } from '../testing/realWorld'

import { createLiveConsole } from './app'
import { LIVE_CONSOLE } from './band'
import { liveTexts } from './texts'

async function aConsole(write = true) {
  const world = await startRealWorld({ storeData: storeData(demoSkus()), limits: false })
  atEnd(() => world.stop())
  const { live, carrefour } = await liveOf({
    storeUrl: world.store.url,
    carrefourUrl: world.carrefour.url,
    ca: world.ca,
    write,
  })
  const served = await serve({ [LIVE_CONSOLE]: createLiveConsole({ live, clock: systemClock }) })
  atEnd(() => served.close())
  const headers = { authorization: world.carrefour.shopKey }
  return {
    live,
    world,
    page: async (language = 'en') =>
      (
        await fetch(served.url + LIVE_CONSOLE, {
          headers: { cookie: `admin_language=${language}` },
        })
      ).text(),
    get: (path: string, language = 'en') =>
      fetch(`${served.url}${LIVE_CONSOLE}/api${path}`, {
        headers: { cookie: `admin_language=${language}` },
      }),
    post: (path: string, body: object = {}) =>
      sendJson(`${served.url}${LIVE_CONSOLE}/api${path}`, 'POST', body),
    nameShop: async () =>
      void (await (await fetch(`${carrefour}/api/account`, { headers })).text()),
    sendStock: async (lines: readonly string[]) => {
      const upload = csvUpload(['"offer-sku";"quantity"', ...lines].join('\n'))
      const answer = await fetch(`${carrefour}/api/offers/stock/imports`, {
        method: 'POST',
        headers: { ...headers, 'content-type': upload.contentType },
        body: new Uint8Array(upload.body),
      })
      return { status: answer.status, ...((await answer.json()) as { import_id: string }) }
    },
  }
}

describe('the page about real hosts', () => {
  it.each(LANGUAGES)(
    'given what was not sent, expect its SKUs and its file in %s',
    async language => {
      const { page, sendStock } = await aConsole()
      await sendStock(['"10001";"5"', '"10002";"0"', '"<b>";"1"'])
      const shown = await page(language)
      const texts = liveTexts(language)
      expect(shown).toContain(texts.skus.replace('{0}', '3'))
      expect(shown).toContain(texts.file)
      expect(shown).toContain(texts.notSent)
      expect(shown).toContain('not-sent-')
      expect(shown).not.toMatch(/\{\d\}|undefined/)
    }
  )

  it('expect the file as it would have been sent, to keep and not to run', async () => {
    const { get, sendStock } = await aConsole()
    await sendStock(['"10001";"5"'])
    const { withheld } = (await (await get('/withheld')).json()) as {
      withheld: { id: number; skus: number; operation: string }[]
    }
    expect(withheld).toMatchObject([{ operation: 'STO01', skus: 1 }])
    const file = await get(`/withheld/${withheld[0]?.id}/file`)
    expect(await file.text()).toBe('"offer-sku";"quantity"\n"10001";"5"')
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect((await get('/withheld/999/file')).status).toBe(404)
    expect((await get('/withheld/x/file')).status).toBe(404)
  })

  it('given a shop that Carrefour has not named, expect that to be said; named, expect its name to be asked for', async () => {
    const { page, post, nameShop } = await aConsole()
    expect(await page()).toContain(liveTexts('en').writeUnnamed)
    expect(await page()).toContain(liveTexts('en').configure)
    expect(await page()).toContain('href="/admin/carrefour-inventory/integrations/configuration"')
    expect((await post('/open', { name: SHOP.name })).status).toBe(409)
    await nameShop()
    expect(await page()).toContain(SHOP.name)
    expect(await page()).not.toContain(liveTexts('en').configure)
    const wrong = await post('/open', { name: SHOP.name.toUpperCase() })
    expect(wrong.status).toBe(409)
    expect((await wrong.json()) as object).toMatchObject({ error: { message: expect.any(String) } })
    expect((await post('/open', {})).status).toBe(400)
    expect((await post('/open', { name: SHOP.name })).status).toBe(200)
  })

  it('given writing open, expect the red band with store and shop in each language, until it is closed', async () => {
    const { get, post, nameShop, sendStock } = await aConsole()
    await nameShop()
    await post('/open', { name: SHOP.name })
    const texts = new Set<string>()
    for (const language of LANGUAGES) {
      const { band } = (await (await get('/band', language)).json()) as {
        band: { tone: string; text: string }
      }
      expect(band.tone).toBe('writing')
      for (const word of ['minhaloja', SHOP.name, String(SHOP.shopId), 'localhost'])
        expect(band.text).toContain(word)
      texts.add(band.text)
    }
    expect(texts.size).toBe(3)
    expect((await sendStock(['"10001";"5"'])).import_id).not.toContain('not-sent')
    await post('/close')
    expect(await (await get('/band')).json()).toMatchObject({ band: { tone: 'waiting' } })
    expect((await sendStock(['"10001";"5"'])).import_id).toContain('not-sent')
  })

  it('given a start without --write, expect nothing to open it', async () => {
    const { get, post, nameShop } = await aConsole(false)
    await nameShop()
    expect((await post('/open', { name: SHOP.name })).status).toBe(409)
    expect(await (await get('/band')).json()).toMatchObject({ band: { tone: 'looking' } })
  })

  it('given a problem, expect its sentence on the page and in JSON in three languages', async () => {
    const { page, post, world } = await aConsole()
    world.store.instead = (_req, res) => {
      res.writeHead(403).end()
      return true
    }
    const answer = await post('/check')
    const { problems } = (await answer.json()) as { problems: { sentence: object }[] }
    expect(problems.at(-1)?.sentence).toMatchObject({
      pt: expect.stringContaining('View Product'),
      es: expect.stringContaining('View Product'),
      en: expect.stringContaining('View Product'),
    })
    expect(await page('pt')).toContain('Inclua-o em um perfil da chave')
    expect(await page('es')).toContain('Inclúyalo en un rol de la clave')
  })

  it('given VTEX at Carrefour’s address, expect nobody to be told to type the ShopKey', async () => {
    const { page, post, world } = await aConsole()
    expect(await page('en')).toContain('type the ShopKey')
    world.carrefour.instead = (_req, res) => {
      res.writeHead(401, { powered: 'vtex' }).end()
      return true
    }
    await post('/check')
    const text = await page('en')
    expect(text).toContain('not Carrefour’s marketplace')
    expect(text).not.toContain('type the ShopKey')
  })

  it('expect no key on any of its answers', async () => {
    const { page, get, post, nameShop, sendStock, world } = await aConsole()
    await nameShop()
    await sendStock(['"10001";"5"'])
    await post('/open', { name: SHOP.name })
    const seen = [
      await page(),
      await (await get('/status')).text(),
      await (await get('/withheld')).text(),
    ].join()
    for (const secret of [APP_KEY, APP_TOKEN, world.carrefour.shopKey])
      expect(seen).not.toContain(secret)
  })

  it('given a workspace without --live, expect how to begin, and no band', async () => {
    const served = await serve({
      [LIVE_CONSOLE]: createLiveConsole({ live: null, clock: systemClock }),
    })
    atEnd(() => served.close())
    expect(await (await fetch(served.url + LIVE_CONSOLE)).text()).toContain('live.example.json')
    const band = await fetch(`${served.url}${LIVE_CONSOLE}/api/band`)
    expect(await band.json()).toEqual({ band: null })
    expect((await fetch(`${served.url}${LIVE_CONSOLE}/api/status`)).status).toBe(404)
  })
})

it('expect every text in three languages with the same places for values', () => {
  const placesIn = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort()
  const [pt, es, en] = [liveTexts('pt'), liveTexts('es'), liveTexts('en')]
  for (const name of Object.keys(pt) as (keyof typeof pt)[]) {
    expect(placesIn(es[name])).toEqual(placesIn(pt[name]))
    expect(placesIn(en[name])).toEqual(placesIn(pt[name]))
  }
  expect(Object.keys(es)).toEqual(Object.keys(pt))
  expect(Object.keys(en)).toEqual(Object.keys(pt))
})
