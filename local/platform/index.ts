import type { Clock } from '../clock'
import { type AppIdentity, appIdentity, type Manifest, WORKSPACE } from '../config'
import type { Database } from '../database'
import type { ServiceJson } from '../build/service-json'
import { createCallLog } from '../http/calls'
import { createFence } from '../http/fence'
import { type Handler, handlerOf } from '../http/handler'
import type { CallInternet } from '../http/internet'
import type { ResolveHost } from '../http/upstream'
import type { Notify } from '../store'

import { siteOf } from './account-site'
import { createAppsSettings } from './apps-settings'
import { createControl } from './control'
import { createEvents } from './events'
import { createCourier, type SentEvent } from './events/courier'
import { createDeliver } from './events/deliver'
import { createDeliveryQueue } from './events/queue'
import { createFaults } from './faults/faults'
import { createResolveHost } from './hosts'
import { createLicenseManager } from './license-manager'
import { createMail } from './mail'
import { createMasterData } from './masterdata'
import { createNotify } from './notifications'
import { createPolicies } from './policies/policies'
import { CLOUD } from './profile/cloud'
import { createProfile } from './profile/with-profile'
import { createGraphqlGateway } from './router/graphql-gateway'
import { createPublicRoutes } from './router/public-routes'
import type { Note } from './router/relay'
import { createServiceCaller } from './router/service-call'
import { createScheduler } from './scheduler'
import { createVBase } from './vbase'
import { createVtexApis, withPolicies } from './vtex-apis'
import { createVtexId } from './vtexid'
import { createSession } from './vtexid/session'
import { createTokens } from './vtexid/tokens'

/** What the platform stands on, and what stands beside it. */
export interface PlatformDeps {
  db: Database
  clock: Clock
  manifest: Manifest
  service: ServiceJson
  /** How calls to VTEX's own hosts are judged that no policy names; strictly when left out. */
  vtexHosts?: 'strict' | 'documented' | undefined
  /** Texts of the operations of the app's pages, by hash; none when left out. */
  operations?: Readonly<Record<string, string>> | undefined
  /** Accounts that have the app installed. */
  accounts: readonly string[]
  /** Workspaces of each account; production alone when left out. */
  workspaces?: readonly string[] | undefined
  /** Ports of the replicas that listen now. */
  ports: () => number[]
  callInternet: CallInternet
  note: Note
  /** Where warnings about what the app lacks go; `note` when left out. */
  tell?: Note | undefined
  /** Hears each event that is sent, by the app or by VTEX. */
  onEvent?: ((event: SentEvent) => void) | undefined
  /** Speed and limits of the cloud; those of this machine when left out. */
  cloud?: CloudOptions | undefined
  /** How long search lags behind documents, in milliseconds; Master Data's own default when left out. */
  searchLagMs?: (() => number) | undefined
}

/** How the cloud is played. */
export interface CloudOptions {
  /** The same seed gives the same latencies to the same calls. */
  seed: number
}

/** The parts that are not the platform's. */
export interface Neighbours {
  store: (account: string) => Handler | undefined
  /** Left out where the workspace has no Carrefour. */
  carrefour?: Handler | undefined
}

/** VTEX's scheduler is an app itself, and its calls say so. */
const SCHEDULER_APP = 'vtex.scheduler@4.0.0'

/** The VTEX platform of the workspace. */
export type Platform = ReturnType<typeof createPlatform>

/** Composes the platform; `join` adds the store and Carrefour, which need parts of it themselves. */
export function createPlatform(deps: PlatformDeps) {
  const { db, clock, manifest, service, accounts, note, workspaces = [WORKSPACE] } = deps
  const app: AppIdentity = appIdentity(manifest)
  const policies = createPolicies(manifest, {
    vtexHosts: deps.vtexHosts ?? 'strict',
    tell: deps.tell ?? note,
  })
  const tokens = createTokens(db, clock)
  const faults = createFaults()
  const calls = createCallLog()
  const fence = createFence()
  const timeoutMs = service.timeout * 1000
  const routerDeps = {
    service: createServiceCaller({ ports: deps.ports, timeoutMs, fence }),
    tokens,
    appId: app.id,
    accounts,
    note,
  }

  const profile = deps.cloud && createProfile(CLOUD, { ...deps.cloud, clock })
  const searchLagMs = deps.searchLagMs ?? profile?.searchLagMs
  const courier = createCourier({
    queue: createDeliveryQueue(db),
    events: service.events,
    accounts,
    deliver: createDeliver(routerDeps),
    faults,
    clock,
    onEvent: deps.onEvent,
  })
  const scheduler = createScheduler({
    db,
    clock,
    tokens,
    async run({ account, job: { id, request } }) {
      const headers = {
        'content-type': 'application/json',
        ...request.headers,
        vtexidclientautcookie: tokens.appToken(account, SCHEDULER_APP),
      }
      const body = request.body === undefined ? '' : JSON.stringify(request.body)
      const call = {
        url: request.uri,
        method: request.method,
        headers,
        body,
        timeoutMs: timeoutMs + 5_000,
      }
      try {
        const status = await deps.callInternet(call)
        if (status < 300) return true
        note(`Schedule ${id}: answer ${status}`)
      } catch (error) {
        note(`Schedule ${id}: ${String(error)}`)
      }
      return false
    },
  })
  const masterData = createMasterData({
    db,
    clock,
    tokens,
    policies,
    settings: searchLagMs ? { lagMs: searchLagMs } : {},
  })
  const mail = createMail({ db, clock, tokens })
  const publicRoutes = createPublicRoutes(service.routes, routerDeps)
  const graphql = createGraphqlGateway({ ...routerDeps, operations: deps.operations ?? {} })

  const join = ({ store, carrefour }: Neighbours): { resolve: ResolveHost; site: SiteOf } => {
    const vtexId = handlerOf(createVtexId({ tokens }).app)
    const asked = (handler: Handler): Handler => withPolicies(handler, { tokens, policies })
    const mailApi = asked(handlerOf(mail.app))
    const api = createVtexApis({
      licenseManager: handlerOf(createLicenseManager({ tokens }).app),
      masterData: handlerOf(masterData.app),
      mail: mailApi,
      scheduler: handlerOf(scheduler.app),
      vtexId,
      store: account => {
        const app = store(account)
        return app && asked(app)
      },
    })
    const site: SiteOf = (account, path, workspace = WORKSPACE) =>
      workspaces.includes(workspace)
        ? siteOf({ publicRoutes, graphql, api }, account, path, workspace)
        : undefined
    const resolve = createResolveHost(
      {
        vbase: handlerOf(createVBase({ db, clock, tokens, policies }).app),
        appsSettings: handlerOf(createAppsSettings({ db, app, tokens, policies }).app),
        events: handlerOf(createEvents({ courier, app, tokens, policies }).app),
        masterData: handlerOf(masterData.app),
        vtexId,
        mail: mailApi,
        carrefour,
        api,
        site,
      },
      faults,
      profile?.withProfile
    )
    return { resolve, site }
  }

  return {
    app,
    tokens,
    policies,
    calls,
    faults,
    courier,
    scheduler,
    masterData,
    fence,
    /** Replaces the state under the running workspace: what is under way is cut off from it. */
    replaceState(replace: () => void): void {
      fence.raise()
      replace()
      masterData.forget()
      courier.forget()
    },
    session: handlerOf(createSession({ tokens, accounts }).app),
    /** The newest mails that the app handed over, newest first. */
    mails: () => mail.list(),
    control: handlerOf(
      createControl({ faults, calls, mail, courier, scheduler, accounts, workspaces }).app
    ),
    notifyOf: (account: string): Notify =>
      createNotify({ account, courier, callInternet: deps.callInternet }),
    join,
    /** Stops calling the service: no more events, no schedule. */
    drain(): void {
      courier.drain()
      scheduler.drain()
    },
    stop(): void {
      courier.stop()
      scheduler.stop()
      masterData.close()
    },
  }
}

/** Finds what answers for a path of an account's site. */
export type SiteOf = (
  account: string,
  path: string,
  workspace?: string
) => { part: string; handle: Handler } | undefined
