import { type APIRequestContext, expect } from '@playwright/test'

/** The demo's shop at Carrefour. */
const SHOP = 2001

interface Offer {
  readonly sku: string
  readonly quantity: number
  readonly blocked: string | null
}

interface Pending {
  readonly ean: string
  /** Separated by commas. */
  readonly skus: string
}

/** What a person does on the two console pages, by their JSON APIs. */
export class Consoles {
  constructor(
    private readonly url: string,
    private readonly request: APIRequestContext
  ) {}

  /** A SKU that Carrefour sells, with more than 10 units; `skip` of them are passed over. */
  async soldSku(skip = 0): Promise<string> {
    const { offers } = await this.#get<{ offers: Offer[] }>(
      '/console/carrefour/api/offers?pageSize=200'
    )
    const sold = offers.filter(
      offer => offer.blocked === null && offer.quantity > 10 && offer.quantity < 900
    )
    const chosen = sold[skip]
    if (!chosen) throw new Error('No such SKU')
    return chosen.sku
  }

  /** What Carrefour holds; null when it has no offer. */
  async heldByCarrefour(sku: string): Promise<number | null> {
    const answer = await this.request.get(`${this.url}/console/carrefour/api/offers/${SHOP}/${sku}`)
    return answer.ok() ? ((await answer.json()) as Offer).quantity : null
  }

  /** Carrefour takes stock of an offer that it refused before. */
  freeOffer(sku: string): Promise<void> {
    return this.#send('put', `/console/carrefour/api/offers/${SHOP}/${sku}/blocked`, {
      reason: null,
    })
  }

  setStock(sku: string, total: number): Promise<void> {
    return this.#send('put', `/console/store/api/skus/${sku}/stock`, { total, reserved: 0 })
  }

  /** SKUs that Carrefour sells, as many as it takes, with their quantities there. */
  async soldSkus(count: number): Promise<readonly string[]> {
    const { offers } = await this.#get<{ offers: Offer[] }>(
      '/console/carrefour/api/offers?pageSize=200'
    )
    return offers
      .filter(({ blocked, quantity }) => blocked === null && quantity > 10)
      .slice(0, count)
      .map(({ sku }) => sku)
  }

  /** The store's simulations answer with nothing, or as they should. */
  seemSoldOut(emptySimulations: boolean): Promise<void> {
    return this.#send('put', '/console/store/api/switches', { emptySimulations })
  }

  /** The store tells that the stock of these SKUs has changed. */
  tell(skus: readonly string[]): Promise<void> {
    return this.#send('post', '/console/store/api/notify', {
      skuIds: skus.map(Number),
      change: 'stock',
      via: 'webhook',
    })
  }

  /** SKUs that are new in the store and that Carrefour does not know; the store tells of them. */
  async addSkus(skus: ReadonlyArray<{ skuId: number; name: string }>): Promise<void> {
    await this.#send('post', '/console/store/api/skus', {
      skus: skus.map(sku => ({ ...sku, policies: [2], total: 50 })),
    })
    await this.#send('post', '/console/store/api/notify', {
      skuIds: skus.map(({ skuId }) => skuId),
      change: 'sku',
      via: 'webhook',
    })
  }

  /** Products that Carrefour has not catalogued, with their SKUs. */
  async uncatalogued(): Promise<readonly Pending[]> {
    const { products } = await this.#get<{
      products: (Pending & { catalogueAt: number | null })[]
    }>('/console/carrefour/api/products?state=pending')
    return products.filter(product => product.catalogueAt === null)
  }

  catalogue(ean: string): Promise<void> {
    return this.#send('put', `/console/carrefour/api/products/${ean}`, { state: 'catalogued' })
  }

  async keyId(): Promise<number> {
    const { keys } = await this.#get<{ keys: { keyId: number; state: string; shops: number[] }[] }>(
      '/console/carrefour/api/keys'
    )
    const key = keys.find(({ state, shops }) => state === 'active' && shops.includes(SHOP))
    if (!key) throw new Error('No active key')
    return key.keyId
  }

  revoke(keyId: number): Promise<void> {
    return this.#send('post', `/console/carrefour/api/keys/${keyId}/revoke`, {})
  }

  /** Carrefour gives the shop a new key. */
  async newKey(keyId: number): Promise<string> {
    await this.#send('post', `/console/carrefour/api/keys/${keyId}/restore`, {})
    const answer = await this.request.post(
      `${this.url}/console/carrefour/api/keys/${keyId}/rotate`,
      { data: {} }
    )
    expect(answer.ok()).toBe(true)
    return ((await answer.json()) as { secret: string }).secret
  }

  addShop(shopId: number, name: string): Promise<void> {
    return this.#send('post', '/console/carrefour/api/shops', { shopId, name })
  }

  /** Carrefour gives the key another shop. */
  openShop(keyId: number, shopId: number): Promise<void> {
    return this.#send('put', `/console/carrefour/api/keys/${keyId}/shops`, { shopId })
  }

  /** The platform loses every event of the app and the store every notification: nothing runs, nothing is heard. */
  async fallSilent(silent: boolean): Promise<void> {
    await this.#send('put', '/console/store/api/switches', { lossPercent: silent ? 100 : 0 })
    const faults = silent ? [{ part: 'events', kind: 'drop', times: 1_000_000 }] : []
    const answer = await this.request.put(`${this.url}/_local/faults`, { data: faults })
    expect(answer.ok()).toBe(true)
  }

  /** Moves the workspace's time ahead, and does what has become due. */
  minutesLater(minutes: number): Promise<void> {
    return this.#send('post', '/_local/clock', { minutes })
  }

  /** The workspace's time, in milliseconds. */
  async now(): Promise<number> {
    return Date.parse((await this.#get<{ now: string }>('/_local/clock')).now)
  }

  /** The mails that were handed over, each as one text, newest first. */
  async mails(): Promise<readonly string[]> {
    return (await this.#get<readonly unknown[]>('/_local/mail')).map(mail => JSON.stringify(mail))
  }

  async importCalls(): Promise<number> {
    const { calls } = await this.#get<{ calls: unknown[] }>(
      '/console/carrefour/api/calls?operation=STO01'
    )
    return calls.length
  }

  async #get<T>(path: string): Promise<T> {
    const answer = await this.request.get(`${this.url}${path}`)
    expect(answer.ok(), path).toBe(true)
    return (await answer.json()) as T
  }

  async #send(verb: 'put' | 'post', path: string, data: object): Promise<void> {
    const answer = await this.request[verb](`${this.url}${path}`, { data })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
  }
}
