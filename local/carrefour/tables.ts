/** Everything the sandbox knows. Moments are milliseconds since 1970; null in `done_at` means never. */
export const TABLES = `
CREATE TABLE IF NOT EXISTS carrefour_settings (
  name TEXT PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_shops (
  shop_id INTEGER PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, created_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_keys (
  key_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  last4 TEXT NOT NULL, shops TEXT NOT NULL, roles TEXT NOT NULL, state TEXT NOT NULL,
  expires_at INTEGER, created_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_products (
  ean TEXT PRIMARY KEY, title TEXT NOT NULL, category TEXT NOT NULL, state TEXT NOT NULL,
  catalogue_at INTEGER
);
CREATE INDEX IF NOT EXISTS carrefour_products_due ON carrefour_products (state, catalogue_at);
CREATE TABLE IF NOT EXISTS carrefour_offers (
  offer_id INTEGER PRIMARY KEY AUTOINCREMENT, shop_id INTEGER NOT NULL, sku TEXT NOT NULL,
  ean TEXT NOT NULL, price REAL NOT NULL, quantity INTEGER NOT NULL, warehouses TEXT NOT NULL,
  blocked TEXT, listed_at INTEGER, updated_at INTEGER, import_id TEXT,
  UNIQUE (shop_id, sku)
);
CREATE TABLE IF NOT EXISTS carrefour_offers_before (
  offer_id INTEGER PRIMARY KEY, quantity INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS carrefour_offers_ean ON carrefour_offers (ean);
CREATE TABLE IF NOT EXISTS carrefour_imports (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, import_id TEXT NOT NULL UNIQUE, shop_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL, running_at INTEGER NOT NULL, done_at INTEGER, outcome TEXT,
  forced_failure INTEGER NOT NULL, failure TEXT, lines_success INTEGER, lines_error INTEGER,
  report TEXT, file_name TEXT NOT NULL, file_bytes INTEGER NOT NULL, file BLOB
);
CREATE INDEX IF NOT EXISTS carrefour_imports_due ON carrefour_imports (outcome, done_at);
CREATE TABLE IF NOT EXISTS carrefour_faults (
  fault_id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL, kind TEXT NOT NULL,
  status INTEGER, retry_after INTEGER, latency_ms INTEGER, remaining INTEGER, created_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_calls (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, operation TEXT NOT NULL,
  shop_id INTEGER, key_id INTEGER, status INTEGER, import_id TEXT, faults TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_counters (
  operation TEXT PRIMARY KEY, calls INTEGER NOT NULL, refused INTEGER NOT NULL, last_at INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS carrefour_throttle (
  operation TEXT NOT NULL, counted TEXT NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (operation, counted)
);
CREATE TABLE IF NOT EXISTS carrefour_scenarios (
  scenario TEXT PRIMARY KEY, until INTEGER, changed TEXT NOT NULL
);
`
