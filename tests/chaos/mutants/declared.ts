import ts from 'typescript'

/** Where a function, a constant or a method of a class is declared at the top of a file. */
export interface Declared {
  /** `name`, or `Class.method`. */
  readonly name: string
  readonly kind: 'function' | 'constant' | 'method'
  /** All of its text. */
  readonly text: string
  /** What another takes the place of: a function's name, a constant's value. Of a method nothing does. */
  readonly from: number
  readonly to: number
}

/** Everything that is declared at the top of a file of TypeScript or JavaScript. */
export function declaredIn(path: string, text: string): readonly Declared[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  const declared = (kind: Declared['kind'], name: string, whole: ts.Node, part: ts.Node) => ({
    name,
    kind,
    text: whole.getText(file),
    from: part.getStart(file),
    to: part.end,
  })
  return file.statements.flatMap((statement): readonly Declared[] => {
    if (ts.isFunctionDeclaration(statement)) {
      const { name, body } = statement
      // Without a body it is one more signature of the function that follows.
      return name && body ? [declared('function', name.text, statement, name)] : []
    }
    if (ts.isClassDeclaration(statement)) {
      const { name: of, members } = statement
      return members.flatMap(member =>
        of && ts.isMethodDeclaration(member) && member.body && ts.isIdentifier(member.name)
          ? [declared('method', `${of.text}.${member.name.text}`, member, member.name)]
          : []
      )
    }
    // So a constant that is exported is compiled.
    if (ts.isExpressionStatement(statement)) {
      const { expression: set } = statement
      return ts.isBinaryExpression(set) && isExport(set.left) && isValue(set.right)
        ? [declared('constant', set.left.name.text, set.right, set.right)]
        : []
    }
    if (!ts.isVariableStatement(statement)) return []
    return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
      ts.isIdentifier(name) && initializer
        ? [declared('constant', name.text, initializer, initializer)]
        : []
    )
  })
}

const isExport = (node: ts.Node): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'exports'

/** Not `exports.a = a`, nor the `exports.a = exports.b = void 0` before everything. */
const isValue = (node: ts.Node): boolean =>
  !ts.isIdentifier(node) && !ts.isVoidExpression(node) && !ts.isBinaryExpression(node)
