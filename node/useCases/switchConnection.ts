import type { Ports } from '../ports'
import type { SaveResult } from './saveConfiguration'
import { saveConfiguration } from './saveConfiguration'

/** Turns sending on or off and leaves the rest of the configuration as it is. */
export async function switchConnection(
  ports: Ports,
  active: boolean,
  person: string
): Promise<SaveResult> {
  const saved = await ports.configurations.read()
  if (!saved) return { kind: 'invalid', problems: [{ field: 'shopKey', code: 'REQUIRED' }] }
  const form = { ...saved.choices, active, shopKey: null, version: saved.version }
  return saveConfiguration(ports, form, person)
}
