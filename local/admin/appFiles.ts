import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { readJson } from '../readJson'
import { isRecord } from '../http/body'

/** A page of the app: the file of react/ that shows it, and its address in a document of its own. */
export interface PageRoute {
  readonly component: string
  readonly path: string
}

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
    routes: Object.fromEntries(
      Object.entries(isRecord(routes) ? routes : {}).flatMap(([id, route]) => {
        if (!isRecord(route)) return []
        const [component, address] = [textOf(route.component), textOf(route.path)]
        if (component !== '' && address.startsWith('/')) return [[id, { component, path: address }]]
        told.push(`admin/routes.json: ${id} needs a component and a path that begins with /`)
        return []
      })
    ),
    told,
  }
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
  return readAdmin(dir)
    .navigation.flatMap(block => block.subSectionItems)
    .map(({ labelId, path: address }) => [nameOf(labelId), address])
}
