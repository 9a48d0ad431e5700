import type { IncomingMessage, ServerResponse } from 'node:http'

import { readUpload } from '../carrefour/mirakl/upload'
import { MiraklError } from '../carrefour/errors'
import { isRecord } from '../http/body'
import { type Handler, header, sendJson } from '../http/handler'

import { isOwnImport, linesOf, newImportId, reportOf, statusOf } from './notSent'
import type { OfferCodes } from './offerCodes'
import { bodyIn, leave, MAX_CALL_BYTES, type RealHostDeps, refuseUnknown } from './realHost'
import { type KnownCall, routeOf } from './routes'
import type { NamedShops } from './shops'
import type { WriteGate } from './writeGate'

export interface CarrefourHostDeps extends RealHostDeps {
  readonly shops: NamedShops
  readonly gate: WriteGate
  readonly offerCodes: OfferCodes
  /** Told of each page of the list of offers: how far it is, of how many. */
  readonly onOffers: (seen: number, total: number) => void
}

/**
 * The real Carrefour. Reads go there with the app's own ShopKey. A stock file goes there once writing is open for its
 * shop; until then it is taken here as Mirakl takes one, and its report says of every line that it was not sent.
 */
export function createCarrefourHost(deps: CarrefourHostDeps): Handler {
  const host = { ...deps, host: 'carrefour' as const }
  const base = deps.address.pathname.replace(/\/$/, '')

  return async (req, res) => {
    const url = new URL(req.url ?? '/', deps.address)
    const known = url.pathname.startsWith(`${base}/`)
      ? routeOf('carrefour', req.method ?? 'GET', below(url, base))
      : undefined
    if (known === undefined) return refuseUnknown(host, url.pathname, req, res)
    const key = header(req, 'authorization')
    const access = deps.shops.accessOf(key, url.searchParams.get('shop_id'))
    const importId = known.params.import_id ?? ''
    if (isOwnImport(importId)) return answerImport(deps, known, { access, importId }, res)
    if (known.route.operation === 'STO01' && !deps.gate.isOpenFor(access))
      return keepStock(deps, url, access, req, res)

    const body = known.route.method === 'POST' ? await bodyIn(req, res) : Buffer.alloc(0)
    if (body === null) return
    const observe = observerOf(deps, known, url, access)
    return leave(
      { ...host, secrets: [...deps.secrets, ...formsOf(key)] },
      {
        route: known.route,
        url,
        credentials: key === '' ? {} : { authorization: key },
        body: known.route.method === 'POST' ? body : null,
        ...(observe && { observe }),
      },
      req,
      res
    )
  }
}

function below(url: URL, base: string): URL {
  const inner = new URL(url)
  inner.pathname = url.pathname.slice(base.length)
  return inner
}

/** A key so short that it is in many words by chance is none, and masking it would spoil the answer. */
const formsOf = (key: string): readonly string[] => (key.length < 8 ? [] : [key])

function observerOf(
  { shops, onOffers, offerCodes }: CarrefourHostDeps,
  { route }: KnownCall,
  url: URL,
  access: string
): ((body: Buffer) => void) | undefined {
  if (route.operation === 'A01') return body => shops.learn(access, parsed(body))
  if (route.operation !== 'OF21' || !url.searchParams.has('offset')) return undefined
  return body => {
    const { offers, total_count: total } = parsed(body) as {
      offers?: unknown
      total_count?: unknown
    }
    if (!Array.isArray(offers) || typeof total !== 'number') return
    const offset = Number(url.searchParams.get('offset'))
    const listed = offers.flatMap((offer: unknown) =>
      isRecord(offer) && typeof offer.shop_sku === 'string'
        ? [{ code: offer.shop_sku, units: Number(offer.quantity) || 0 }]
        : []
    )
    offerCodes.page(access, offset, listed, total)
    onOffers(offset + offers.length, total)
  }
}

function parsed(body: Buffer): object {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** STO01, answered as Mirakl documents it. */
async function keepStock(
  { withheld, shops, address }: CarrefourHostDeps,
  url: URL,
  access: string,
  req: IncomingMessage,
  res: ServerResponse
): Promise<void> {
  let file: Buffer
  try {
    file = (await readUpload(req, MAX_CALL_BYTES)).bytes
  } catch (error) {
    if (!(error instanceof MiraklError)) throw error
    return sendJson(res, error.status, { status: error.status, message: error.message })
  }
  const importId = newImportId()
  const shopId = Number(url.searchParams.get('shop_id') ?? shops.of(access)?.shopId ?? NaN)
  withheld.add({
    host: 'carrefour',
    operation: 'STO01',
    method: 'POST',
    path: url.pathname,
    bytes: file.length,
    stock: {
      importId,
      access,
      shopId: Number.isSafeInteger(shopId) ? shopId : null,
      skus: linesOf(file).lines.length,
      file,
    },
  })
  res.setHeader('Location', `${address.origin}${url.pathname}/${importId}/status`)
  sendJson(res, 201, { import_id: importId })
}

/** STO02 and STO03 of a file that was taken here. */
function answerImport(
  { withheld, offerCodes }: CarrefourHostDeps,
  { route }: KnownCall,
  { access, importId }: { readonly access: string; readonly importId: string },
  res: ServerResponse
): void {
  const found = withheld.import(importId)
  if (found === undefined || found.access !== access)
    return sendJson(res, 404, { status: 404, message: 'Not Found' })
  if (route.operation === 'STO02') return sendJson(res, 200, statusOf(importId, found))
  res.writeHead(200, { 'Content-Type': 'text/csv; charset=utf-8' })
  res.end(reportOf(found, code => offerCodes.unitsOf(access, code)))
}
