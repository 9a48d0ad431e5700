import type { Sql } from '../sql'

import type { Dock, Policy, Warehouse } from './model'

/** Trade policies, docks and warehouses. */
export interface PlaceStore {
  policies(): Policy[]
  docks(): Dock[]
  /** In the order in which they were added. */
  warehouses(): Warehouse[]
  /** Active warehouses with an active dock that serves this policy. */
  serving(policyId: number): string[]
  setWarehouseActive(warehouseId: string, active: boolean): boolean
  setDock(dockId: string, change: { active: boolean; policies: number[] }): boolean
}

interface Flagged {
  active: number
}

export function placeStore(sql: Sql): PlaceStore {
  const docks = (): Dock[] =>
    sql
      .all<Omit<Dock, 'active' | 'policies'> & Flagged & { policies: string }>(
        'SELECT dock_id AS dockId, name, active, policies FROM store_docks ORDER BY dock_id'
      )
      .map(row => ({
        dockId: row.dockId,
        name: row.name,
        active: row.active === 1,
        policies: JSON.parse(row.policies) as number[],
      }))
  const warehouses = (): Warehouse[] =>
    sql
      .all<Omit<Warehouse, 'active' | 'docks'> & Flagged & { docks: string }>(
        'SELECT warehouse_id AS warehouseId, name, active, docks FROM store_warehouses ORDER BY rowid'
      )
      .map(row => ({
        warehouseId: row.warehouseId,
        name: row.name,
        active: row.active === 1,
        docks: JSON.parse(row.docks) as string[],
      }))

  return {
    policies: () =>
      sql
        .all<Omit<Policy, 'active'> & Flagged>(
          'SELECT policy_id AS policyId, name, active FROM store_policies ORDER BY policy_id'
        )
        .map(({ policyId, name, active }) => ({ policyId, name, active: active === 1 })),
    docks,
    warehouses,
    serving(policyId) {
      const open = new Set(
        docks()
          .filter(dock => dock.active && dock.policies.includes(policyId))
          .map(dock => dock.dockId)
      )
      return warehouses()
        .filter(warehouse => warehouse.active && warehouse.docks.some(dockId => open.has(dockId)))
        .map(warehouse => warehouse.warehouseId)
    },
    setWarehouseActive: (warehouseId, active) =>
      sql.run(
        'UPDATE store_warehouses SET active = ? WHERE warehouse_id = ?',
        active ? 1 : 0,
        warehouseId
      ) > 0,
    setDock: (dockId, { active, policies }) =>
      sql.run(
        'UPDATE store_docks SET active = ?, policies = ? WHERE dock_id = ?',
        active ? 1 : 0,
        JSON.stringify(policies),
        dockId
      ) > 0,
  }
}
