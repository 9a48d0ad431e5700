import { isRecord } from '../../http/body'

/** A mail as its template makes it. */
export interface Rendered {
  to: string
  subject: string
  /** The body. */
  html: string
}

/** The mail that a template makes of the data; null when the template is not as documented. */
export function rendered(template: unknown, data: unknown): Rendered | null {
  const templates = isRecord(template) && isRecord(template.Templates) ? template.Templates : {}
  const email = isRecord(templates.email) ? templates.email : {}
  if (!isRecord(data) || typeof email.To !== 'string' || typeof email.Subject !== 'string')
    return null
  const message = typeof email.Message === 'string' ? email.Message : ''
  return {
    to: filled(email.To, data),
    subject: filled(email.Subject, data),
    html: filled(repeated(message, data), data, escaped),
  }
}

const VALUE = /\{\{\s*([\w.]+)\s*\}\}/g
const EACH = /\{\{#each\s+([\w.]+)\s*\}\}([\s\S]*?)\{\{\/each\}\}/g

/** The part of Handlebars that the app's template uses: `{{name}}`, and `{{#each names}}` over `{{this}}`. */
const filled = (
  pattern: string,
  data: Record<string, unknown>,
  shown: (text: string) => string = text => text
): string =>
  pattern.replace(VALUE, (_, path: string) => {
    const found = valueAt(data, path)
    return typeof found === 'string' || typeof found === 'number' ? shown(String(found)) : ''
  })

const repeated = (pattern: string, data: Record<string, unknown>): string =>
  pattern.replace(EACH, (_, path: string, body: string) => {
    const items = valueAt(data, path)
    if (!Array.isArray(items)) return ''
    return items.map((item: unknown) => filled(body, { this: item }, escaped)).join('')
  })

const valueAt = (data: Record<string, unknown>, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data)

/** As text within HTML; a brace is an entity too, so that a value is never taken for a part of the template. */
const escaped = (text: string): string =>
  text.replace(/[&<>"'{]/g, character => `&#${character.charCodeAt(0)};`)
