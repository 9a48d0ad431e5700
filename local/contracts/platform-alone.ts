import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { readServiceJson } from '../build/service-json'
import { createCarrefour } from '../carrefour'
import { systemClock } from '../clock'
import { readManifest, WORKSPACE } from '../config'
import { openDatabase } from '../database'
import type { CallLog } from '../http/calls'
import { type Handler, handlerOf } from '../http/handler'
import { close, listen } from '../http/listen'
import { createLive, type Live, type LiveOptions } from '../live'
import { createPartApp } from '../http/part'
import { createWorkspaceServer } from '../http/server'
import { createPlatform } from '../platform'
import { installSchemas } from '../platform/install'
import { callerOf, tokenOf } from '../platform/vtexid/credentials'
import type { Tokens } from '../platform/vtexid/tokens'
import { createStore } from '../store'
import { ROOT } from '../workspace'

/** The platform, the stores and Carrefour without a service: their clients are the test's own. */
export interface PlatformAlone {
  /** The address of its proxy. */
  url: string
  /** `vendor.name@version` */
  appId: string
  /** The app's token for an account. */
  tokenOf(account: string): string
  /** VTEX ID's tokens, for those who sign in. */
  tokens: Tokens
  /** What was called, newest last. */
  calls: CallLog
  /** The real hosts that it was told of; null when it was told of none. */
  live: Live | null
  stop(): Promise<void>
}

/**
 * Starts the platform for these accounts on an empty database; search lags as usual unless it is said how long. With
 * `real` the first account works with real hosts.
 */
export async function startPlatformAlone(
  accounts: readonly string[],
  searchLagMs?: number,
  real?: LiveOptions
): Promise<PlatformAlone> {
  const dataDir = mkdtempSync(join(tmpdir(), 'platform-'))
  const db = openDatabase(join(dataDir, 'workspace.db'))
  const platform = createPlatform({
    db,
    clock: systemClock,
    manifest: readManifest(ROOT),
    service: readServiceJson(ROOT),
    accounts,
    ports: () => [],
    callInternet: () => Promise.reject(new Error('nothing is called back')),
    note: () => undefined,
    ...(searchLagMs !== undefined && { searchLagMs: () => searchLagMs }),
  })
  const nobody = handlerOf(createPartApp())
  const stores = new Map<string, Handler>()
  const storeOf = (account: string): Handler => {
    const made = stores.get(account) ?? handlerOf(emptyStore(account))
    stores.set(account, made)
    return made
  }
  const emptyStore = (account: string) =>
    createStore({
      db,
      clock: systemClock,
      account,
      notify: platform.notifyOf(account),
      isAuthorized: headers => platform.tokens.identify(tokenOf(headers))?.account === account,
    }).app
  const [home = ''] = accounts
  const live = real
    ? createLive({
        ...real,
        db,
        clock: systemClock,
        isAuthorized: headers => platform.tokens.identify(tokenOf(headers))?.account === home,
        askApp: () => Promise.resolve(null),
        isInManifest: () => true,
      })
    : null
  const { resolve } = platform.join({
    store: account =>
      account === home && live?.store
        ? live.store
        : accounts.includes(account)
          ? storeOf(account)
          : undefined,
    carrefour: handlerOf(createCarrefour({ db, clock: systemClock }).app),
  })
  const server = createWorkspaceServer({
    resolve,
    origin: nobody,
    policiesOf: platform.policiesOfCaller,
    calls: platform.calls,
    callerAccount: req => callerOf(req.headers, platform.tokens)?.account ?? '',
    realHost: target => live?.upstreamOf(target),
  })
  const port = await listen(server, 0)
  installSchemas(ROOT, platform.app, { accounts, workspaces: [WORKSPACE] }, platform.masterData)
  return {
    url: `http://127.0.0.1:${port}`,
    appId: platform.app.id,
    tokens: platform.tokens,
    calls: platform.calls,
    live,
    tokenOf: account => platform.tokens.appToken(account, platform.app.id),
    async stop() {
      platform.stop()
      await close(server)
      db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
