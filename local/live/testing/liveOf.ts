import { createServer } from 'node:http'

import { afterEach } from '@jest/globals'

import { type Clock, systemClock } from '../../clock'
import { type Database, openDatabase } from '../../database'
import { close, listen } from '../../http/listen'
import { createLive, type Live } from '..'

import { type LiveOptions, settingsOf } from './merchant'

const undo: (() => Promise<unknown> | void)[] = []

/** Runs at the end of the test that is running. */
export const atEnd = (step: () => Promise<unknown> | void): void => void undo.push(step)

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

interface AloneOptions extends LiveOptions {
  readonly write?: boolean
  readonly clock?: Clock
  readonly db?: Database
}

/** The real hosts without a workspace around them: the store and Carrefour each answer on a port of their own. */
export async function liveOf(
  options: AloneOptions
): Promise<{ live: Live; store: string; carrefour: string }> {
  const db = options.db ?? openDatabase(':memory:')
  const live = createLive({
    settings: settingsOf(options),
    write: options.write ?? false,
    db,
    clock: options.clock ?? systemClock,
    isAuthorized: () => true,
    askApp: () => Promise.resolve(null),
    isInManifest: host => host.endsWith('.mirakl.net'),
  })
  const carrefour = live.upstreamOf(new URL(options.carrefourUrl.replace(/^https/, 'http')))
  const serve = async (handle: Live['store'] | undefined): Promise<string> => {
    const server = createServer((req, res) => void handle?.(req, res))
    const port = await listen(server, 0)
    atEnd(() => close(server))
    return `http://127.0.0.1:${port}`
  }
  return { live, store: await serve(live.store), carrefour: await serve(carrefour?.handle) }
}
