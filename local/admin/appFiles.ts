import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { readJson } from '../readJson'
import { isRecord } from '../http/body'

/** A page of the app: the file of react/ that shows it, and its address in a document of its own. */
export interface PageRoute {
  readonly component: string
  readonly path: string
  /** The components that it is shown inside, the innermost first; left out where there is none. */
  readonly around?: readonly string[]
}

/** The files of react/ that routes name, each once. */
export const componentsOf = (routes: Readonly<Record<string, PageRoute>>): readonly string[] => [
  ...new Set(Object.values(routes).flatMap(({ component, around = [] }) => [component, ...around])),
]

/** A block of the Admin's menu. */
export interface MenuBlock {
  readonly section: string
  readonly titleId: string
  readonly subSectionItems: readonly { readonly labelId: string; readonly path: string }[]
}

/** What an app adds to the Admin. */
export interface AdminFiles {
  readonly navigation: readonly MenuBlock[]
  readonly routes: Readonly<Record<string, PageRoute>>
  /** What could not be read. */
  readonly told: readonly string[]
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Reads admin/navigation.json and admin/routes.json as VTEX's admin builder does: one block or a list of them, with
 * items or with a path of its own. An app without pages has neither file.
 */
export function readAdmin(dir: string): AdminFiles {
  const told: string[] = []
  const read = (name: string): unknown => {
    const file = path.join(dir, 'admin', name)
    if (!existsSync(file)) return undefined
    try {
      return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
    } catch (error) {
      told.push(`admin/${name} cannot be read: ${String(error)}`)
      return undefined
    }
  }
  const blocks = read('navigation.json')
  const routes = read('routes.json')
  return {
    navigation: (Array.isArray(blocks) ? blocks : [blocks]).filter(isRecord).map(blockOf),
    routes: routesIn(isRecord(routes) ? routes : {}, told),
    told,
  }
}

/**
 * The pages among the entries of admin/routes.json. Others are there for them: a parent, above them by its id, and a
 * layout, which a page or its parent names in `around`.
 */
function routesIn(entries: Record<string, unknown>, told: string[]): Record<string, PageRoute> {
  const records = Object.entries(entries).filter((entry): entry is [string, Entry] =>
    isRecord(entry[1])
  )
  const byId = new Map(records)
  const named = new Set(records.flatMap(([, entry]) => aroundOf(entry)))
  const isParent = (id: string): boolean => records.some(([other]) => other.startsWith(`${id}.`))
  const pages: Record<string, PageRoute> = {}
  for (const [id, entry] of records) {
    const [component, address] = [textOf(entry.component), textOf(entry.path)]
    if (component !== '' && address.startsWith('/')) {
      const around = [id, ...parentsOf(id)]
        .flatMap(one => aroundOf(byId.get(one)))
        .map(layout => textOf(byId.get(layout)?.component))
        .filter(layout => layout !== '')
      pages[id] = { component, path: address, ...(around.length > 0 && { around }) }
    } else if (!isParent(id) && !(component !== '' && named.has(id)))
      told.push(`admin/routes.json: ${id} needs a component and a path that begins with /`)
  }
  return pages
}

type Entry = Record<string, unknown>

const aroundOf = (entry: Entry | undefined): readonly string[] =>
  Array.isArray(entry?.around)
    ? entry.around.filter((one): one is string => typeof one === 'string')
    : []

/** The ids above an id, the nearest first: `a.b` and `a` of `a.b.c`. */
function parentsOf(id: string): readonly string[] {
  const parts = id.split('.')
  return parts.slice(1).map((_, at) => parts.slice(0, parts.length - 1 - at).join('.'))
}

function blockOf(block: Record<string, unknown>): MenuBlock {
  const titleId = textOf(block.titleId) || textOf(block.labelId) || textOf(block.subSection)
  const items = Array.isArray(block.subSectionItems) ? block.subSectionItems : []
  const named = items.filter(isRecord).map(item => ({
    labelId: textOf(item.labelId) || textOf(item.titleId) || textOf(item.path),
    path: textOf(item.path),
  }))
  const own = { labelId: titleId, path: textOf(block.path) }
  return {
    section: textOf(block.section),
    titleId,
    subSectionItems: (named.length > 0 ? named : [own]).filter(item => item.path.startsWith('/')),
  }
}

/** Where the Admin opens: the first entry of the menu, else the first page without parameters; null without pages. */
export function firstPage({ navigation, routes }: AdminFiles): string | null {
  const [item] = navigation.flatMap(block => block.subSectionItems)
  if (item !== undefined) return item.path
  const route = Object.values(routes).find(one => !one.path.includes(':'))
  return route === undefined ? null : route.path.replace(/^\/admin\/app(?=\/|$)/, '/admin')
}

/** The pages of the menu with their names in English, as far as the app has them. */
export function menuPages(dir: string): readonly (readonly [name: string, path: string])[] {
  const file = path.join(dir, 'messages/en.json')
  const texts: unknown = existsSync(file) ? readJson(file, 'messages/en.json') : {}
  const nameOf = (id: string): string => (isRecord(texts) && textOf(texts[id])) || id
  // Published apps name a page in two blocks.
  const byAddress = new Map(
    readAdmin(dir)
      .navigation.flatMap(block => block.subSectionItems)
      .map(({ labelId, path: address }) => [address, nameOf(labelId)] as const)
  )
  return [...byAddress].map(([address, name]) => [name, address])
}
