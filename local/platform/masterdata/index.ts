import type Koa from 'koa'

import type { Clock } from '../../clock'
import type { Database } from '../../database'
import { createPartApp } from '../../http/part'
import { refuse } from '../../http/problem'
import { type PoliciesOf, requirePolicy } from '../policies/policies'
import { authenticate } from '../vtexid/credentials'
import type { Tokens } from '../vtexid/tokens'

import { documentRoutes } from './document-routes'
import type { Document } from './documents'
import { indexRoutes } from './index-routes'
import { createParts, type InstallSchema, type MasterDataSettings } from './parts'
import { schemaRoutes } from './schema-routes'
import { searchRoutes } from './search-routes'

export interface MasterDataDeps {
  db: Database
  clock: Clock
  tokens: Tokens
  policiesOf: PoliciesOf
  settings?: MasterDataSettings
}

/** Master Data v2: host `api.vtex.com`, path `/api/dataentities`, account in the query `an`. */
export interface MasterDataPart {
  app: Koa
  /** Saves an entity's schema as the masterdata builder does when an app is installed. */
  installSchema: InstallSchema
  /** Saves a document that VTEX itself writes. */
  putDocument(account: string, entity: string, id: string, fields: Document): void
  /** Its tables were replaced. */
  forget(): void
  close(): void
}

/** Makes Master Data over the workspace's database. Attachments, versions and clusters are not offered. */
export function createMasterData(deps: MasterDataDeps): MasterDataPart {
  const parts = createParts(deps.db, deps.clock, deps.settings ?? {})
  const app = createPartApp()
  app.use((ctx, next) => {
    const account = typeof ctx.query.an === 'string' ? ctx.query.an : ''
    if (account === '') throw refuse(400, 'BadRequest', 'The query has no account: an=')
    const { kind, user } = authenticate(deps.tokens, ctx.req.headers, account)
    if (kind === 'app') requirePolicy(deps.policiesOf(user), 'ADMIN_DS')
    ctx.state.account = account
    return next()
  })
  for (const routes of [documentRoutes, searchRoutes, schemaRoutes, indexRoutes]) {
    app.use(routes(parts).routes())
  }
  return {
    app,
    installSchema: parts.installSchema,
    putDocument: (account, entity, id, fields) =>
      void parts.documents.save({
        entity: parts.entities.of(account, entity),
        ...{ id, fields, mode: 'replace' },
      }),
    forget: () => parts.forget(),
    close() {
      parts.lag.close()
      parts.forget()
    },
  }
}
