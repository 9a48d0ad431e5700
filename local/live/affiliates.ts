import type { OutgoingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'

import { hostOf, WORKSPACE } from '../config'
import type { Database } from '../database'
import { isRecord } from '../http/body'
import { createTables, sqlOf } from '../sql'

import type { Forward } from './forward'

export interface AffiliatesDeps {
  readonly db: Database
  readonly account: string
  /** Null when VTEX does not reach this workspace: nothing is registered then, only put back. */
  readonly publicUrl: URL | null
  /** Address of the real store. */
  readonly address: URL
  readonly forward: Forward
  readonly credentials: OutgoingHttpHeaders
}

/**
 * The affiliates that were registered at the real store for as long as the workspace runs. The app names its own
 * address on VTEX, which leads nowhere yet; the store is told the public address instead, and the app never sees it.
 */
export interface Affiliates {
  /** The body of a save as it may leave; null for one that does not point to the app. */
  outgoing(body: Buffer): Buffer | null
  /** An answer of the store, with the app's own address in the place of the public one. */
  incoming(text: string): string
  /** Remembers how an affiliate was, before it is saved for the first time. @throws Error when the store does not say */
  remember(id: string): Promise<void>
  /** Puts an affiliate back as it was; true when that was done, false for one that was not registered here. */
  restore(id: string): Promise<boolean>
  /** Puts all of them back. Answers the ids of those that the store did not take. */
  restoreAll(): Promise<readonly string[]>
  /** Ids that are registered now, of an earlier run too. */
  registered(): readonly string[]
}

const RESTORE_MS = 10_000

export function createAffiliates(deps: AffiliatesDeps): Affiliates {
  const { db, publicUrl, forward } = deps
  const sql = sqlOf(db)
  createTables(db, 'CREATE TABLE IF NOT EXISTS live_affiliates (id TEXT PRIMARY KEY, before TEXT)')
  const own = `https://${hostOf(deps.account, WORKSPACE)}`
  const call = async (method: string, id: string, body: Buffer | null) =>
    forward({
      url: new URL(`/api/fulfillment/pvt/affiliates/${encodeURIComponent(id)}`, deps.address),
      method,
      headers: {
        ...deps.credentials,
        accept: 'application/json',
        ...(body !== null && { 'content-type': 'application/json' }),
      },
      body,
      gone: AbortSignal.timeout(RESTORE_MS),
    })
  const before = (id: string) =>
    sql.get<{ before: string | null }>('SELECT before FROM live_affiliates WHERE id = ?', id)

  const affiliates: Affiliates = {
    outgoing(body) {
      const saved = parsed(body.toString('utf8'))
      const endpoint = saved?.searchURIEndpoint
      if (publicUrl === null || typeof endpoint !== 'string') return null
      if (!endpoint.startsWith(`${own}/_v/`)) return null
      const searchURIEndpoint = publicUrl.origin + endpoint.slice(own.length)
      return Buffer.from(JSON.stringify({ ...saved, searchURIEndpoint }))
    },
    incoming: text =>
      publicUrl === null ? text : text.replaceAll(`"${publicUrl.origin}/_v/`, `"${own}/_v/`),
    async remember(id) {
      if (before(id) !== undefined) return
      const answer = await call('GET', id, null)
      const text = await textOf(answer.body)
      const { status } = answer
      const found = status === 200 ? parsed(text) : null
      if (status !== 404 && found === null)
        throw new Error(`The store answered ${status} about affiliate ${id}`)
      sql.run(
        'INSERT OR IGNORE INTO live_affiliates VALUES (?, ?)',
        id,
        found && JSON.stringify(found)
      )
    },
    async restore(id) {
      const kept = before(id)
      if (kept === undefined) return false
      const answer =
        kept.before === null
          ? await call('DELETE', id, null)
          : await call('PUT', id, Buffer.from(withoutId(kept.before)))
      answer.body.resume()
      answer.body.on('error', () => undefined)
      const { status } = answer
      if (status >= 300 && status !== 404)
        throw new Error(`The store answered ${status} about affiliate ${id}`)
      sql.run('DELETE FROM live_affiliates WHERE id = ?', id)
      return true
    },
    async restoreAll() {
      const left: string[] = []
      for (const id of affiliates.registered())
        await affiliates.restore(id).catch(() => left.push(id))
      return left
    },
    registered: () =>
      sql.all<{ id: string }>('SELECT id FROM live_affiliates ORDER BY id').map(({ id }) => id),
  }
  return affiliates
}

function withoutId(text: string): string {
  const { id: _, ...rest } = parsed(text) ?? {}
  return JSON.stringify(rest)
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

const MOST_CHARACTERS = 1024 * 1024

async function textOf(body: Readable): Promise<string> {
  let text = ''
  for await (const chunk of body as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > MOST_CHARACTERS) break
  }
  return text
}
