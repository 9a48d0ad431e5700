import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'

const NAME = 'virtual:app'
const RESOLVED = `\0${NAME}`
const LANGUAGES = ['pt', 'en', 'es']

/** Where the app lies. */
interface AppFolders {
  /** The project: the page of all states, a tool of developers that is not uploaded, is taken from its react/. */
  root: string
  uploadedDir: string
  pagesDir: string
}

interface RouteFile {
  [id: string]: { component: string }
}

/**
 * The app as the module `virtual:app`: its navigation and routes, and a loader for each entry that a route
 * names and for each language, so that a browser fetches only what it shows; likewise the page of all states.
 */
export function appModule({ root, uploadedDir, pagesDir }: AppFolders): Plugin {
  return {
    name: 'app-module',
    resolveId: source => (source === NAME ? RESOLVED : null),
    load(id) {
      if (id !== RESOLVED) return null
      const routes = readFileSync(join(uploadedDir, 'admin/routes.json'), 'utf8')
      const navigation = readFileSync(join(uploadedDir, 'admin/navigation.json'), 'utf8')
      const components = Object.values(JSON.parse(routes) as RouteFile).map(
        route => route.component
      )
      return [
        `export const routes = ${routes}`,
        `export const navigation = ${navigation}`,
        `export const entries = ${loaders(components, name => join(pagesDir, `${name}.js`))}`,
        `export const loadStates = () => import(${JSON.stringify(join(root, 'react/testing/states/StatesPage.tsx'))})`,
        `export const messages = ${loaders(LANGUAGES, name => join(uploadedDir, 'messages', `${name}.json`))}`,
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
