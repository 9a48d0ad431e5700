import { describe, expect, it } from '@jest/globals'
import ts from 'typescript'

import { files, read } from './repository'

const code = files().filter(file => /\.(ts|tsx|mjs)$/.test(file))

describe('the house', () => {
  it('given node/ and react/, expect no question whether the app runs locally', () => {
    const asking = code
      .filter(file => /^(node|react)\//.test(file) && !/\.test\.tsx?$|\/testing\//.test(file))
      .filter(file => /localhost|127\.0\.0\.1|NODE_ENV|isLocal/.test(read(file)))
      .filter(file => file !== 'node/connection/form.logic.ts')
    expect(asking).toEqual([])
  })

  it('given process.env, expect one place in the service that reads it', () => {
    const reading = code.filter(
      file =>
        /^node\//.test(file) &&
        !/\.test\.ts$|\/testing\//.test(file) &&
        /process\.env/.test(read(file))
    )
    expect(reading).toEqual(['node/app.ts'])
  })

  // Types are not looked at: a type stands in the signature of what is exported.
  it('exports no function, class or value that no other file imports', () => {
    const sources = code.map(file =>
      ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true)
    )
    const imported = new Set(sources.flatMap(importedNames))
    const unused = sources
      .filter(({ fileName }) => IS_PRODUCTION.test(fileName) && !NOT_LOOKED_AT.test(fileName))
      .flatMap(source =>
        exportedValues(source)
          .filter(name => !imported.has(name))
          .map(name => `${source.fileName}: ${name}`)
      )
    expect(unused).toEqual([])
  })
})

const IS_PRODUCTION = /^(node|react|local)\//

/**
 * Tests and what they are helped with, what is generated, doubles of VTEX's packages, which export what those do, and the
 * keys of messages, which `messages.test.ts` reads as a whole.
 */
const NOT_LOOKED_AT =
  /\.test\.tsx?$|\/testing\/|\/generated|\.d\.ts$|\/stand-ins\/|^react\/ui\/keys\.ts$/

/** Names that a file takes from modules, `import()` and `export from` included. */
function importedNames(source: ts.SourceFile): readonly string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportSpecifier(node) || ts.isExportSpecifier(node))
      names.push((node.propertyName ?? node.name).text)
    if (ts.isBindingElement(node) && /import\(|require\(/.test(node.parent.parent.getText()))
      names.push((node.propertyName ?? node.name).getText())
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

/** Functions, classes and constants that a file exports by name where it declares them. */
function exportedValues(source: ts.SourceFile): readonly string[] {
  return source.statements.flatMap(statement => {
    if (!ts.canHaveModifiers(statement)) return []
    const kinds = (ts.getModifiers(statement) ?? []).map(({ kind }) => kind)
    if (!kinds.includes(ts.SyntaxKind.ExportKeyword)) return []
    if (kinds.includes(ts.SyntaxKind.DefaultKeyword)) return []
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText())
    const isValue = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
    return isValue && statement.name ? [statement.name.text] : []
  })
}
