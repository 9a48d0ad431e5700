// Plays the documented part of VTEX's package @vtex/payment-provider for connectors on a machine whose registry does not
// have it (guide "Payment Provider Framework"): the routes of the Payment Provider Protocol call the connector's methods.
// It is copied into the packages of an app, and runs on that app's @vtex/api.
'use strict'

const { ExternalClient, IOClients, Service, method } = require('@vtex/api')

/** What the gateway reads of an authorization where the connector says nothing. */
const AUTHORIZATION = {
  authorizationId: null,
  tid: null,
  nsu: null,
  acquirer: null,
  code: null,
  message: null,
  delayToAutoSettle: 21600,
  delayToAutoSettleAfterAntifraud: 1800,
  delayToCancel: 21600,
}

const authorization =
  status =>
  (request, data = {}) => {
    const { redirectUrl, ...rest } = data
    return {
      ...AUTHORIZATION,
      ...rest,
      ...(redirectUrl !== undefined && { paymentUrl: redirectUrl }),
      paymentId: request.paymentId,
      status,
    }
  }

const Authorizations = {
  approve: authorization('approved'),
  approveCard: authorization('approved'),
  deny: authorization('denied'),
  denyCard: authorization('denied'),
  pending: authorization('undefined'),
  pendingBankInvoice: authorization('undefined'),
  redirect: authorization('undefined'),
}

/** Answers about a payment that was authorized; `id` is the field that stays null where it was denied. */
const operations = (id, amountOf) => {
  const answer = (request, data) => ({
    paymentId: request.paymentId,
    requestId: request.requestId,
    code: null,
    message: null,
    [id]: null,
    ...amountOf(request),
    ...data,
  })
  return {
    approve: (request, data = {}) => answer(request, data),
    deny: (request, data = {}) => answer(request, data),
    manual: (request, data = {}) => answer(request, { code: `${id}-manually`, ...data }),
  }
}

const value = ({ value: amount }) => ({ value: amount })

const Cancellations = operations('cancellationId', () => ({}))
const Refunds = operations('refundId', value)
const Settlements = operations('settleId', value)

const isCardAuthorization = ({ card }) => card !== undefined && card !== null
const isTokenizedCard = card => card.numberToken !== undefined && card.numberToken !== null
const isBankInvoiceAuthorization = ({ paymentMethod }) =>
  ['BankInvoice', 'Boleto Bancário'].includes(paymentMethod)

/** Calls of the payment gateway, at the address that it gave for this payment. */
class Gateway extends ExternalClient {
  constructor(context, options) {
    super('http://heimdall.vtexpayments.com.br', context, options)
  }
  call(callbackUrl, body) {
    const headers = { 'X-Vtex-Use-Https': 'true' }
    return this.http.post(callbackUrl.replace(/^https:/, 'http:'), body, { headers })
  }
}

class PaymentProvider {
  constructor(context) {
    this.context = context
  }
  /** Whether VTEX's own tests are calling, which ask for fixed answers. */
  get isTestSuite() {
    return this.context.request.header['x-vtex-api-is-testsuite'] === 'true'
  }
  /** Asks the gateway to call for this payment again. */
  retry(request) {
    this.tellGateway(request.callbackUrl)
  }
  /** Hands an answer that was not there in time to the gateway. */
  callback(request, response) {
    this.tellGateway(request.callbackUrl, response)
  }
  tellGateway(callbackUrl, body) {
    if (!callbackUrl) return
    const { vtex } = this.context
    new Gateway(vtex).call(callbackUrl, body).catch(error => vtex.logger.error(error))
  }
}

/** The routes of the protocol, by the names under which the workspace declares them. */
const METHODS = {
  createPayment: 'authorize',
  cancelPayment: 'cancel',
  settlePayment: 'settle',
  refundPayment: 'refund',
  inboundPayment: 'inbound',
}

const bodyOf = req =>
  new Promise((resolve, reject) => {
    let text = ''
    req.setEncoding('utf8')
    req.on('data', part => (text += part))
    req.on('end', () => resolve(text === '' ? {} : JSON.parse(text)))
    req.on('error', reject)
  })

function routeOf(Connector, name) {
  async function answerByConnector(ctx) {
    const connector = new Connector(ctx)
    if (typeof connector[name] !== 'function') {
      ctx.status = 501
      ctx.body = { message: `The connector has no method ${name}` }
      return
    }
    const { paymentId, action } = ctx.vtex.route.params
    const inPath = { ...(paymentId && { paymentId }), ...(action && { action }) }
    ctx.body = await connector[name]({ ...(await bodyOf(ctx.req)), ...inPath })
  }
  return method({ POST: [answerByConnector] })
}

class PaymentProviderService extends Service {
  constructor({ connector, clients, routes, ...rest }) {
    const own = Object.entries(METHODS).map(([id, name]) => [id, routeOf(connector, name)])
    super({
      clients: clients || { implementation: IOClients, options: {} },
      ...rest,
      routes: { ...Object.fromEntries(own), ...routes },
    })
  }
}

/** Card data is put in by VTEX's Secure Proxy, which is not here: the call goes to the provider as it is. */
class SecureExternalClient extends ExternalClient {}

module.exports = {
  Authorizations,
  Cancellations,
  PaymentProvider,
  PaymentProviderService,
  Refunds,
  SecureExternalClient,
  Settlements,
  isBankInvoiceAuthorization,
  isCardAuthorization,
  isTokenizedCard,
}
