import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { bench, HEADER, stockFile, type Bench } from '../testing'

let b: Bench
beforeEach(async () => {
  b = await bench()
  await b.console('/api/settings', 'PUT', { throttleBy: 'off' })
})
afterEach(() => b.close())

interface Status {
  status: string
  has_error_report: boolean
  lines_in_success?: number
  lines_in_error?: number
}

const imports = '/api/offers/stock/imports'
const statusOf = async (id: string) =>
  (await (await b.api(`${imports}/${id}/status`)).json()) as Status
const reportOf = async (id: string) => {
  const response = await b.api(`${imports}/${id}/error_report`)
  return Buffer.from(await response.arrayBuffer()).toString('utf8')
}
const quantityOf = async (sku: string) => {
  const { offers } = (await (await b.api(`/api/offers?sku=${sku}`)).json()) as {
    offers: { quantity: number; active: boolean }[]
  }
  return offers[0]?.quantity
}

describe('STO01', () => {
  it('answers 201, a fresh UUID for each call, and where its status is', async () => {
    const first = await b.upload(stockFile(['1', 5]))
    const { import_id } = (await first.json()) as { import_id: string }
    expect(first.status).toBe(201)
    expect(import_id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(first.headers.get('Location')).toBe(`${b.url}${imports}/${import_id}/status`)
    const again = (await (await b.upload(stockFile(['1', 5]))).json()) as { import_id: string }
    expect(again.import_id).not.toBe(import_id)
  })

  it('names the https address that the caller used through the proxy', async () => {
    const body = new FormData()
    body.set('file', new Blob([stockFile()]), 'stock.csv')
    const headers = { 'X-Vtex-Use-Https': 'true', 'X-Forwarded-Prefix': '/carrefour' }
    const response = await b.api(imports, { method: 'POST', body, headers })
    const secure = b.url.replace('http:', 'https:')
    expect(response.headers.get('Location')).toContain(`${secure}/carrefour${imports}/`)
  })

  it('refuses another content type with 415 and a missing file part with 400', async () => {
    const json = { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } }
    expect((await b.api(imports, json)).status).toBe(415)
    const body = new FormData()
    body.set('other', 'x')
    const missing = await b.api(imports, { method: 'POST', body })
    expect(missing.status).toBe(400)
    expect(await missing.json()).toMatchObject({ status: 400 })
  })

  it('refuses a broken multipart body with 400', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const response = await b.api(imports, { method: 'POST', body: '--x\r\nnothing', headers })
    expect(response.status).toBe(400)
  })
})

describe('an import', () => {
  it('is WAITING, then RUNNING, then COMPLETE, and only then Carrefour holds the quantity', async () => {
    const { import_id } = (await (await b.upload(stockFile(['1', 5]))).json()) as {
      import_id: string
    }
    expect((await statusOf(import_id)).status).toBe('WAITING')
    b.clock.forward(700)
    expect((await statusOf(import_id)).status).toBe('RUNNING')
    expect(await quantityOf('1')).toBe(0)
    b.clock.forward(700)
    expect(await statusOf(import_id)).toEqual({
      date_created: '2026-01-15T12:00:00.000Z',
      has_error_report: false,
      import_id,
      lines_in_error: 0,
      lines_in_success: 1,
      shop_id: 2001,
      status: 'COMPLETE',
    })
    expect(await quantityOf('1')).toBe(5)
  })

  it.each([
    ['a header without quantity', '"offer-sku";"price"\n"1";"2"'],
    ['an unescaped quote', `${HEADER}\n"a"b";"1";"";""`],
    ['a line with too few fields', `${HEADER}\n"1";"2"`],
    ['bytes that are not UTF-8', Buffer.from(`${HEADER}\n"caf\xe9";"1";"";""`, 'latin1')],
    ['an empty file', ''],
    ['commas instead of semicolons', 'offer-sku,quantity\n1,2'],
  ])('ends FAILED for %s, without a report', async (_name, file) => {
    const { import_id } = (await (await b.upload(file)).json()) as { import_id: string }
    b.clock.forward(1400)
    expect(await statusOf(import_id)).toMatchObject({ status: 'FAILED', has_error_report: false })
    expect((await b.api(`${imports}/${import_id}/error_report`)).status).toBe(404)
  })

  it.each([
    ['no quotes and only two columns', 'offer-sku;quantity\n1;8'],
    ['a byte order mark and CRLF', `\uFEFF${HEADER}\r\n"1";"8";"";"update"\r\n`],
    ['the last of two lines for one SKU', stockFile(['1', 3], ['1', 8])],
    ['the sum over warehouses', `${HEADER}\n"1";"3";"A";""\n"1";"5";"B";""`],
  ])('takes %s', async (_name, file) => {
    await b.importNow(file)
    expect(await quantityOf('1')).toBe(8)
  })

  it('of another shop is as unknown as one that never was', async () => {
    const { import_id } = (await (await b.upload(stockFile(['1', 5]))).json()) as {
      import_id: string
    }
    const key = b.carrefour.addKey({ name: 'Other', shops: [2002], roles: ['ROLE_SHOP_ADMIN'] })
    expect((await b.api(`${imports}/${import_id}/status`, { key })).status).toBe(404)
    expect((await b.api(`${imports}/unknown/status`)).status).toBe(404)
  })
})

describe('the error report', () => {
  it('holds line, reason, then the uploaded columns, and only for offers in error', async () => {
    const id = await b.importNow(stockFile(['1', 5], ['99', 1], ['3', 2], ['4', 1], ['2', '1,5']))
    expect(await statusOf(id)).toMatchObject({
      status: 'COMPLETE',
      has_error_report: true,
      lines_in_success: 1,
      lines_in_error: 4,
    })
    expect(await reportOf(id)).toBe(
      [
        `"error-line";"error-message";${HEADER}`,
        '"3";"A oferta com o SKU 99 não existe";"99";"1";"";""',
        '"4";"A oferta com o SKU 3 não existe";"3";"2";"";""',
        '"5";"Esta oferta está bloqueada";"4";"1";"";""',
        '"6";"A quantidade ""1,5"" não é um número inteiro maior ou igual a 0";"2";"1,5";"";""',
        '',
      ].join('\n')
    )
  })

  it.each(['-1', '', 'abc', '1.0', '99999999999'])('refuses the quantity "%s"', async quantity => {
    const id = await b.importNow(stockFile(['1', quantity]))
    expect(await statusOf(id)).toMatchObject({ lines_in_error: 1, lines_in_success: 0 })
    expect(await quantityOf('1')).toBe(0)
  })

  it('refuses all lines of an offer when one is wrong', async () => {
    const id = await b.importNow(`${HEADER}\n"1";"3";"A";""\n"1";"x";"B";""`)
    expect((await reportOf(id)).split('\n')).toHaveLength(4)
    expect(await quantityOf('1')).toBe(0)
  })

  it('follows the settings: language, own text, columns, separator, BOM, line ends, counting', async () => {
    await b.console('/api/settings', 'PUT', {
      language: 'en',
      report: { lineColumn: 'line', reasonColumn: 'why', separator: ',', quoted: false, bom: true },
    })
    const english = await reportOf(await b.importNow(stockFile(['99', 1])))
    expect(english).toBe(
      '\uFEFFline,why,offer-sku,quantity,warehouse-code,update-delete\n' +
        '2,The offer with SKU 99 does not exist,99,1,,\n'
    )
    await b.console('/api/settings', 'PUT', {
      texts: { unknownOffer: 'Nope: {sku}' },
      report: { headerCounts: false, bom: false, lineEnding: 'crlf' },
    })
    expect(await reportOf(await b.importNow(stockFile(['99', 1])))).toContain(
      '1,Nope: 99,99,1,,\r\n'
    )
  })

  it('can refuse repeated lines', async () => {
    await b.console('/api/settings', 'PUT', { duplicateLines: 'error' })
    const id = await b.importNow(stockFile(['1', 1], ['1', 2]))
    expect(await statusOf(id)).toMatchObject({ lines_in_error: 2 })
  })

  it('is not made for somebody who takes only JSON', async () => {
    const id = await b.importNow(stockFile(['99', 1]))
    const headers = { Accept: 'application/json' }
    expect((await b.api(`${imports}/${id}/error_report`, { headers })).status).toBe(406)
  })
})

describe('cataloguing', () => {
  it('makes the offer appear with 0; refused stock is never applied later', async () => {
    await b.importNow(stockFile(['3', 7]))
    expect(await quantityOf('3')).toBeUndefined()
    await b.console('/api/products/7890000000031', 'PUT', { state: 'catalogued' })
    expect(await quantityOf('3')).toBe(0)
    await b.importNow(stockFile(['3', 7]))
    expect(await quantityOf('3')).toBe(7)
  })

  it('happens by itself at its time, silently', async () => {
    const change = { state: 'pending', catalogueInSeconds: 600 }
    await b.console('/api/products/7890000000031', 'PUT', change)
    b.clock.forward(599_999)
    expect(await quantityOf('3')).toBeUndefined()
    b.clock.forward(1)
    expect(await quantityOf('3')).toBe(0)
  })

  it('ends when the product is deleted', async () => {
    await b.importNow(stockFile(['1', 5]))
    await b.console('/api/products/7890000000017', 'PUT', { state: 'deleted' })
    expect(await quantityOf('1')).toBeUndefined()
  })

  it('counts at the moment when the import ends, however late anybody looks', async () => {
    await b.console('/api/settings', 'PUT', { waitingMs: 1000, runningMs: 9000 })
    const change = { state: 'pending', catalogueInSeconds: 5 }
    await b.console('/api/products/7890000000031', 'PUT', change)
    await b.upload(stockFile(['3', 7]))
    b.clock.forward(86_400_000)
    expect(await quantityOf('3')).toBe(7)
  })
})
