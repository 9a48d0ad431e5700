import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'

const NAME = 'virtual:app'
const RESOLVED = `\0${NAME}`
const LANGUAGES = ['pt', 'en', 'es']

interface RouteFile {
  [id: string]: { component: string }
}

/**
 * The app as the module `virtual:app`: its navigation and routes, and a loader for each entry that a route
 * names and for each language, so that a browser fetches only what it shows; likewise the page of all states.
 */
export function appModule(root: string): Plugin {
  return {
    name: 'app-module',
    resolveId: source => (source === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      const routes = readFileSync(join(root, 'admin/routes.json'), 'utf8')
      const navigation = readFileSync(join(root, 'admin/navigation.json'), 'utf8')
      const components = Object.values(JSON.parse(routes) as RouteFile).map(
        route => route.component
      )
      return [
        `export const routes = ${routes}`,
        `export const navigation = ${navigation}`,
        `export const entries = ${loaders(components, name => join(root, 'react', `${name}.tsx`))}`,
        `export const loadStates = () => import(${JSON.stringify(join(root, 'react/testing/states/StatesPage.tsx'))})`,
        `export const messages = ${loaders(LANGUAGES, name => join(root, 'messages', `${name}.json`))}`,
      ].join('\n')
    },
  }
}

function loaders(names: readonly string[], fileOf: (name: string) => string): string {
  const lines = names.map(
    name => `  ${JSON.stringify(name)}: () => import(${JSON.stringify(fileOf(name))}),`
  )
  return `{\n${lines.join('\n')}\n}`
}
