import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'

import { files, read, ROOT } from './repository'

const documents = files().filter(file => file.endsWith('.md') && !file.startsWith('public/'))

const exists = (file: string): boolean => existsSync(path.join(ROOT, file))

/** What a document's relative links lead to, from the top folder. */
const linksOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(match =>
    path.posix.join(path.posix.dirname(file), match[1] ?? '')
  )

const FOLDERS = '(?:node|react|local|docs|graphql|scripts|tests|messages)'

/** Paths that a document names between backticks; patterns and placeholders are left out. */
const pathsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(new RegExp(`\`(${FOLDERS}/[\\w./-]+)\``, 'g'))].map(match =>
    String(match[1])
  )

describe('documents', () => {
  it.each(documents)('%s links to files that exist', file => {
    expect(linksOf(file).filter(target => !exists(target))).toEqual([])
  })

  it.each(documents)('%s names paths that exist', file => {
    const missing = pathsOf(file).filter(
      target => !exists(target) && !exists(`${target}.ts`) && !exists(`${target}.test.ts`)
    )
    expect(missing).toEqual([])
  })

  it('docs/adr/README.md lists every decision', () => {
    const index = read('docs/adr/README.md')
    const unlisted = documents
      .filter(file => /^docs\/adr\/\d/.test(file))
      .filter(file => !index.includes(`](${path.posix.basename(file)})`))
    expect(unlisted).toEqual([])
  })
})
