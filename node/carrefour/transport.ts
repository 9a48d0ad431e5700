import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

import { SECOND } from '../shared/time'
import type { Access } from '../ports/carrefour'
import { CallError } from '../shared/callError'
import { plainErrors, untraced } from '../vtex/middleware'
import { formsOf, headersWithoutKey, textWithoutKey, withoutKey } from './withoutKey'

export interface Address {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The full address of an operation. VTEX IO calls external hosts through a proxy that accepts plain http, with a header
 * that switches to https.
 *
 * @param base saved address: https, or http on loopback; its own path is kept
 * @param path below `/api`, with a leading slash
 */
export function addressOf(base: string, path: string): Address {
  const isHttps = base.startsWith('https://')
  return {
    url: `${isHttps ? base.replace(/^https:/, 'http:') : base}/api${path}`,
    headers: isHttps ? { 'X-Vtex-Use-Https': 'true' } : {},
  }
}

/** An answer of any status. The ShopKey is masked in body and headers; the rest is as received. */
export interface RawAnswer {
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

/** One call of the Mirakl API. */
export interface Operation {
  /** Name in metrics. */
  readonly name: string
  /** Below `/api`. */
  readonly path: string
  readonly params?: Readonly<Record<string, string>>
  /** Accepted content type. */
  readonly accept: string
  /** Makes it a POST. */
  readonly upload?: { readonly contentType: string; readonly body: Buffer }
  /** Milliseconds for the whole call. */
  readonly timeout: number
  /** Maximum bytes of an answer. */
  readonly largest: number
}

/**
 * HTTP client for Carrefour. Calls are never retried, redirected, cached or traced, and any status is an answer. The
 * Admin user's session and the store's tenant are not forwarded.
 */
export class CarrefourTransport extends ExternalClient {
  constructor(
    { host, tenant, binding, locale, sessionToken, segmentToken, ...context }: IOContext,
    options?: InstanceOptions
  ) {
    super(
      '',
      { ...context, operationId: '', product: '' },
      { ...options, retries: 0, memoizable: false, middlewares: [untraced, plainErrors] }
    )
  }

  /**
   * The only place where answers come in: the ShopKey is masked here, before anything reads, cuts or logs them.
   *
   * @throws CallError when no answer came in time, or it is too long
   */
  async call(access: Access, operation: Operation): Promise<RawAnswer> {
    const address = addressOf(access.url, operation.path)
    // The library's time-out only counts idle time: an answer that trickles would never end.
    const deadline = new AbortController()
    const timer = setTimeout(() => deadline.abort(), operation.timeout)
    try {
      const config = {
        params: {
          ...operation.params,
          ...(access.shopId === '' ? {} : { shop_id: access.shopId }),
        },
        headers: {
          Accept: operation.accept,
          Authorization: access.shopKey.reveal(),
          ...(operation.upload ? { 'Content-Type': operation.upload.contentType } : {}),
          ...address.headers,
        },
        maxContentLength: operation.largest,
        maxRedirects: 0,
        metric: operation.name,
        responseType: 'arraybuffer' as const,
        signal: deadline.signal,
        timeout: operation.timeout,
        validateStatus: () => true,
      }
      const answer: unknown = operation.upload
        ? await this.http.postRaw(address.url, operation.upload.body, config)
        : await this.http.getRaw(address.url, config)
      return maskedAnswer(toRaw(answer), access)
    } catch (error) {
      if (deadline.signal.aborted)
        throw new CallError(operation.name, null, `no answer in ${operation.timeout / SECOND} s`)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}

function toRaw(answer: unknown): RawAnswer {
  const { status, statusText, headers, data } = answer as {
    status: number
    statusText?: string
    headers?: Record<string, unknown>
    data?: unknown
  }
  return {
    status,
    statusText: statusText ?? '',
    headers: headers ?? {},
    body: Buffer.isBuffer(data) ? data : Buffer.alloc(0),
  }
}

function maskedAnswer(answer: RawAnswer, { shopKey }: Access): RawAnswer {
  const forms = formsOf(shopKey)
  return {
    status: answer.status,
    statusText: textWithoutKey(answer.statusText, forms),
    headers: headersWithoutKey(answer.headers, forms),
    body: withoutKey(answer.body, forms),
  }
}
