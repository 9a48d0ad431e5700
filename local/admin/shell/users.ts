import type { Texts } from './texts'

/** What a demo user may do, in words, by the name before the @; nothing for a user of another name. */
export function roleText(user: string, texts: Texts): string {
  const name = user.split('@')[0]
  switch (name) {
    case 'owner':
    case 'operator':
    case 'viewer':
      return texts[name]
    default:
      return ''
  }
}
