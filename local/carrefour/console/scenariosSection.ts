import type { Language } from '../../admin/shell/language'
import { html, type Html } from '../../console/html'
import { actionButton, section, table, tag } from '../../console/parts'
import { sayIn } from '../../console/words'
import type { Sandbox } from '../sandbox'
import { SCENARIOS } from '../scenarios'
import { CONSOLE } from './paths'

/** Words of the scenarios: what happens, and what there is to see in the Admin then. */
const TEXTS = {
  pt: {
    title: 'Cenários',
    headings: ['Cenário', 'O que acontece', 'Agora'],
    start: 'Começar',
    undo: 'Desfazer',
    started: 'Cenário iniciado.',
    undone: 'Cenário desfeito.',
    off: 'parado',
    on: 'em andamento',
    left: (seconds: number) => `em andamento: termina em ${seconds} s`,
    of: {
      'key-expired': [
        'ShopKey vencida',
        'Toda chave recebe 401. Mude um estoque: o Estoque mostra um incidente só.',
      ],
      down: [
        'Carrefour fora do ar por 2 minutos',
        'Toda chamada recebe 503. Nada se perde: o que mudou sai quando ele volta.',
      ],
      'catalogue-all': [
        'Catalogar tudo',
        'Os produtos que aguardam são catalogados. O aplicativo percebe e os envia de novo.',
      ],
    },
  },
  en: {
    title: 'Scenarios',
    headings: ['Scenario', 'What happens', 'Now'],
    start: 'Start',
    undo: 'Undo',
    started: 'Scenario started.',
    undone: 'Scenario undone.',
    off: 'off',
    on: 'under way',
    left: (seconds: number) => `under way: ends in ${seconds} s`,
    of: {
      'key-expired': [
        'ShopKey expired',
        'Every key gets 401. Change some stock: Inventory shows a single incident.',
      ],
      down: [
        'Carrefour down for 2 minutes',
        'Every call gets 503. Nothing is lost: what changed leaves when it is back.',
      ],
      'catalogue-all': [
        'Catalogue everything',
        'The waiting products are catalogued. The app notices and sends them again.',
      ],
    },
  },
  es: {
    title: 'Escenarios',
    headings: ['Escenario', 'Qué pasa', 'Ahora'],
    start: 'Empezar',
    undo: 'Deshacer',
    started: 'Escenario iniciado.',
    undone: 'Escenario deshecho.',
    off: 'detenido',
    on: 'en curso',
    left: (seconds: number) => `en curso: termina en ${seconds} s`,
    of: {
      'key-expired': [
        'ShopKey vencida',
        'Todas las claves reciben 401. Cambie un stock: la página Stock muestra un solo incidente.',
      ],
      down: [
        'Carrefour caído durante 2 minutos',
        'Todas las llamadas reciben 503. Nada se pierde: lo que cambió sale cuando vuelve.',
      ],
      'catalogue-all': [
        'Catalogar todo',
        'Los productos en espera se catalogan. La aplicación lo nota y los envía de nuevo.',
      ],
    },
  },
} as const

/** What happens to merchants, with one click, and back with another. */
export function scenariosSection(sandbox: Sandbox, language: Language): Html {
  const texts = TEXTS[language]
  const running = new Map(sandbox.scenarios.running().map(one => [one.scenario, one]))
  const rows = SCENARIOS.map(scenario => {
    const [name, happens] = texts.of[scenario]
    const path = `${CONSOLE}/api/scenarios/${scenario}`
    const one = running.get(scenario)
    const button =
      one === undefined
        ? actionButton({ method: 'POST', path, done: texts.started }, texts.start, { name })
        : actionButton({ method: 'DELETE', path, done: texts.undone }, texts.undo, {
            name,
            primary: true,
          })
    return html`<tr>
      <td>${name}</td>
      <td class="name">${happens}</td>
      <td>${one === undefined ? tag(texts.off) : tag(stateText(one.until), 'warn')}</td>
      <td>${button}</td>
    </tr>`
  })
  function stateText(until: number | null): string {
    if (until === null) return texts.on
    return texts.left(Math.max(0, Math.ceil((until - sandbox.clock.now()) / 1000)))
  }
  const say = sayIn(language)
  const list = table(say, texts.title, [...texts.headings, say('Action')], rows, '')
  return section('scenarios', texts.title, list, { live: true })
}
