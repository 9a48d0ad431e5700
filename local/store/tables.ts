/**
 * The store's tables. Each account has its own set: `store_` stands for `store_{account}_`. Money is in
 * cents; a SKU without a price is not sold.
 */
export const TABLES = `
CREATE TABLE IF NOT EXISTS store_products (
  product_id INTEGER PRIMARY KEY, name TEXT NOT NULL, ref_id TEXT NOT NULL, brand TEXT NOT NULL,
  category TEXT NOT NULL, active INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS store_skus (
  sku_id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL, name TEXT NOT NULL, ean TEXT NOT NULL,
  ref_id TEXT NOT NULL, active INTEGER NOT NULL, price INTEGER
);
CREATE INDEX IF NOT EXISTS store_skus_product ON store_skus (product_id);
CREATE TABLE IF NOT EXISTS store_kit_items (
  kit_id INTEGER NOT NULL, sku_id INTEGER NOT NULL, quantity INTEGER NOT NULL,
  PRIMARY KEY (kit_id, sku_id)
);
CREATE INDEX IF NOT EXISTS store_kit_items_sku ON store_kit_items (sku_id);
CREATE TABLE IF NOT EXISTS store_policies (
  policy_id INTEGER PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS store_assignments (
  sku_id INTEGER NOT NULL, policy_id INTEGER NOT NULL, PRIMARY KEY (sku_id, policy_id)
);
CREATE INDEX IF NOT EXISTS store_assignments_policy ON store_assignments (policy_id, sku_id);
CREATE TABLE IF NOT EXISTS store_warehouses (
  warehouse_id TEXT PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL, docks TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS store_docks (
  dock_id TEXT PRIMARY KEY, name TEXT NOT NULL, active INTEGER NOT NULL, policies TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS store_stock (
  sku_id INTEGER NOT NULL, warehouse_id TEXT NOT NULL, total INTEGER NOT NULL,
  reserved INTEGER NOT NULL, unlimited INTEGER NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (sku_id, warehouse_id)
);
CREATE TABLE IF NOT EXISTS store_affiliates (
  affiliate_id TEXT PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS store_notifications (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, sku_id INTEGER NOT NULL,
  target TEXT NOT NULL, change TEXT NOT NULL, ok INTEGER, detail TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS store_burst (
  sku_id INTEGER NOT NULL, warehouse_id TEXT NOT NULL, total INTEGER NOT NULL, given INTEGER NOT NULL,
  PRIMARY KEY (sku_id, warehouse_id)
);
CREATE TABLE IF NOT EXISTS store_switches (
  name TEXT PRIMARY KEY, value TEXT NOT NULL
);
`
