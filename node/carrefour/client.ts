/* The operations of Mirakl's seller API that the app calls. */

import { randomBytes } from 'crypto'
import type { SkuId } from '../shared/sku.logic'
import {
  type Access,
  type Answer,
  type Carrefour,
  type ImportStatus,
  type Offer,
  type OfferPage,
  type ShopAccount,
  LONGEST_ANSWER,
  LONGEST_UPLOAD,
  OFFER_PAGE,
} from '../ports'
import { isTooLongAnswer } from '../shared/callError'
import {
  readAccount,
  readImportId,
  readOffer,
  readOfferPage,
  readOffers,
  readProducts,
  readReport,
  readStatus,
  toAnswer,
} from './answers'
import { CarrefourTransport } from './transport'

export interface MultipartBody {
  readonly contentType: string
  readonly body: Buffer
}

/**
 * A `multipart/form-data` body with one CSV file in the part `file`. A single buffer, so that its length is known and
 * nothing is read twice.
 */
export function csvUpload(file: string): MultipartBody {
  const boundary = `----stock-${randomBytes(16).toString('hex')}`
  const head = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="stock.csv"',
    'Content-Type: text/csv; charset=utf-8',
    '',
    '',
  ].join('\r\n')
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${head}${file}\r\n--${boundary}--\r\n`, 'utf8'),
  }
}

const KILOBYTE = 1024
const MEGABYTE = 1024 * KILOBYTE

/** Bytes of an error report: a line holds its reason (at most 1,000 characters kept) and what was uploaded. */
const LONGEST_REPORT = { base: 64 * KILOBYTE, line: 2 * KILOBYTE }
const SMALL = {
  accept: 'application/json',
  timeout: LONGEST_ANSWER,
  largest: 2 * MEGABYTE,
} as const

const routes = {
  imports: '/offers/stock/imports',
  status: (id: string) => `${routes.imports}/${encodeURIComponent(id)}/status`,
  report: (id: string) => `${routes.imports}/${encodeURIComponent(id)}/error_report`,
  offers: '/offers',
  account: '/account',
  products: '/products',
}

/** Carrefour's Mirakl seller API. */
export class CarrefourClient extends CarrefourTransport implements Carrefour {
  sendStock(access: Access, file: string): Promise<Answer<string>> {
    const upload = csvUpload(file)
    const call = () =>
      this.call(access, {
        ...SMALL,
        name: 'carrefour-sto01',
        path: routes.imports,
        upload,
        timeout: LONGEST_UPLOAD,
      })
    return toAnswer(call, readImportId)
  }

  importStatus(access: Access, importId: string): Promise<Answer<ImportStatus>> {
    const call = () =>
      this.call(access, { ...SMALL, name: 'carrefour-sto02', path: routes.status(importId) })
    return toAnswer(call, answer => readStatus(answer, importId))
  }

  async errorReport(
    access: Access,
    importId: string,
    lines: number
  ): Promise<Answer<Buffer | null>> {
    let isTooLong = false
    const call = async () => {
      try {
        return await this.call(access, {
          name: 'carrefour-sto03',
          path: routes.report(importId),
          accept: 'text/csv, */*',
          timeout: LONGEST_ANSWER,
          largest: LONGEST_REPORT.base + lines * LONGEST_REPORT.line,
        })
      } catch (error) {
        isTooLong = isTooLongAnswer(error)
        throw error
      }
    }
    const answer = await toAnswer(call, readReport)
    return isTooLong ? { kind: 'done', value: null } : answer
  }

  offer(access: Access, skuId: SkuId): Promise<Answer<Offer | null>> {
    const params = { sku: skuId, max: '10' }
    const call = () =>
      this.call(access, { ...SMALL, name: 'carrefour-of21', path: routes.offers, params })
    return toAnswer(call, answer => readOffer(answer, skuId))
  }

  offerPage(access: Access, offset: number): Promise<Answer<OfferPage>> {
    const params = {
      max: String(OFFER_PAGE),
      offset: String(offset),
      sort: 'productTitle',
      order: 'asc',
    }
    const call = () =>
      this.call(access, { ...SMALL, name: 'carrefour-offers', path: routes.offers, params })
    return toAnswer(call, readOfferPage)
  }

  products(access: Access, eans: readonly string[]): Promise<Answer<readonly string[]>> {
    const params = { product_references: eans.map(ean => `EAN|${ean}`).join(',') }
    const call = () =>
      this.call(access, { ...SMALL, name: 'carrefour-p31', path: routes.products, params })
    return toAnswer(call, readProducts)
  }

  ping(access: Access): Promise<Answer<null>> {
    const params = { max: '1' }
    const call = () =>
      this.call(access, { ...SMALL, name: 'carrefour-ping', path: routes.offers, params })
    return toAnswer(call, readOffers)
  }
  account(access: Access): Promise<Answer<ShopAccount>> {
    const call = () => this.call(access, { ...SMALL, name: 'carrefour-a01', path: routes.account })
    return toAnswer(call, readAccount)
  }
}
