import type { GraphQLSchema } from 'graphql'

/** Names that the schema itself holds: types, fields, arguments. They are ours, so they may be repeated. */
const NAMES = new Set<string>()

/** What the kinds of types have in common here: some have fields, some of these arguments, some values. */
interface Shape {
  readonly name: string
  getFields?(): Readonly<Record<string, { readonly args?: readonly { readonly name: string }[] }>>
  getValues?(): readonly { readonly name: string }[]
}

/** Learns the names of the schema that the service serves; the same for every account. */
export function learnSchema(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()) as readonly Shape[]) {
    NAMES.add(type.name)
    for (const [name, { args = [] }] of Object.entries(type.getFields?.() ?? {})) {
      NAMES.add(name)
      for (const argument of args) NAMES.add(argument.name)
    }
    for (const { name } of type.getValues?.() ?? []) NAMES.add(name)
  }
}

export const isSchemaName = (word: string): boolean => NAMES.has(word)

/** A path of an error with every name that a caller chose (an alias) left out. */
export const plainPath = (path: unknown): readonly (string | number)[] | undefined =>
  Array.isArray(path)
    ? path
        .slice(0, 10)
        .map((part: unknown) =>
          typeof part === 'number' ? part : isSchemaName(String(part)) ? String(part) : '(alias)'
        )
    : undefined

const EXPECTED = /Expected type "?([\w![\]]{1,100})"?/
const AT = / at "?\w{1,100}\.([\w.[\]]{1,200})"?/
const MISSING =
  /Field "?([\w.[\]]{1,200})"? of required type "?([\w![\]]{1,100})"? was not provided/
const UNKNOWN_FIELD = /on type "(\w{1,100})"/
const VARIABLE_TYPE = /of (?:required )?type "([\w![\]]{1,100})"/

/**
 * What a message of GraphQL's own says in the schema's words: which type was expected, which field is
 * missing. The message itself repeats values and texts of the caller, so nothing else of it is kept.
 */
export function inSchemaWords(raw: string): string {
  // The end of a long message says what was expected; its middle is the caller's value.
  const message = raw.length > 4_000 ? `${raw.slice(0, 1_000)} ${raw.slice(-3_000)}` : raw
  const missing = MISSING.exec(message)
  if (missing && ours(missing[1]) && ours(missing[2]))
    return ` Field ${known(missing[1])} of type ${known(missing[2])} is missing.`
  const expected = EXPECTED.exec(message)
  const at = AT.exec(message)
  if (expected && ours(expected[1]))
    return ` Expected type ${known(expected[1])}${at && ours(at[1]) ? ` at ${known(at[1])}` : ''}.`
  const type = UNKNOWN_FIELD.exec(message)
  if (type && ours(type[1])) return ` Look at what type ${known(type[1])} has.`
  const variable = VARIABLE_TYPE.exec(message)
  if (variable && ours(variable[1])) return ` Expected type ${known(variable[1])}.`
  return ''
}

const known = (words: string | undefined): string => words ?? ''

/** Whether all names in a path or a type are the schema's. */
const ours = (words: string | undefined): boolean =>
  (words ?? '')
    .replace(/\[\d+\]|[![\]]/g, '')
    .split('.')
    .every(isSchemaName)
