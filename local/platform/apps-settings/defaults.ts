import { isRecord } from '../../http/body'

/**
 * What the form of a settingsSchema offers before anybody has saved it. To the app its settings are empty until then, as
 * they are on VTEX.
 */
export function settingsDefaults(schema: unknown): Record<string, unknown> {
  const properties = isRecord(schema) && isRecord(schema.properties) ? schema.properties : {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      if (!isRecord(property)) return []
      if (property.default !== undefined) return [[name, property.default]]
      const below = settingsDefaults(property)
      return Object.keys(below).length > 0 ? [[name, below]] : []
    })
  )
}
