import type Database from 'libsql'
import Koa from 'koa'

/** What the Carrefour part needs from its workspace. */
export interface CarrefourDeps {
  db: Database.Database
  clock: { now(): number }
}

/** The Carrefour part: Mirakl's seller API and its console page. */
export interface Carrefour {
  /** Paths `/api/...`. */
  app: Koa
  /** Mounted at /console/carrefour. */
  console: Koa
}

/** Makes the Mirakl sandbox over the workspace's database. */
export function createCarrefour(_deps: CarrefourDeps): Carrefour {
  return { app: new Koa(), console: new Koa() }
}
