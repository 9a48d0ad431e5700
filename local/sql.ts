import type { Database, SqlValue } from './database'

type Statement = ReturnType<Database['prepare']>

/** Short ways to run SQL. Rows are typed by the caller, who also wrote the table. */
export interface Sql {
  /** All rows. */
  all<Row>(text: string, ...values: SqlValue[]): Row[]
  /** The first row, if any. */
  get<Row>(text: string, ...values: SqlValue[]): Row | undefined
  /** Runs a change and answers how many rows it touched. */
  run(text: string, ...values: SqlValue[]): number
  /** Runs the work in one transaction; inside another one it joins it. */
  transaction<T>(work: () => T): T
}

/**
 * Wraps a database. `rename` may rewrite each statement before it is prepared, for parts that keep one
 * set of tables per account. Statements are prepared once, so texts must come from code, not from data.
 */
export function sqlOf(db: Database, rename: (text: string) => string = text => text): Sql {
  const prepared = new Map<string, Statement>()
  const statement = (text: string): Statement => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    const made: Statement = db.prepare(rename(text))
    prepared.set(text, made)
    return made
  }
  return {
    all: <Row>(text: string, ...values: SqlValue[]) => statement(text).all(values) as Row[],
    get: <Row>(text: string, ...values: SqlValue[]) =>
      statement(text).get(values) as Row | undefined,
    run: (text, ...values) => statement(text).run(values).changes,
    transaction: work => (db.inTransaction ? work() : db.transaction(work)()),
  }
}

/** Creates tables and indices that are not there yet; statements are separated by `;`. */
export function createTables(
  db: Database,
  text: string,
  rename: (text: string) => string = sql => sql
): void {
  db.exec(rename(text))
}
