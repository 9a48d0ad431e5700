import { MiraklError } from '../errors'
import type { Sandbox } from '../sandbox'
import type { SellerCall } from './operation'

const MAX_REFERENCES = 100

/** P31: which of these EANs are in the operator's catalogue. `TYPE|value` pairs, at most 100. */
export function findProducts(sandbox: Sandbox, call: SellerCall): void {
  const pairs = references(call)
  const eans = pairs.filter(({ type }) => type === 'EAN').map(({ value }) => value)
  const products = sandbox.catalogue.catalogued(eans).map(product => ({
    category_code: product.category,
    category_label: product.category,
    product_id: product.ean,
    product_id_type: 'EAN',
    product_sku: `MP${product.ean}`,
    product_title: product.title,
  }))
  call.ctx.body = { products, total_count: products.length }
}

function references(call: SellerCall): { type: string; value: string }[] {
  const given = call.ctx.query['product_references']
  const list = [given ?? []].flat().flatMap(text => text.split(','))
  const pairs = list
    .map(text => text.trim())
    .filter(Boolean)
    .map(pair)
  if (pairs.length === 0) throw new MiraklError(400, 'product_references is required')
  if (pairs.length > MAX_REFERENCES) {
    throw new MiraklError(400, `product_references takes at most ${MAX_REFERENCES} products`)
  }
  return pairs
}

function pair(text: string): { type: string; value: string } {
  const [type = '', value = ''] = text.split('|')
  if (value === '') throw new MiraklError(400, `product_references: ${text} is not TYPE|value`)
  if (type === 'SKU' || type === 'SHOP_SKU') {
    throw new MiraklError(400, `product_references: ${type} is not a valid type here`)
  }
  return { type, value }
}
