import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

const FILE = 'node/shared/causes.ts'
const ROOT = path.resolve(import.meta.dirname, '../..')

/** What the pages take over from a row; what follows a failure is the service's alone. */
const SHOWN = ['status', 'actor', 'message', 'line', 'help']

/** The rows of `CAUSES`: code, comment, and the source of each value. */
function rowsOf() {
  const source = ts.createSourceFile(FILE, readFileSync(path.join(ROOT, FILE), 'utf8'), 99, true)
  const table = source.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .find(({ name }) => name.getText() === 'CAUSES')
  let value = table?.initializer
  while (value && !ts.isObjectLiteralExpression(value)) value = value.expression
  if (!value) throw new Error(`${FILE} has no table CAUSES`)
  return value.properties.map(row => {
    const cause = row.name.getText()
    const [comment] = ts.getJSDocCommentsAndTags(row)
    if (!comment) throw new Error(`${FILE}: ${cause} has no comment, which is its description`)
    return {
      cause,
      description: ts.getTextOfJSDocComment(comment.comment).replace(/\s+/g, ' '),
      values: Object.fromEntries(
        row.initializer.properties.map(one => [one.name.getText(), one.initializer.getText()])
      ),
    }
  })
}

/** The schema's enum, in the order of the table. */
export const causeEnum = () =>
  [
    `# Made by \`npm run generate\` from ${FILE}: never edited by hand.`,
    '"Why a process is not a plain success. UNKNOWN keeps Carrefour\'s own words."',
    'enum CarrefourCause {',
    ...rowsOf().flatMap(({ cause, description }) => [
      `  ${JSON.stringify(description)}`,
      `  ${cause}`,
    ]),
    '}',
    '',
  ].join('\n')

/** The pages' table: they may not import the service's, and a second one kept by hand would differ one day. */
export const causeTable = () =>
  [
    "import type { Actor, Cause, Status } from './generated'",
    '',
    'interface CauseFacts {',
    '  readonly status: Status',
    '  readonly actor: Actor',
    '  /** Whose words the message of a process is. */',
    "  readonly message: 'app' | 'carrefour'",
    "  /** What became of the SKU's line: taken as sent, refused, no such offer, or nobody knows. */",
    "  readonly line: 'taken' | 'refused' | 'noOffer' | 'unknown'",
    '  /** What its help links to. */',
    "  readonly help: readonly ('portal' | 'integration' | 'connector' | 'minimumStock' | 'criticalStock')[]",
    '}',
    '',
    '/** What is decided per cause, in the order of the service. */',
    'export const CAUSES: Readonly<Record<Cause, CauseFacts>> = {',
    ...rowsOf().map(
      ({ cause, values }) =>
        `  ${cause}: { ${SHOWN.map(name => `${name}: ${values[name]}`).join(', ')} },`
    ),
    '}',
    '',
  ].join('\n')
