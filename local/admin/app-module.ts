import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'

import { PAGE_STYLES } from '../build/pages'

import { componentsOf, readAdmin } from './appFiles'

const NAME = 'virtual:app'
const RESOLVED = `\0${NAME}`
const LANGUAGES = ['pt', 'en', 'es']
const CULTURES: Readonly<Record<string, string>> = { pt: 'pt-BR', en: 'en-US', es: 'es-AR' }

/** The app's folder. */
interface AppFolders {
  /** The app's own folder, which may hold a page of all states: a developers' tool that is not uploaded. */
  root: string
  uploadedDir: string
  pagesDir: string
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
      const { routes, navigation } = readAdmin(uploadedDir)
      const components = componentsOf(routes).filter(name =>
        existsSync(join(pagesDir, `${name}.js`))
      )
      const styles = existsSync(join(pagesDir, PAGE_STYLES))
      const states = join(root, 'react/testing/states/StatesPage.tsx')
      return [
        ...(styles ? [`import ${JSON.stringify(join(pagesDir, PAGE_STYLES))}`] : []),
        `export const routes = ${JSON.stringify(routes)}`,
        `export const navigation = ${JSON.stringify(navigation)}`,
        `export const entries = ${loaders(components.map(name => [name, join(pagesDir, `${name}.js`)]))}`,
        `export const loadStates = ${existsSync(states) ? `() => import(${JSON.stringify(states)})` : 'null'}`,
        `export const messages = ${loaders(LANGUAGES.flatMap(name => messagesOf(uploadedDir, name)))}`,
      ].join('\n')
    },
  }
}

/** The texts of a language; an app that lacks it is shown in English. */
function messagesOf(dir: string, language: string): [string, string][] {
  const file = [`${language}.json`, `${CULTURES[language] ?? language}.json`, 'en.json']
    .map(name => join(dir, 'messages', name))
    .find(one => existsSync(one))
  return file === undefined ? [] : [[language, file]]
}

function loaders(files: readonly (readonly [name: string, file: string])[]): string {
  const lines = files.map(
    ([name, file]) => `  ${JSON.stringify(name)}: () => import(${JSON.stringify(file)}),`
  )
  return `{\n${lines.join('\n')}\n}`
}
