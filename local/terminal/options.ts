import { parseArgs } from 'node:util'

/** How one option is written. */
export interface Option {
  readonly value: 'none' | 'needed' | 'optional'
  /** What a value must look like; anything when left out. */
  readonly like?: RegExp
  /** What the value is, named in the message when it is missing. */
  readonly example?: string
}

/** The given options with their values; '' for one without a value. The last counts of one that is given twice. */
export type Given<Name extends string> = Readonly<Partial<Record<Name, string>>>

/** Reads options and arguments; what is unknown or malformed is listed as it was typed. */
export function readOptions<Name extends string>(
  args: readonly string[],
  options: Readonly<Record<Name, Option>>
): {
  given: Given<Name>
  /** Every value of an option, in their order. */
  all: (name: Name) => readonly string[]
  positionals: readonly string[]
  wrong: readonly string[]
} {
  const names = Object.keys(options) as Name[]
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      names.map(name => [name, { type: options[name].value === 'needed' ? 'string' : 'boolean' }])
    ),
  })
  const values: (readonly [Name, string])[] = []
  const positionals: string[] = []
  const wrong: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const name = names.find(one => one === token.name)
    const option = name === undefined ? undefined : options[name]
    // The next option is no value of this one.
    const isNext = token.inlineValue === false && token.value.startsWith('-')
    if (name === undefined || option === undefined || isNext || !fits(option, token.value))
      wrong.push(
        [token.rawName, token.value]
          .filter(Boolean)
          .join(token.inlineValue === true ? '=' : ' ')
          .concat(
            option?.example === undefined ? '' : ` (write ${token.rawName} ${option.example})`
          )
      )
    else values.push([name, token.value ?? ''])
  }
  const given = Object.fromEntries(values) as Given<Name>
  const all = (wanted: Name): readonly string[] =>
    values.flatMap(([name, value]) => (name === wanted ? [value] : []))
  return { given, all, positionals, wrong }
}

function fits({ value, like }: Option, text: string | undefined): boolean {
  if (value === 'none') return text === undefined
  if (text === undefined) return value === 'optional'
  // A value was forgotten, and the next option is no value.
  if (text.startsWith('--')) return false
  return text !== '' && (like === undefined || like.test(text))
}
