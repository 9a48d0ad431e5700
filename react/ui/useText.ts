import { useCallback } from 'react'
import { useIntl } from 'react-intl'

/** What every message key of these pages starts with. VTEX asks for `admin/` first. */
export const KEY_PREFIX = 'admin/carrefour-inventory.'

export type TextValues = Record<string, string | number | null>
export type Text = (key: string, values?: TextValues) => string

/** Answers a function that reads one message in the Admin's language, by its key without the prefix. */
export function useText(): Text {
  const intl = useIntl()
  return useCallback(
    (key: string, values?: TextValues) => intl.formatMessage({ id: KEY_PREFIX + key }, values),
    [intl]
  )
}

/** Words of others in quotation marks; words that bring marks of their own stand as they are. */
export const quoted = (words: string, text: Text): string =>
  /^["'“«]|["'”»]$/.test(words) ? words : text('common.quoted', { words })
