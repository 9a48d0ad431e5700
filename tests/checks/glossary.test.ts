import ts from 'typescript'
import { describe, expect, it } from '@jest/globals'

import { files, read, readJson } from './repository'

const GLOSSARY = read('GLOSSARY.md')

/** Rows of the table below a heading, as cells. */
const tableBelow = (heading: string): readonly (readonly string[])[] =>
  (GLOSSARY.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter(line => line.startsWith('| '))
    .slice(1)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim())
    )

/** Names that other files see: of exports, and of the members of what is exported. */
function namesSeenIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
  return source.statements.filter(isExported).flatMap(statement => {
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(source))
    const own = ts.isDeclarationStatement(statement) ? [statement.name] : []
    const members =
      ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement)
        ? statement.members.map(({ name }) => name)
        : []
    return [...own, ...members].flatMap(name => (name ? [name.getText(source)] : []))
  })
}

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)

describe('the glossary', () => {
  it('says what the screens say, in three languages', () => {
    const rows = tableBelow('On the screens')
    expect(rows.length).toBeGreaterThan(20)
    const [pt, es, en] = ['pt', 'es', 'en'].map(
      language => readJson(`messages/${language}.json`) as Readonly<Record<string, string>>
    )
    const texts = rows.map(([word, , , , key = '']) => {
      const id = `admin/carrefour-inventory.${key.replace(/`/g, '')}`
      return [word, pt?.[id], es?.[id], en?.[id], key]
    })
    expect(rows).toEqual(texts)
  })

  it('defines each word once', () => {
    const words = [...GLOSSARY.matchAll(/\*\*([^*]+)\*\*/g)].map(match => match[1])
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
  })

  it('keeps the words that are not used out of the names of node/', () => {
    // A `*` stands for any beginning.
    const banned = tableBelow('Words that are not used').flatMap(([not = '']) =>
      [...not.matchAll(/`([^`]+)`/g)].map(
        ([, word = '']) => new RegExp(`^${word.replace('*', '\\w*')}$`)
      )
    )
    expect(banned.length).toBeGreaterThan(0)
    const back = files()
      .filter(file => /^node\/.*\.ts$/.test(file) && !file.startsWith('node/generated/'))
      .flatMap(file => namesSeenIn(file).map(name => ({ file, name })))
      .filter(({ name }) => banned.some(word => word.test(name)))
    expect(back).toEqual([])
  })
})
