import type Koa from 'koa'

import type { Clock } from '../clock'
import type { Console } from '../console/page'
import type { Database } from '../database'

import type { TimelineSource } from '../timeline/events'

import { carrefourConsole } from './console/app'
import type { Listing } from './catalogue'
import type { NewKey } from './keys'
import { miraklApp } from './mirakl/app'
import { openSandbox } from './sandbox'
import type { Shop } from './shops'
import { carrefourEvents } from './timelineEvents'

export type { Listing } from './catalogue'

/** Calls that are looked at for what happened lately. */
const CALLS = 10_000

/** What the Carrefour part needs from its workspace. */
export interface CarrefourDeps {
  db: Database
  clock: Clock
  /** The consoles of the workspace; all when left out. */
  consoles?: readonly Console[] | undefined
}

/** The Carrefour part: Mirakl's seller API, its console page, and a way in for seed data. */
export interface Carrefour {
  /** Paths `/api/...`. */
  app: Koa
  /** Mounted at /console/carrefour. */
  console: Koa
  /** Adds a shop. */
  addShop(shop: Omit<Shop, 'createdAt'>): void
  /** Makes a key and answers its secret, which is kept only as a hash. */
  addKey(key: NewKey): string
  /** Adds products with their offers. */
  load(listings: Listing[]): void
  /** Whether, since a moment, a product was catalogued, a call was refused with 401, and one was accepted after that. */
  since(at: number): { catalogued: boolean; refused: boolean; accepted: boolean }
  /** The files it received, and their results. */
  timeline: TimelineSource['timeline']
}

/** Makes the Mirakl sandbox over the workspace's database. */
export function createCarrefour({ db, clock, consoles }: CarrefourDeps): Carrefour {
  const sandbox = openSandbox(db, clock, consoles)
  return {
    app: miraklApp(sandbox),
    console: carrefourConsole(sandbox),
    addShop: shop => sandbox.shops.add({ ...shop, createdAt: clock.now() }),
    addKey: key => sandbox.keys.create(key, clock.now()).secret,
    since(at) {
      sandbox.timeline.advance(clock.now())
      const calls = sandbox.calls.find({ since: at, limit: CALLS })
      const refusedAt = calls.find(({ status }) => status === 401)?.at ?? null
      return {
        catalogued: sandbox.offers.listedSince(at),
        refused: refusedAt !== null,
        accepted:
          refusedAt !== null &&
          calls.some(call => call.at > refusedAt && call.status !== null && call.status < 300),
      }
    },
    timeline: query => {
      sandbox.timeline.advance(clock.now())
      return carrefourEvents(sandbox, query)
    },
    load: listings => sandbox.catalogue.load(listings, clock.now()),
  }
}
