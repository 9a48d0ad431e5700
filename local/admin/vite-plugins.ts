import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'

import type { Plugin } from 'vite'

import { type PageDocument, readDocuments } from './operations'

/** Imports the `.graphql` files of the pages of the app at `root` as VTEX's react builder does: see `readDocuments`. */
export function graphqlFiles(
  root: string,
  documents: ReadonlyMap<string, PageDocument> = readDocuments(root)
): Plugin {
  return {
    name: 'graphql-files',
    transform(_code, id) {
      if (!/\.(graphql|gql)$/.test(id)) return null
      const known = documents.get(relative(root, id).split(sep).join('/'))
      if (known === undefined)
        throw new Error(`${id} is not uploaded, or no operation can be read from it`)
      return { code: `export default ${JSON.stringify(known.document)}`, map: null }
    },
  }
}

/** Loads stylesheets of pages as CSS modules, except `*.global.css`, as VTEX's react builder does. */
export function pageCss(react: string): Plugin {
  return {
    name: 'page-css',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || !source.endsWith('.css')) return null
      const file = resolve(dirname(importer), source)
      if (relative(react, file).startsWith('..') || file.includes('node_modules')) return null
      return file.endsWith('.global.css') || file.endsWith('.module.css') ? null : file + MODULE
    },
    async load(id) {
      if (!id.endsWith(MODULE) || !id.startsWith(react)) return null
      return readFile(id.slice(0, -MODULE.length), 'utf8')
    },
  }
}

const LIBRARY_CSS = /@vtex[\\/]styleguide[\\/]lib[\\/].*\.css$/
const MODULE = '.as.module.css'

/**
 * Loads the Styleguide's stylesheets as CSS modules, except `*.global.css`, as VTEX's react builder does;
 * Vite would do so only for files named `*.module.css`.
 */
export function styleguideCss(): Plugin {
  return {
    name: 'styleguide-css',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || !source.startsWith('.') || !source.endsWith('.css')) return null
      const file = resolve(dirname(importer), source)
      if (!LIBRARY_CSS.test(file) || file.endsWith('.global.css')) return null
      return file + MODULE
    },
    async load(id) {
      if (!id.endsWith(MODULE)) return null
      return readFile(id.slice(0, -MODULE.length), 'utf8')
    },
  }
}

/** A stylesheet of a component that is not used imports from a package in webpack's notation: to nothing. */
export function packageCss(): Plugin {
  const nothing = resolve(import.meta.dirname, 'stand-ins/nothing.css')
  return {
    name: 'package-css',
    enforce: 'pre',
    resolveId: source => (/^~.*\.css$/.test(source) ? nothing : null),
  }
}

/** Lets stylesheets import from packages in webpack's notation, `~package/file.css`. */
export function tildeCss(): Plugin {
  return {
    name: 'tilde-css',
    enforce: 'pre',
    transform: (code, id) =>
      /\.css($|\?)/.test(id) && code.includes('~')
        ? { code: code.replace(/(['"(])~(?=[a-z@])/g, '$1'), map: null }
        : null,
  }
}

const MODAL = /react-responsive-modal[\\/]lib[\\/]index(\.es)?\.js$/
const NO_SCROLL = /no-scroll[\\/]index\.js$/
const MODAL_CSS = '\0modal.css'

/**
 * The libraries beneath the Styleguide's modal put styles into the page in two ways that the Admin's policy
 * refuses: here these become a stylesheet, and a property of the element.
 */
export function modalCss(): Plugin {
  let css = ''
  return {
    name: 'modal-css',
    enforce: 'pre',
    resolveId: source => (source === 'virtual:modal.css' ? MODAL_CSS : null),
    load: id => (id === MODAL_CSS ? css : null),
    transform(code, id) {
      if (NO_SCROLL.test(id)) {
        return {
          code: code.replace(/\.setAttribute\('style', (.*)\);$/m, '.style.cssText = $1;'),
          map: null,
        }
      }
      if (!MODAL.test(id)) return null
      const [, literal] = /^var css = (".*");$/m.exec(code) ?? []
      if (literal === undefined)
        throw new Error('The styles of react-responsive-modal are elsewhere')
      css = JSON.parse(literal) as string
      return {
        code: `import 'virtual:modal.css'\n${code.replace(/^styleInject\(.*$/m, '')}`,
        map: null,
      }
    },
  }
}
