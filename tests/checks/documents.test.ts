import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'

import { files, read, readJson, ROOT } from './repository'

const all = files().filter(exists)
const documents = all.filter(file => file.endsWith('.md') && !file.startsWith('public/'))

function exists(file: string): boolean {
  return existsSync(path.join(ROOT, file))
}

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

const texts = documents.filter(file => !/CHANGELOG/.test(file))

/** Commands that documents tell the reader to run: the rest of the line, up to the end of the code. */
const commandsIn = (file: string, start: RegExp): readonly string[] =>
  [...read(file).matchAll(new RegExp(`(?:^|[\`(&] ?)${start.source}([^\`#\\n]*)`, 'gm'))].map(
    match => String(match[1]).trim()
  )

/** Names of source files in the comments of a file. */
const namedInComments = (file: string): readonly string[] =>
  read(file)
    .split('\n')
    .flatMap(line => /(?:^|\s)(?:\/\/|\/\*\*?|\*) (.*)/.exec(line)?.[1] ?? [])
    .flatMap(comment => [
      ...comment.matchAll(/(?<![\w*<>{}$./-])[\w/-][\w./-]*\.(?:tsx?|mjs|cjs|md)(?![\w-])/g),
    ])
    .map(([name]) => name)

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

  it.each(texts)('%s names npm scripts that exist', file => {
    const { scripts } = readJson('package.json') as { scripts: Readonly<Record<string, string>> }
    const names = commandsIn(file, /npm run (?:-s )?/).map(rest => rest.split(/[\s,;.]/)[0] ?? '')
    expect(names.filter(name => !(name in scripts))).toEqual([])
  })

  it.each(texts)('%s names tests that jest finds', file => {
    const patterns = commandsIn(file, /(?:LONG_TESTS=\w+ )?npx jest /).flatMap(rest =>
      rest.split(' ').filter(word => word.includes('/'))
    )
    const tests = all.filter(name => /\.test\.tsx?$/.test(name))
    expect(patterns.filter(part => !tests.some(name => name.includes(part)))).toEqual([])
  })

  it('docs/adr/README.md lists every decision', () => {
    const index = read('docs/adr/README.md')
    const unlisted = documents
      .filter(file => /^docs\/adr\/\d/.test(file))
      .filter(file => !index.includes(`](${path.posix.basename(file)})`))
    expect(unlisted).toEqual([])
  })
})

describe('comments', () => {
  it('name source files that exist', () => {
    const ends = new Set(
      all.flatMap(file => {
        const parts = file.split('/')
        return parts.map((_, from) => parts.slice(from).join('/'))
      })
    )
    const gone = all
      .filter(file => /\.(?:tsx?|mjs|cjs)$/.test(file) && !file.includes('/generated'))
      .flatMap(file => namedInComments(file).map(name => ({ file, name })))
      .filter(({ name }) => !ends.has(name))
    expect(gone).toEqual([])
  })
})
