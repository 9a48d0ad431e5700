import type { Offer } from '../offers'

/** An offer as OF21 and OF22 answer it. Amounts are in reais. */
export function offerShape(offer: Offer, isOpen: boolean): Record<string, unknown> {
  const reasons = [
    ...(offer.quantity > 0 ? [] : ['ZERO_QUANTITY']),
    ...(isOpen ? [] : ['SHOP_NOT_OPEN']),
  ]
  const active = reasons.length === 0
  const price = { price: offer.price, unit_origin_price: offer.price, unit_discount_price: null }
  return {
    active,
    all_prices: [
      { ...price, channel_code: null, volume_prices: [{ ...price, quantity_threshold: 1 }] },
    ],
    allow_quote_requests: false,
    applicable_pricing: { ...price, channel_code: null, volume_prices: [] },
    category_code: offer.category,
    category_label: offer.category,
    channels: [],
    currency_iso_code: 'BRL',
    description: offer.title,
    fulfillment: { center: { code: 'DEFAULT' } },
    ...(!active && { inactivity_reasons: reasons }),
    leadtime_to_ship: 2,
    logistic_class: { code: 'M', label: 'M' },
    min_order_quantity: 1,
    max_order_quantity: null,
    min_quantity_alert: null,
    min_shipping_price: 0,
    min_shipping_price_additional: 0,
    min_shipping_type: 'STD',
    min_shipping_zone: 'BR',
    offer_id: offer.offerId,
    package_quantity: 1,
    price: offer.price,
    product_brand: null,
    product_references: [{ reference: offer.ean, reference_type: 'EAN' }],
    product_sku: `MP${offer.ean}`,
    product_title: offer.title,
    quantity: offer.quantity,
    shipping_deadline: null,
    shop_sku: offer.sku,
    state_code: '11',
    total_price: offer.price,
    ...(offer.warehouses.length > 0 && { warehouses: offer.warehouses }),
  }
}
