import type { IncomingMessage, ServerResponse } from 'node:http'

import { WORKSPACE } from '../config'
import type { Handler } from '../http/handler'
import { isUnder } from '../http/handler'

import { isGraphql } from './router/graphql-request'
import type { PublicRoutes } from './router/public-routes'

type AccountHandler = (
  account: string,
  req: IncomingMessage,
  res: ServerResponse,
  workspace: string
) => Promise<void> | void

/** What answers on an account's own addresses. */
export interface SiteParts {
  /** Those of each app. */
  publicRoutes: readonly PublicRoutes[]
  graphql: AccountHandler
  /** VTEX's APIs of the account: paths `/api/...`. */
  api: (account: string, path: string) => { part: string; handle: Handler } | undefined
}

/** An account's site `{account}.myvtex.com`: the apps' public routes, their GraphQL and VTEX's APIs. */
export function siteOf(
  parts: SiteParts,
  account: string,
  path: string,
  workspace = WORKSPACE
): { part: string; handle: Handler } | undefined {
  if (isGraphql(path)) {
    return { part: 'graphql', handle: (req, res) => parts.graphql(account, req, res, workspace) }
  }
  if (isUnder(path, '/api')) return parts.api(account, path)
  const routes = parts.publicRoutes.find(one => one.knows(path))
  return (
    routes && {
      part: 'router',
      handle: (req, res) => routes.handle(account, req, res, workspace),
    }
  )
}
