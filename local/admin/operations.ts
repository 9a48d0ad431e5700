import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { compileFunction } from 'node:vm'

import { InMemoryCache } from 'apollo-cache-inmemory'
import {
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
  parse,
  print,
} from 'graphql'

import { uploadedFiles } from '../build/uploaded'
import { appIdentity, readManifest } from '../config'

/** The text of each operation by its hash: all that the GraphQL gateway knows of the pages. */
export type Operations = Readonly<Record<string, string>>

/** A `.graphql` file of the pages. */
export interface PageDocument {
  /** What `import` gives to a page; an operation carries its hash and its sender in directives. */
  readonly document: DocumentNode
  /** What is stored for it; null for a file that only has fragments, which nothing can ask for. */
  readonly stored: { readonly hash: string; readonly text: string } | null
}

/** The loader of VTEX's react builder. It makes a module of a file; the module's `require` resolves each `#import`. */
const loader = createRequire(__filename)('graphql-tag/loader') as (
  this: { cacheable(): void },
  text: string
) => string

/**
 * Every `.graphql` file that pages may import, from react/ or from graphql/ beside it, by its path below `root`, as VTEX's builder reads it:
 * its own definitions and those of the files that it imports, nothing else.
 *
 * @throws Error for a file that has no meaning there: a syntax error, an `#import` of what is not uploaded, a
 * circle of imports, several operations.
 */
export function readDocuments(root: string): ReadonlyMap<string, PageDocument> {
  return documentsIn(root, 'all')
}

function documentsIn(root: string, which: 'all' | 'readable'): ReadonlyMap<string, PageDocument> {
  const files = uploadedFiles(root).filter(file =>
    /^(react|graphql)\/.*\.(graphql|gql)$/.test(file)
  )
  const { id } = appIdentity(readManifest(root))
  const read = (file: string, importers: readonly string[] = []): DocumentNode => {
    const by = importers[importers.length - 1]
    if (!files.includes(file))
      throw new Error(`${by ?? root} imports ${file}, which is not uploaded`)
    if (importers.includes(file)) throw new Error(`${file} imports itself`)
    const required = (name: string) => {
      if (!name.startsWith('.'))
        throw new Error(`${file} imports ${name}: only ./ and ../ are resolved`)
      return read(path.posix.join(path.posix.dirname(file), name), [...importers, file])
    }
    return load(readFileSync(path.join(root, file), 'utf8'), required)
  }
  const documents = files.flatMap((file): [string, PageDocument][] => {
    try {
      const document = read(file)
      // Most files of graphql/ are the schema, which no page imports.
      return document.definitions.some(isExecutable) ? [[file, persist(file, document, id)]] : []
    } catch (error) {
      if (which === 'all') throw error
      return []
    }
  })
  return new Map(documents)
}

const isExecutable = ({ kind }: { kind: string }): boolean =>
  kind === 'OperationDefinition' || kind === 'FragmentDefinition'

/** The documents of an app that may have some without meaning: those are left out, and the pages that import them. */
export function readableDocuments(root: string): ReadonlyMap<string, PageDocument> {
  return documentsIn(root, 'readable')
}

/** What the builder stores of these documents. */
export function operationsOf(documents: ReadonlyMap<string, PageDocument>): Operations {
  const stored = [...documents.values()].flatMap(one => one.stored ?? [])
  return Object.fromEntries(stored.map(({ hash, text }) => [hash, text]))
}

function load(text: string, required: (file: string) => DocumentNode): DocumentNode {
  const module = { exports: {} as unknown }
  const code = loader.call({ cacheable: () => undefined }, text)
  const run = compileFunction(code, ['module', 'require']) as (...args: unknown[]) => void
  run(module, required)
  const { definitions } = module.exports as DocumentNode
  return { kind: 'Document', definitions }
}

/**
 * VTEX does not publish what its hash covers; here it covers the whole stored text, so that no two texts share one.
 * The text asks for `__typename` wherever the cache of the pages needs it, since a page sends no text of its own.
 */
function persist(file: string, document: DocumentNode, sender: string): PageDocument {
  const isOperation = (one: { kind: string }): one is OperationDefinitionNode =>
    one.kind === 'OperationDefinition'
  const operations = document.definitions.filter(isOperation)
  if (operations.length > 1) throw new Error(`${file} has several operations: one file, one hash`)
  if (operations.length === 0) return { document, stored: null }
  const text = print(new InMemoryCache().transformDocument(document))
  const hash = createHash('sha256').update(text).digest('hex')
  const marks = directives(`@runtimeMeta(hash: "${hash}") @context(sender: "${sender}")`)
  const definitions = document.definitions.map(one =>
    isOperation(one) ? { ...one, directives: [...marks, ...(one.directives ?? [])] } : one
  )
  return { document: { ...document, definitions }, stored: { hash, text } }
}

function directives(text: string): readonly DirectiveNode[] {
  const [operation] = parse(`query ${text} { a }`, { noLocation: true }).definitions
  return operation?.kind === 'OperationDefinition' ? (operation.directives ?? []) : []
}
