import { MasterData } from '@vtex/api'

import type { Millis } from '../shared/time'
import { type EntityKind, SCHEMAS } from '../storage/schemas'
import { statusOf } from './callError'

/**
 * Master Data with the app's own schemas. The app makes them itself, when it is installed and whenever one turns out
 * to be missing: the event of an installation can be lost, and someone may delete a schema by hand.
 */
export class OwnMasterData extends MasterData {
  /**
   * Saves the schema of one of the app's entities. One that is there as it must be answers "not modified", and
   * nothing is indexed again.
   */
  async ensureSchema(dataEntity: string, schemaName: string): Promise<void> {
    const kind = kindOf(dataEntity)
    if (kind === null) return
    try {
      await this.createOrUpdateSchema({
        dataEntity,
        schemaName,
        schemaBody: { ...SCHEMAS[kind] },
      })
    } catch (error) {
      if (statusOf(error) !== 304) throw error
    }
  }

  override getDocument<T>(...args: Parameters<MasterData['getDocument']>) {
    return patiently(() => super.getDocument<T>(...args))
  }

  override updateEntireDocument(...args: Parameters<MasterData['updateEntireDocument']>) {
    return this.#bySchema(args[0], () => super.updateEntireDocument(...args))
  }

  override searchDocumentsWithPaginationInfo<T>(
    ...args: Parameters<MasterData['searchDocumentsWithPaginationInfo']>
  ) {
    return this.#bySchema(args[0], () => super.searchDocumentsWithPaginationInfo<T>(...args))
  }

  override scrollDocuments<T>(...args: Parameters<MasterData['scrollDocuments']>) {
    // A scroll under way found its schema when it began.
    if (args[0].mdToken) return patiently(() => super.scrollDocuments<T>(...args))
    return this.#bySchema(args[0], () => super.scrollDocuments<T>(...args))
  }

  /** Both statuses are taken for "no such schema": which one it is, is not documented. */
  async #bySchema<T>(
    { dataEntity, schema }: { readonly dataEntity: string; readonly schema?: string },
    call: () => Promise<T>
  ): Promise<T> {
    try {
      return await patiently(call)
    } catch (error) {
      const status = statusOf(error)
      if (schema === undefined || (status !== 400 && status !== 404)) throw error
      await this.ensureSchema(dataEntity, schema)
      return call()
    }
  }
}

/**
 * Waits after a 429 before the next try. Master Data throttles the whole account, other apps' calls included, and
 * names no time; about 400 ms between calls is what VTEX advises. What was refused so was not done, so any call may
 * be made again. Longer than this is for the caller to decide.
 */
const WAITS: readonly Millis[] = [400, 800]

async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await call()
    } catch (error) {
      if (statusOf(error) !== TOO_MANY) throw error
      await new Promise(resolve => setTimeout(resolve, wait + Math.random() * wait))
    }
  }
  return call()
}

const TOO_MANY = 429

const kindOf = (dataEntity: string): EntityKind | null => {
  if (dataEntity.endsWith('_process')) return 'process'
  return dataEntity.endsWith('_history') ? 'history' : null
}
