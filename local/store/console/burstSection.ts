import type { Language } from '../../admin/shell/language'
import { html, type Html } from '../../console/html'
import { actionButton, section, tag } from '../../console/parts'
import type { Shop } from '../shop'

import { CONSOLE } from './paths'

const TEXTS = {
  pt: {
    title: 'Cenário: 10.000 alterações',
    what: 'O estoque muda 10.000 vezes, como num dia de promoção. Ao Carrefour vai um arquivo por minuto, com a última quantidade de cada SKU.',
    start: 'Começar',
    undo: 'Desfazer',
    started: 'Cenário iniciado.',
    undone: 'Cenário desfeito: os estoques voltaram ao que eram.',
    off: 'parado',
    on: (done: string) => `${done} de 10.000 alterações feitas`,
    locale: 'pt-BR',
  },
  en: {
    title: 'Scenario: 10,000 changes',
    what: 'Stock changes 10,000 times, as on a day of promotions. Carrefour gets one file a minute, with the last quantity of each SKU.',
    start: 'Start',
    undo: 'Undo',
    started: 'Scenario started.',
    undone: 'Scenario undone: all stock is what it was.',
    off: 'off',
    on: (done: string) => `${done} of 10,000 changes made`,
    locale: 'en-US',
  },
  es: {
    title: 'Escenario: 10.000 cambios',
    what: 'El stock cambia 10.000 veces, como en un día de promociones. A Carrefour va un archivo por minuto, con la última cantidad de cada SKU.',
    start: 'Empezar',
    undo: 'Deshacer',
    started: 'Escenario iniciado.',
    undone: 'Escenario deshecho: los stocks volvieron a lo que eran.',
    off: 'detenido',
    on: (done: string) => `${done} de 10.000 cambios hechos`,
    locale: 'es-AR',
  },
} as const

/** Many changes at once with one click, and back with another. */
export function burstSection(shop: Shop, language: Language): Html {
  const texts = TEXTS[language]
  const state = shop.burst.state()
  const path = `${CONSOLE}/api/burst`
  const button =
    state === null
      ? actionButton({ method: 'POST', path, done: texts.started }, texts.start)
      : actionButton({ method: 'DELETE', path, done: texts.undone }, texts.undo, { primary: true })
  const now =
    state === null ? tag(texts.off) : tag(texts.on(state.done.toLocaleString(texts.locale)), 'warn')
  return section(
    'burst',
    texts.title,
    html`<p>${texts.what}</p>
      <div class="actions">${now} ${button}</div>`,
    { live: true }
  )
}
