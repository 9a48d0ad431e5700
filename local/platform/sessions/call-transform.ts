import { stringify } from 'node:querystring'

import { hostOf, WORKSPACE } from '../../config'
import { readJson } from '../../http/body'
import type { InstalledApp } from '../installed'
import { contextHeaders } from '../router/context-headers'
import type { Note } from '../router/relay'
import { createRouteMatcher } from '../router/route-match'

import type { CallTransform } from './transforms'

/** Far beyond what a transform has to say; VTEX does not tell its limit. */
const MAX_BYTES = 64 * 1024

/**
 * Calls transforms on the apps that declare them, as Session Manager does: `POST /_v/NAME/session/transform`, a public
 * route. One that cannot be called, or that fails, says nothing; that is told.
 */
export function callTransforms(
  apps: readonly InstalledApp[],
  account: string,
  report: Note
): CallTransform {
  const owners = new Map(
    apps.flatMap(app => {
      const match = createRouteMatcher(app.service.routes)
      return app.transforms.map(({ name }) => [name, { app, match }] as const)
    })
  )
  return async (transform, body) => {
    const path = `/_v/${transform.name}/session/transform`
    const { app, match } = owners.get(transform.name) ?? {}
    const route = match?.(path)
    if (app === undefined || route === undefined) {
      report(`vtex.session names ${transform.name}, and service.json has no public route ${path}`)
      return null
    }
    const bytes = Buffer.from(JSON.stringify(body))
    const headers = {
      ...contextHeaders({
        account,
        workspace: WORKSPACE,
        appToken: app.router.tokens.appToken(account, app.id),
        host: hostOf(account, WORKSPACE),
      }),
      'x-colossus-route-id': route.id,
      'x-colossus-route-declarer': app.id,
      'x-colossus-params': stringify(route.params),
      'content-type': 'application/json',
      'content-length': String(bytes.length),
    }
    try {
      const answer = await app.router.service.call({ method: 'POST', path, headers, body: bytes })
      const said = await readJson(answer, MAX_BYTES)
      if ((answer.statusCode ?? 500) < 300) return said
      report(`Transform ${transform.name}: answer ${answer.statusCode ?? ''}`)
    } catch (error) {
      report(`Transform ${transform.name}: ${error instanceof Error ? error.message : ''}`)
    }
    return null
  }
}
