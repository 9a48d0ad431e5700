import { type DirectiveNode, Kind, parse, print, visit } from 'graphql'

const MAX_REMEMBERED = 200

/** An operation as an app's own schema knows it, and the app that it is for. */
export interface Provided {
  /** Without the directive. */
  readonly text: string
  /** `vendor.name`, in whichever version; undefined where the operation names none. */
  readonly provider: string | undefined
  /** The first field that it asks for; '' where it names no app. */
  readonly field: string
}

/**
 * Takes `@context(provider: ...)` out of an operation: VTEX's gateway reads it to find the app, and the
 * app's own schema does not know it. An operation that does not parse is passed on as it is; the
 * service answers what is wrong with it.
 */
export function createProviderReader(): (operation: string) => Provided {
  const done = new Map<string, Provided>()
  return operation => {
    if (!operation.includes('@context')) return { text: operation, provider: undefined, field: '' }
    const known = done.get(operation)
    if (known !== undefined) return known
    const read = take(operation)
    if (done.size >= MAX_REMEMBERED) done.clear()
    done.set(operation, read)
    return read
  }
}

function take(operation: string): Provided {
  let provider: string | undefined
  let field = ''
  const enter = (node: DirectiveNode): null | undefined => {
    if (node.name.value !== 'context') return undefined
    provider = providerIn(node) ?? provider
    return null
  }
  try {
    const without: unknown = visit(parse(operation), {
      Directive: { enter },
      // The way down meets the outermost field first.
      Field: { enter: ({ name }) => void (field ||= name.value) },
    })
    return { text: print(without as ReturnType<typeof parse>), provider, field }
  } catch {
    return { text: operation, provider: undefined, field }
  }
}

function providerIn({ arguments: given = [] }: DirectiveNode): string | undefined {
  const value = given.find(({ name }) => name.value === 'provider')?.value
  return value?.kind === Kind.STRING ? value.value.split('@', 1)[0] : undefined
}
