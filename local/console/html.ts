/** Text that is already HTML. Only `html` makes it, so everything else gets escaped. */
export class Html {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text
  }
}

/** What may stand between the braces of an `html` template; null, undefined and false print nothing. */
export type HtmlPart = Html | string | number | boolean | null | undefined | HtmlPart[]

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function print(part: HtmlPart): string {
  if (part === null || part === undefined || part === false || part === true) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(print).join('')
  return String(part).replace(/[&<>"']/g, char => ENTITIES[char] ?? char)
}

/** Template tag: everything put in is escaped unless it is itself `html`. */
export function html(strings: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  return new Html(strings.map((text, i) => text + print(parts[i])).join(''))
}
