import type { DocumentNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql'
import { createLexer, Source, TokenKind } from 'graphql/language'

/**
 * Bounds of one GraphQL request. The pages' largest operation has about 200 tokens and two root fields, so each of
 * these leaves room for scripts and still keeps a request cheap.
 */
export const LIMITS = {
  /** Bytes of the operation's text, counted before anything reads it. */
  textBytes: 32 * 1024,
  /**
   * Tokens of the text. GraphQL's check that fields can be merged compares every pair, and the runtime keeps the last
   * 500 parsed texts: at 1,000 tokens each about 50 MB at most.
   */
  tokens: 1_000,
  /** Characters of one name. An unknown name is compared with every known one. */
  nameLength: 100,
  /** Fields at the root, including aliases and fragments: each is a use case with its calls. */
  rootFields: 10,
  /** Values in the variables, at any depth. */
  variableValues: 5_000,
  /** Characters in the variables. */
  variableText: 64 * 1024,
  variableDepth: 16,
  /** Errors named in one answer; each is also a log line. */
  errors: 20,
} as const

/** Why a request is refused. */
export interface Refusal {
  readonly code: 'OPERATION_TOO_LARGE' | 'TOO_MANY_FIELDS' | 'GRAPHQL_PARSE_FAILED'
  readonly message: string
}

const tooLarge = (what: string): Refusal => ({
  code: 'OPERATION_TOO_LARGE',
  message: `The operation is too large: ${what}. Split it into several requests.`,
})

/** The problem of a text before it is parsed; null when it may be. Linear in its length. */
export function refusalOfText(text: unknown): Refusal | null {
  if (typeof text !== 'string')
    return { code: 'GRAPHQL_PARSE_FAILED', message: 'The operation must be a text.' }
  // A character is at least one byte, so a long text is refused without being measured.
  if (text.length > LIMITS.textBytes || Buffer.byteLength(text) > LIMITS.textBytes)
    return tooLarge(`its text may have ${LIMITS.textBytes} bytes`)
  const lexer = createLexer(new Source(text), {})
  for (let tokens = 1; ; tokens += 1) {
    const token = lexer.advance()
    if (token.kind === TokenKind.EOF) return null
    if (tokens > LIMITS.tokens) return tooLarge(`it may have ${LIMITS.tokens} tokens`)
    const isName = token.kind === TokenKind.NAME
    if (isName && token.end - token.start > LIMITS.nameLength)
      return tooLarge(`a name may have ${LIMITS.nameLength} characters`)
  }
}

/** The problem of a parsed operation; null when it may be executed. */
export function refusalOfDocument(document: DocumentNode): Refusal | null {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions)
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition)
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition') continue
    if (rootFields(definition.selectionSet, fragments, []) > LIMITS.rootFields)
      return {
        code: 'TOO_MANY_FIELDS',
        message: `An operation may ask for ${LIMITS.rootFields} fields at its root, aliases counted. Nothing was done.`,
      }
  }
  return null
}

/** Number of root fields of a selection; counting stops once there are too many, so fragments cannot multiply it. */
function rootFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  within: readonly string[]
): number {
  let count = 0
  for (const selection of selections) {
    if (count > LIMITS.rootFields) break
    if (selection.kind === 'Field') count += 1
    else if (selection.kind === 'InlineFragment')
      count += rootFields(selection.selectionSet, fragments, within)
    else {
      const name = selection.name.value
      const fragment = within.includes(name) ? undefined : fragments.get(name)
      // A fragment without fields still counts as one: a chain of them is work too.
      if (fragment)
        count += Math.max(1, rootFields(fragment.selectionSet, fragments, [...within, name]))
    }
  }
  return count
}

/** The problem of a request's variables; null when they may be read. */
export function refusalOfVariables(variables: unknown): Refusal | null {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [
    { value: variables, depth: 0 },
  ]
  let values = 0
  let text = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    values += 1
    const { value, depth } = next
    if (typeof value === 'string') text += value.length
    if (typeof value === 'object' && value !== null) {
      if (depth >= LIMITS.variableDepth) return tooLarge('its variables are nested too deeply')
      for (const [name, inner] of Object.entries(value)) {
        text += name.length
        waiting.push({ value: inner, depth: depth + 1 })
        if (waiting.length + values > LIMITS.variableValues) break
      }
    }
    if (waiting.length + values > LIMITS.variableValues)
      return tooLarge(`its variables may hold ${LIMITS.variableValues} values`)
    if (text > LIMITS.variableText)
      return tooLarge(`its variables may have ${LIMITS.variableText} characters`)
  }
  return null
}

/** Whether an operation queries the schema itself, directly or through fragments. */
export function asksForSchema(document: DocumentNode): boolean {
  return document.definitions.some(
    definition =>
      (definition.kind === 'OperationDefinition' || definition.kind === 'FragmentDefinition') &&
      namesSchema(definition.selectionSet)
  )
}

const namesSchema = ({ selections }: SelectionSetNode): boolean =>
  selections.some(selection => {
    if (selection.kind === 'FragmentSpread') return false
    if (selection.kind === 'InlineFragment') return namesSchema(selection.selectionSet)
    return selection.name.value === '__schema' || selection.name.value === '__type'
  })

/** Whether a document changes something. */
export const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(one => one.kind === 'OperationDefinition' && one.operation === 'mutation')
