import { type ASTNode, parse, print, visit } from 'graphql'

const MAX_REMEMBERED = 200

/**
 * Takes `@context(provider: ...)` out of an operation: VTEX's gateway reads it to find the app, and the
 * app's own schema does not know it. An operation that does not parse passes as it is; the service
 * answers what is wrong with it.
 */
export function createProviderStripper(): (operation: string) => string {
  const done = new Map<string, string>()
  return operation => {
    if (!operation.includes('@context')) return operation
    const known = done.get(operation)
    if (known !== undefined) return known
    const stripped = strip(operation)
    if (done.size >= MAX_REMEMBERED) done.clear()
    done.set(operation, stripped)
    return stripped
  }
}

function strip(operation: string): string {
  try {
    const enter = (node: { name: { value: string } }) =>
      node.name.value === 'context' ? null : undefined
    return print(visit(parse(operation), { Directive: { enter } }) as ASTNode)
  } catch {
    return operation
  }
}
