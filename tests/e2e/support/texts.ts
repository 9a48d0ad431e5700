import { createIntl } from 'react-intl'

import en from '../../../messages/en.json'
import es from '../../../messages/es.json'
import pt from '../../../messages/pt.json'
import type { Language } from './states'

const of = (language: Language, messages: Readonly<Record<string, string>>) => {
  const onError = (error: string): never => {
    throw new Error(error)
  }
  const intl = createIntl({ locale: language, messages, onError })
  return (key: string, values?: Readonly<Record<string, string | number>>): string =>
    intl.formatMessage({ id: `admin/carrefour-inventory.${key}` }, values)
}

/** What the pages say, by key: a story does not depend on the wording. A key that is missing fails. */
export const TEXTS = { pt: of('pt', pt), en: of('en', en), es: of('es', es) }

/** In Portuguese, the language of the stories. */
export const text = TEXTS.pt
