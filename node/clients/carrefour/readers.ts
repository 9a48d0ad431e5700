import type { SkuId } from '../../domain/requests'
import type { ImportStatus, Offer, OfferPage, ShopAccount } from '../../ports/carrefour'
import { asFlag, asList, asNumber, asObject, asText } from '../json'
import { bodyOf } from './toAnswer'
import type { RawAnswer } from './transport'

type Read<T> = { readonly value: T } | null

/** STO01: the import's id in the body or, since the body does not promise it, in the `Location` header. */
export function readImportId(answer: RawAnswer): Read<string> {
  const inBody = asText(bodyOf(answer)?.import_id)
  const inHeader = /\/imports\/([^/?#]+)/.exec(asText(answer.headers.location) ?? '')?.[1]
  const id = inBody ?? inHeader ?? ''
  return /^[\w.-]{1,100}$/.test(id) ? { value: id } : null
}

/** STO02: a state that is not known counts as running. */
export function readStatus(answer: RawAnswer): Read<ImportStatus> {
  const body = bodyOf(answer)
  const word = asText(body?.status)
  if (!body || !word) return null
  const state = word === 'COMPLETE' ? 'complete' : word === 'FAILED' ? 'failed' : 'running'
  const linesInError = asNumber(body.lines_in_error)
  const hasErrorReport = asFlag(body.has_error_report) ?? (linesInError ?? 0) > 0
  return { value: { state, hasErrorReport, linesInError, word: word.slice(0, 50) } }
}

/** STO03: text in UTF-8 or, from older servers, in Latin 1. */
export function readReport({ body }: RawAnswer): Read<string> {
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(body) }
  } catch {
    return { value: body.toString('latin1') }
  }
}

/** OF21: the offer with this SKU among those that came. */
export function readOffer(answer: RawAnswer, skuId: SkuId): Read<Offer | null> {
  const offers = asList(bodyOf(answer)?.offers)
  if (!offers) return null
  const found = offers.flatMap(offer => toOffer(offer) ?? []).find(offer => offer.skuId === skuId)
  return { value: found ?? null }
}

/** OF21: a page of offers. Without the total nobody could tell where the walk ends. */
export function readOfferPage(answer: RawAnswer): Read<OfferPage> {
  const body = bodyOf(answer)
  const offers = asList(body?.offers)
  const total = asNumber(body?.total_count)
  if (!offers || total === null) return null
  const read = offers.flatMap(offer => toOffer(offer) ?? [])
  return { value: { offers: read, received: offers.length, total } }
}

function toOffer(raw: unknown): Offer | null {
  const offer = asObject(raw)
  const skuId = asText(offer?.shop_sku)
  if (!offer || skuId === null) return null
  return { skuId, quantity: asNumber(offer.quantity) ?? 0, active: asFlag(offer.active) ?? false }
}

/** P31: the EANs of the products that came; a product of another identifier type is left out. */
export function readProducts(answer: RawAnswer): Read<readonly string[]> {
  const products = asList(bodyOf(answer)?.products)
  if (!products) return null
  const eans = products.map(asObject).flatMap(product => {
    const type = asText(product?.product_id_type) ?? 'EAN'
    return type.toUpperCase() === 'EAN' ? (asText(product?.product_id) ?? []) : []
  })
  return { value: eans }
}

/** OF21: any list of offers. */
export const readOffers = (answer: RawAnswer): Read<null> =>
  asList(bodyOf(answer)?.offers) ? { value: null } : null

/** A01: three words of the answer. Bank and contact data, of which it is full, are left where they are. */
export function readAccount(answer: RawAnswer): Read<ShopAccount> {
  const body = bodyOf(answer)
  const shopId = asText(body?.shop_id)
  if (!body || shopId === null) return null
  const name = (asText(body.shop_name) ?? '').slice(0, 200)
  return { value: { shopId, name, state: (asText(body.shop_state) ?? '').slice(0, 50) } }
}
