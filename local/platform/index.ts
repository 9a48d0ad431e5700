import type { IncomingMessage } from 'node:http'

import type { Clock } from '../clock'
import { WORKSPACE } from '../config'
import type { Database } from '../database'
import { createCallLog } from '../http/calls'
import { createFence } from '../http/fence'
import { CALLER_APP, type Handler, handlerOf, header, sendJson } from '../http/handler'
import type { CallInternet } from '../http/internet'
import type { ResolveHost } from '../http/upstream'
import type { Notify } from '../store'
import type { StubbedCall } from '../stubs/stubs'

import { siteOf } from './account-site'
import { createAppsSettings, createSettingsTable } from './apps-settings'
import { createControl } from './control'
import { createEvents } from './events'
import { createCourier, type SentEvent } from './events/courier'
import { deliverTo } from './events/deliver'
import { createDeliveryQueue } from './events/queue'
import { createFaults } from './faults/faults'
import { createResolveHost } from './hosts'
import { createLicenseManager } from './license-manager'
import { createInfra } from './infra'
import { type HostedApp, identityOf, installApp, type InstalledApp, policiesIn } from './installed'
import { createMail } from './mail'
import { createMasterData } from './masterdata'
import { createNotify } from './notifications'
import { CLOUD } from './profile/cloud'
import { createProfile } from './profile/with-profile'
import type { Policies } from './policies/policies'
import { createReport } from './report'
import { createAppRoutes } from './router/app-routes'
import { createGraphqlGateway } from './router/graphql-gateway'
import { createPublicRoutes } from './router/public-routes'
import { createProviderRoutes } from './router/payment-provider'
import type { Note } from './router/relay'
import { createScheduler } from './scheduler'
import { createSessionManager } from './sessions'
import { callTransforms } from './sessions/call-transform'
import { createSessions } from './sessions/sessions'
import { createVBase } from './vbase'
import { createVtexApis, withPolicies } from './vtex-apis'
import { createVtexId } from './vtexid'
import { callerOf } from './vtexid/credentials'
import { createSession } from './vtexid/session'
import { createTokens } from './vtexid/tokens'

/** What the platform stands on, and what stands beside it; the app is its first one. */
export interface PlatformDeps extends HostedApp {
  db: Database
  clock: Clock
  /** Apps beside the first; none when left out. */
  others?: readonly HostedApp[] | undefined
  /** How calls to VTEX's own hosts are judged that no policy names; strictly when left out. */
  vtexHosts?: 'strict' | 'documented' | undefined
  /** Accounts that have the apps installed. */
  accounts: readonly string[]
  /** Workspaces of each account; production alone when left out. */
  workspaces?: readonly string[] | undefined
  callInternet: CallInternet
  note: Note
  /** Where warnings about what the app lacks go; `note` when left out. */
  tell?: Note | undefined
  /** Answers GraphQL for apps that are not here; nothing does when left out. */
  elsewhere?: ((call: StubbedCall) => Handler | undefined) | undefined
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
  const { db, clock, accounts, note, workspaces = [WORKSPACE] } = deps
  const isLoose = deps.vtexHosts === 'documented'
  const tokens = createTokens(db, clock, { keys: isLoose })
  const report = isLoose ? createReport(deps.tell ?? note, note) : note
  const faults = createFaults()
  const calls = createCallLog()
  const fence = createFence()
  const install = (hosted: HostedApp): InstalledApp =>
    installApp(hosted, {
      tokens,
      accounts,
      note: report,
      fence,
      vtexHosts: deps.vtexHosts ?? 'strict',
      tell: deps.tell ?? note,
    })
  const app = install(deps)
  const apps = [app, ...(deps.others ?? []).map(install)] as const
  const policiesOf = policiesIn(apps)
  const longestMs = Math.max(...apps.map(({ timeoutMs }) => timeoutMs))

  const profile = deps.cloud && createProfile(CLOUD, { ...deps.cloud, clock })
  const searchLagMs = deps.searchLagMs ?? profile?.searchLagMs
  const courier = createCourier({
    queue: createDeliveryQueue(db),
    listeners: apps.map(({ key, service: { events } }) => ({ app: key, events })),
    accounts,
    deliver: deliverTo(apps),
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
        timeoutMs: longestMs + 5_000,
      }
      try {
        const status = await deps.callInternet(call)
        if (status < 300) return true
        report(`Schedule ${id}: answer ${status}`)
      } catch (error) {
        report(`Schedule ${id}: ${String(error)}`)
      }
      return false
    },
  })
  const told = createReport(deps.tell ?? note, note, '')
  // An app may rely on a schema that somebody made by hand.
  const missing = (entity: string, name: string): void =>
    told(
      `Master Data has no schema ${name} of the entity ${entity}: the app was answered 404. PUT /api/dataentities/${entity}/schemas/${name} makes it, with the headers X-VTEX-API-AppKey: vtexappkey-${accounts[0] ?? ''}-OWNER and X-VTEX-API-AppToken: local`
    )
  const masterData = createMasterData({
    db,
    clock,
    tokens,
    policiesOf,
    settings: { ...(searchLagMs && { lagMs: searchLagMs }), ...(isLoose && { missing }) },
  })
  const mail = createMail({ db, clock, tokens })
  const settings = createSettingsTable(db)
  const sessions = createSessions(db, clock)
  const transforms = apps.flatMap(one => one.transforms)
  const sessionManagers = new Map(
    accounts.map(account => {
      const call = callTransforms(apps, account, report)
      return [
        account,
        handlerOf(createSessionManager({ sessions, tokens, account, transforms, call })),
      ]
    })
  )
  const publicRoutes = apps.flatMap(({ service: { routes }, router, provider }) => [
    createPublicRoutes(routes, router),
    ...(provider === undefined ? [] : [createProviderRoutes(provider, accounts)]),
  ])
  const graphql = createGraphqlGateway(apps, deps.elsewhere)

  const join = ({ store, carrefour }: Neighbours): { resolve: ResolveHost; site: SiteOf } => {
    const vtexId = handlerOf(createVtexId({ tokens, now: () => clock.now() }).app)
    const asked = (handler: Handler): Handler => withPolicies(handler, { tokens, policiesOf })
    const mailApi = asked(handlerOf(mail.app))
    const api = createVtexApis({
      licenseManager: handlerOf(createLicenseManager({ tokens, everyResource: isLoose }).app),
      masterData: handlerOf(masterData.app),
      mail: mailApi,
      scheduler: handlerOf(scheduler.app),
      vtexId,
      sessions: account => sessionManagers.get(account) ?? NO_SESSIONS,
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
        vbase: handlerOf(createVBase({ db, clock, tokens, policiesOf }).app),
        appsSettings: handlerOf(
          createAppsSettings({ settings, apps: apps.map(identityOf), tokens, policiesOf }).app
        ),
        events: handlerOf(createEvents({ courier, tokens, policiesOf }).app),
        masterData: handlerOf(masterData.app),
        vtexId,
        infra: handlerOf(createInfra({ tokens, workspaces }).app),
        appRoutes: createAppRoutes({ apps, tokens, workspaces }),
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
    /** The first app. */
    app: identityOf(app),
    /** All apps, the first one included. */
    apps: apps.map(identityOf),
    tokens,
    /** The policies of the first app. */
    policies: app.policies,
    /** The policies of the app that makes a call. */
    policiesOfCaller: (req: IncomingMessage): Policies => {
      const caller = callerOf(req.headers, tokens)
      if (caller?.kind === 'app') return policiesOf(caller.user)
      // With a person's token, or without one, the runtime still says which app is calling.
      return policiesOf(header(req, CALLER_APP) || header(req, 'user-agent'))
    },
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
      tokens.forget()
      courier.forget()
    },
    session: handlerOf(
      createSession({ tokens, accounts, sessions: isLoose ? sessions : undefined }).app
    ),
    /** The newest mails that the app handed over, newest first. */
    mails: () => mail.list(),
    control: handlerOf(
      createControl({
        faults,
        calls,
        mail,
        courier,
        scheduler,
        accounts,
        workspaces,
        settings,
        apps: apps.map(({ key, settingsSchema }) => ({ key, settingsSchema })),
      }).app
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

/** Asked for an account that the workspace does not have. */
const NO_SESSIONS: Handler = (_req, res) =>
  sendJson(res, 404, { code: 'NotFound', message: 'The workspace does not have this account' })

/** Finds what answers for a path of an account's site. */
export type SiteOf = (
  account: string,
  path: string,
  workspace?: string
) => { part: string; handle: Handler } | undefined
