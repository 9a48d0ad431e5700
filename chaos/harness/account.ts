import { fingerprint } from './recorder'
import type { World } from '../world'
import { POLICY } from '../world'
import type { Api } from './api'
import type { Connection } from './queries'
import { CONNECTION, REPROCESS, REPROCESS_BLOCKED, SAVE } from './queries'
import { Jobs } from './jobs'
import type { HistoryEvent } from '../history'

/** What an account of a run stands on. */
export interface AccountDeps {
  readonly api: Api
  readonly world: World
  readonly side: 0 | 1
  readonly now: () => number
  readonly note: (event: HistoryEvent) => void
}

const KEYS = '/console/carrefour/api/keys'

/** A merchant of the run: one account, its people, and its key at Carrefour. */
export class Account {
  /** Whether the saved key and Carrefour's do not, or may not, agree. */
  keyInDoubt = false
  active = true
  /** Every key that Carrefour ever gave this account. */
  readonly keysEver: string[]
  /** The reprocess jobs of its people. */
  readonly jobs: Jobs
  #keyId = 0

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

  /** Saves the configuration; answers GraphQL's name of the outcome, '' when there was no answer. */
  async save(active: boolean, shopKey: string | null, valid = true): Promise<string> {
    const { api, world, side, now, note } = this.deps
    const at = now()
    let answer = ''
    try {
      const { configuration } = await this.connection()
      const input = {
        shopId: String(world.shopId),
        tradePolicy: String(POLICY),
        affiliateId: 'CRF',
        minimumStock: world.minimumStock,
        sendKits: false,
        notificationEmail: 'estoque@loja.example',
        carrefourUrl: 'https://carrefour-sandbox.mirakl.net',
        portalUrl: 'https://portal-fornecedor.example',
        ...configuration,
        active,
        version: configuration?.version ?? null,
      }
      const { saved } = await api.graphql<{ saved: { __typename: string } }>(world.account, SAVE, {
        input,
        shopKey,
      })
      answer = saved.__typename
      if (answer !== 'CarrefourSaved')
        note({ kind: 'did', at: now(), side, what: `save: ${JSON.stringify(saved)}` })
    } catch (error) {
      // Nobody knows what became of it.
      note({ kind: 'did', at: now(), side, what: `save: ${String(error).slice(0, 200)}` })
    }
    const key = fingerprint(shopKey ?? undefined)
    note({ kind: 'saved', at, until: now(), side, answer, key, valid })
    if (answer === 'CarrefourSaved') this.active = active
    return answer
  }

  async breakKey(how: 'revoke' | 'rotate'): Promise<void> {
    const { api, side, now, note } = this.deps
    this.keyInDoubt = true
    note({ kind: 'keyBroken', at: now(), side, how })
    const path = `${KEYS}/${await this.#findKey()}`
    if (how === 'revoke') await api.send('POST', `${path}/revoke`)
    else await this.#rotate()
  }

  /** Makes Carrefour take a key and saves it; answers whether it was saved. */
  async fixKey(active: boolean): Promise<boolean> {
    await this.deps.api.send('POST', `${KEYS}/${await this.#findKey()}/restore`)
    if (!this.keyInDoubt) await this.#rotate()
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
