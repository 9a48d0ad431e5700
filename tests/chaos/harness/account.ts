import { fingerprint } from './recorder'
import { type World, POLICY, otherShopOf } from '../world'
import type { Api } from './api'
import {
  type Connection,
  COMPARE,
  COMPARED,
  CONNECTION,
  DISCONNECT,
  REPROCESS,
  REPROCESS_BLOCKED,
  SAVE,
} from './queries'
import { Jobs } from './jobs'
import type { EventOf, HistoryEvent } from '../history'

/** What an account of a run stands on. */
export interface AccountDeps {
  readonly api: Api
  readonly world: World
  readonly side: 0 | 1
  readonly now: () => number
  /** Sleeps so many milliseconds of the run's time. */
  readonly sleep: (ms: number) => Promise<void>
  readonly note: (event: HistoryEvent) => void
}

/** A form as one person fills it in. */
interface FilledForm {
  readonly configuration: Connection['configuration']
  readonly active: boolean
  readonly shopKey: string | null
  readonly valid?: boolean
  /** Another address of Carrefour than the one that is saved. */
  readonly url?: string
  /** Another ShopId than the one that is saved. */
  readonly shopId?: string
}

interface Compared {
  readonly run: object | null
  readonly last: {
    readonly startedAt: string
    readonly problem: string | null
    readonly unknownOffers: number
    readonly offersSeen: number
  } | null
}

/** Longest wait for a comparison, and how often to look, in milliseconds. */
const LONGEST_COMPARISON = 6 * 60_000
const LOOK = 3_000

/** How long a save is tried again, in milliseconds. */
const LONGEST_SAVE = 5 * 60_000

/** Units of each SKU in the other shop: no account has so few. */
const OTHER_SHOPS_UNITS = 5

const CARREFOUR = '/console/carrefour/api'
const KEYS = `${CARREFOUR}/keys`

/** A merchant of the run: one account, its people, and its key at Carrefour. */
export class Account {
  /** Whether the saved key is, or may be, another than Carrefour's. */
  keyInDoubt = false
  active = true
  /** Every key that Carrefour ever gave this account. */
  readonly keysEver: string[]
  /** The reprocess jobs of its people. */
  readonly jobs: Jobs
  #isMoved = false
  #keyId = 0
  #saves = 0

  constructor(
    private readonly deps: AccountDeps,
    /** The key that Carrefour takes. */
    private key: string
  ) {
    this.keysEver = [key]
    this.jobs = new Jobs(deps)
  }

  /** The first save of the configuration. */
  start(): Promise<string> {
    return this.save(true, this.key)
  }

  get world(): World {
    return this.deps.world
  }

  connection(): Promise<Connection> {
    return this.deps.api
      .graphql<{ carrefourConnection: Connection }>(this.world.account, CONNECTION)
      .then(answer => answer.carrefourConnection)
  }

  /** Saves the configuration as it is; answers GraphQL's name of the outcome, '' when there was no answer. */
  async save(active: boolean, shopKey: string | null, valid = true): Promise<string> {
    const { side, now, note } = this.deps
    const at = now()
    try {
      const { configuration } = await this.connection()
      return await this.submit({ configuration, active, shopKey, valid })
    } catch (error) {
      note({ kind: 'did', at, side, what: `load: ${String(error).slice(0, 200)}` })
      return ''
    }
  }

  /** Saves a form that was loaded before; answers as `save` does. */
  async submit(form: FilledForm): Promise<string> {
    const { configuration, active, shopKey, valid = true, url, shopId } = form
    const { api, world, side, now, note } = this.deps
    const at = now()
    this.#saves += 1
    const mark = `pessoa-${side}-${this.#saves}@loja.example`
    const version = configuration?.version ?? null
    let answer = ''
    try {
      const input = {
        shopId: String(world.shopId),
        tradePolicy: String(POLICY),
        affiliateId: 'CRF',
        minimumStock: world.minimumStock,
        sendKits: false,
        carrefourUrl: 'https://carrefour-sandbox.mirakl.net',
        portalUrl: 'https://portal-fornecedor.example',
        ...configuration,
        ...(url === undefined ? {} : { carrefourUrl: url }),
        ...(shopId === undefined ? {} : { shopId }),
        notificationEmail: mark,
        active,
        version,
      }
      const { saved } = await api.graphql<{ saved: { __typename: string } }>(world.account, SAVE, {
        input,
        shopKey,
        // Without a ShopId the app asks which shop is meant: never any but this one.
        confirmedShopId: String(world.shopId),
      })
      answer = saved.__typename
      if (answer !== 'CarrefourSaved')
        note({ kind: 'did', at: now(), side, what: `save: ${JSON.stringify(saved)}` })
    } catch (error) {
      // Nobody knows what became of it.
      note({ kind: 'did', at: now(), side, what: `save: ${String(error).slice(0, 200)}` })
    }
    const key = fingerprint(shopKey ?? undefined)
    const elsewhere = url !== undefined
    note({ kind: 'saved', at, until: now(), side, answer, key, valid, version, mark, elsewhere })
    if (answer === 'CarrefourSaved') this.active = active
    return answer
  }

  /** Several people save the same version at once. */
  async saveTogether(people: number): Promise<void> {
    const { configuration } = await this.connection()
    const form = { configuration, active: this.active, shopKey: null }
    if (configuration) await Promise.all(Array.from({ length: people }, () => this.submit(form)))
  }

  /** One person saves while another disconnects; notes what is left once both are answered, then connects again. */
  async disconnectMeanwhile(): Promise<void> {
    const { api, world, side, now, note } = this.deps
    const { configuration } = await this.connection()
    if (!configuration) return
    const at = now()
    const disconnect = api
      .graphql<{ result: { __typename: string } }>(world.account, DISCONNECT)
      .then(({ result }) => result.__typename)
      .catch(() => '')
    const [answer] = await Promise.all([
      disconnect,
      this.submit({ configuration, active: this.active, shopKey: null }),
    ])
    this.keyInDoubt = true
    const until = now()
    const left = await this.connection().then(
      seen => seen.configuration !== null,
      () => false
    )
    note({ kind: 'disconnected', at, until, side, answer, left })
    await this.fixKey(this.active)
  }

  /** Saves another address without typing the key again. */
  async saveElsewhere(): Promise<void> {
    const { configuration } = await this.connection()
    if (!configuration) return
    const url = 'https://outra-sandbox.mirakl.net'
    await this.submit({ configuration, active: this.active, shopKey: null, url })
  }

  /** Starts a comparison of the offers and waits until it ends. */
  async compare(cut: boolean): Promise<void> {
    const { api, world, side, now, note } = this.deps
    const at = now()
    const ask = <T>(query: string) => api.graphql<T>(world.account, query)
    const { result } = await ask<{ result: { __typename: string } }>(COMPARE)
    if (result.__typename !== 'CarrefourReconcileStarted') return
    let told: EventOf<'compared'>['told'] = null
    while (told === null && now() < at + LONGEST_COMPARISON) {
      await this.deps.sleep(LOOK)
      const { compared } = await ask<{ compared: Compared }>(COMPARED).catch(() => ({
        compared: { run: null, last: null },
      }))
      const isOver = !compared.run && Date.parse(compared.last?.startedAt ?? '') >= at
      if (isOver && compared.last) told = compared.last
    }
    note({ kind: 'compared', at, until: now(), side, cut, told })
  }

  /** Empties ShopId, and tries again while Carrefour cannot be asked about the key. */
  async leaveShopToKey(): Promise<void> {
    const { side, now, note, sleep } = this.deps
    const until = now() + LONGEST_SAVE
    let answer = ''
    while (answer !== 'CarrefourSaved' && now() < until) {
      if (answer !== '') await sleep(LOOK)
      const at = now()
      const { configuration } = await this.connection()
      const form = { configuration, active: this.active, shopKey: this.key, shopId: '' }
      answer = await this.submit(form)
      if (answer === 'CarrefourSaved') note({ kind: 'shopLeftToKey', at, side })
    }
  }

  /** Carrefour gives the key another shop, which sells the same SKUs. */
  async moveKey(): Promise<void> {
    const { api, world, side, now, note } = this.deps
    const shopId = otherShopOf(world)
    await api.send('POST', `${CARREFOUR}/shops`, {
      shopId,
      name: `outra ${world.account}`,
      state: 'OPEN',
    })
    const products = world.skus.map(({ skuId, ean }) => ({
      shopId,
      sku: String(skuId),
      ean: `2${ean.slice(1)}`,
      title: `Outra oferta ${skuId}`,
      quantity: OTHER_SHOPS_UNITS,
    }))
    await api.send('POST', `${CARREFOUR}/products`, { products })
    this.keyInDoubt = true
    this.#isMoved = true
    note({ kind: 'keyMoved', at: now(), side })
    await api.send('PUT', `${KEYS}/${await this.#findKey()}/shops`, { shops: [shopId] })
  }

  async breakKey(how: 'revoke' | 'rotate'): Promise<void> {
    const { api, side, now, note } = this.deps
    this.keyInDoubt = true
    note({ kind: 'keyBroken', at: now(), side, how })
    const path = `${KEYS}/${await this.#findKey()}`
    if (how === 'revoke') await api.send('POST', `${path}/revoke`)
    else await this.#rotate()
  }

  /** Makes Carrefour accept a key and saves it. @returns whether it was saved */
  async fixKey(active: boolean): Promise<boolean> {
    const path = `${KEYS}/${await this.#findKey()}`
    await this.deps.api.send('POST', `${path}/restore`)
    if (this.#isMoved)
      await this.deps.api.send('PUT', `${path}/shops`, { shops: [this.world.shopId] })
    if (this.#isMoved || !this.keyInDoubt) await this.#rotate()
    this.#isMoved = false
    this.keyInDoubt = true
    const saved = (await this.save(active, this.key)) === 'CarrefourSaved'
    if (saved) this.keyInDoubt = false
    return saved
  }

  async reprocess(skuIds: readonly number[]): Promise<void> {
    const { api, world, side, now, note } = this.deps
    const at = now()
    let taken: readonly string[] = []
    try {
      const { result } = await api.graphql<{ result: { skuIds?: readonly string[] } }>(
        world.account,
        REPROCESS,
        { skuIds: skuIds.map(String) }
      )
      taken = result.skuIds ?? []
    } catch {
      // No answer: not acknowledged.
    }
    for (const skuId of skuIds) {
      const acknowledged = taken.includes(String(skuId))
      note({ kind: 'asked', at, side, skuId, by: 'reprocess', acknowledged })
    }
  }

  async reprocessBlocked(): Promise<void> {
    const { api, world, side, now, note } = this.deps
    const answer = await api
      .graphql<{ result: { __typename: string } }>(world.account, REPROCESS_BLOCKED)
      .then(({ result }) => result.__typename)
      .catch(() => 'no answer')
    note({ kind: 'did', at: now(), side, what: `asked for all blocked SKUs: ${answer}` })
  }

  async #rotate(): Promise<void> {
    const path = `${KEYS}/${await this.#findKey()}/rotate`
    const answer = await this.deps.api.send<{ secret: string }>('POST', path)
    if (!answer) return
    this.key = answer.secret
    this.keysEver.push(answer.secret)
  }

  async #findKey(): Promise<number> {
    if (this.#keyId > 0) return this.#keyId
    const { keys } = await this.deps.api.get<{ keys: { keyId: number; name: string }[] }>(KEYS)
    this.#keyId = keys.find(key => key.name === this.world.account)?.keyId ?? 0
    return this.#keyId
  }
}
