import { isRecord } from '../../http/body'

/** Address and subject as the template makes them; null when it is not as documented. */
export function rendered(template: unknown, data: unknown): { to: string; subject: string } | null {
  const templates = isRecord(template) && isRecord(template.Templates) ? template.Templates : {}
  const email = isRecord(templates.email) ? templates.email : {}
  if (!isRecord(data) || typeof email.To !== 'string' || typeof email.Subject !== 'string')
    return null
  return { to: filled(email.To, data), subject: filled(email.Subject, data) }
}

/** The part of Handlebars that addresses and subjects use: `{{name}}`. */
const filled = (pattern: string, data: Record<string, unknown>): string =>
  pattern.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    const found = path
      .split('.')
      .reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data)
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  })
