const WITHOUT = {
  /** The mailbox is asked for only where the form shows it. */
  fragment: ['notificationEmail'],
  /** Not a field: it tells the service which save the form is based on. */
  form: ['version'],
}

const definitionOf = (schema, name) => {
  const found = schema.definitions.find(one => one.name?.value === name)
  if (!found) throw new Error(`The schema has no ${name}`)
  return found
}

/** The name of a type, without its `!`. */
const typeOf = ({ type }) => (type.kind === 'NonNullType' ? type.type : type).name.value

/** The fragment that asks for the whole configuration, the mailbox apart. */
export function configurationFragment(schema) {
  const linesOf = ({ fields }, indent, without) =>
    fields
      .filter(({ name }) => !without.includes(name.value))
      .flatMap(field => {
        const inner = schema.definitions.find(
          one => one.kind === 'ObjectTypeDefinition' && one.name.value === typeOf(field)
        )
        const line = `${indent}${field.name.value}`
        return inner ? [`${line} {`, ...linesOf(inner, `${indent}  `, []), `${indent}}`] : [line]
      })
  return [
    '# Made by `npm run generate` from CarrefourConfiguration in graphql/: never edited by hand.',
    'fragment Configuration on CarrefourConfiguration {',
    ...linesOf(definitionOf(schema, 'CarrefourConfiguration'), '  ', WITHOUT.fragment),
    '}',
    '',
  ].join('\n')
}

/** What each field holds before the first save, by the types and defaults of the input; numbers are typed as texts. */
export function newForm(schema) {
  const { fields } = definitionOf(schema, 'CarrefourConfigurationInput')
  const asked = fields.filter(({ name }) => !WITHOUT.form.includes(name.value))
  const valueOf = field => {
    const preset = field.defaultValue?.value
    const type = typeOf(field)
    if (type === 'Boolean') return `${preset ?? false}`
    if (type === 'String' || type === 'Int') return "''"
    if (preset === undefined) throw new Error(`${field.name.value} needs a default in the schema`)
    return `'${preset}' as ${type.replace('Carrefour', '')}`
  }
  const enums = asked.map(typeOf).filter(type => !['Boolean', 'String', 'Int'].includes(type))
  const names = [...new Set(enums)].map(type => type.replace('Carrefour', ''))
  return [
    `import type { ${names.join(', ')} } from './generated'`,
    '',
    '/** The fields of the configuration, in the order of the screen, with what each holds before the first save. */',
    'export const NEW_FORM = {',
    ...asked.map(field => `  ${field.name.value}: ${valueOf(field)},`),
    '}',
    '',
    '/** Those that are whole numbers, typed as texts. */',
    `export const NUMBER_FIELDS = [${asked
      .filter(field => typeOf(field) === 'Int')
      .map(({ name }) => `'${name.value}'`)
      .join(', ')}] as const`,
    '',
  ].join('\n')
}
