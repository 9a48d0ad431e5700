import type { Sandbox } from '../sandbox'
import type { SellerCall } from './operation'

/**
 * A01: the shop's account. Like the real one it also carries bank and contact data (all made up), which a
 * careful client neither keeps nor logs.
 */
export function showAccount(sandbox: Sandbox, call: SellerCall): void {
  const { shop } = call
  const offers = sandbox.offers.find({ shopId: shop.shopId, listedOnly: true, limit: 1, offset: 0 })
  const created = new Date(shop.createdAt).toISOString()
  call.ctx.body = {
    billing_info: null,
    channels: [],
    closed_from: null,
    closed_to: null,
    contact_informations: { city: 'São Paulo', country: 'BRA', email: 'contato@loja.example' },
    currency_iso_code: 'BRL',
    date_created: created,
    default_billing_information: { default_language: 'pt_BR', id: `billing-${shop.shopId}` },
    domains: ['PRODUCT'],
    evaluations_count: 0,
    free_shipping: false,
    is_professional: true,
    kyc: { status: 'APPROVED' },
    last_updated_date: created,
    model: 'MARKETPLACE',
    offers_count: offers.total,
    orders_count: 0,
    payment_details: { paid_balance: 0, payable_balance: 0, pending_balance: 0 },
    payment_info: {
      '@type': 'BRAZILIAN',
      account_number: '000000-0',
      bank_account_type: 'CHECKING',
      bank_code: '000',
      bank_name: 'Banco Exemplo',
      branch_code: '0000',
    },
    payment_method_mandatory: true,
    premium: false,
    pro_details: { corporate_name: shop.name, identification_number: '00000000000000' },
    shipping: null,
    shipping_types: [],
    shipping_zones: [],
    shop_additional_fields: [],
    shop_id: shop.shopId,
    shop_name: shop.name,
    shop_state: shop.state,
    suspension_type: shop.state === 'SUSPENDED' ? 'MANUAL' : null,
  }
}
