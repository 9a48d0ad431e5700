import type { Language } from '../admin/shell/language'

/** Words of the frame around every console page, and of the mailbox. */
const TEXTS = {
  pt: {
    consoles: 'Ferramentas locais',
    skip: 'Ir para o conteúdo',
    states: 'Estados das páginas',
    pages: {
      store: 'Loja',
      carrefour: 'Carrefour',
      timeline: 'Linha do tempo',
      mail: 'E-mails',
      clock: 'Relógio',
      inspector: 'Inspetor',
      live: 'Loja real',
    },
    roles: {
      store: 'O lado da loja, como no Admin da VTEX',
      carrefour: 'O lado do Carrefour, como no portal do marketplace',
      mail: 'O lado de quem recebe as notificações',
      timeline: 'Os dois lados, do estoque ao resultado',
      clock: 'A hora do workspace inteiro',
      inspector: 'Tudo o que passa entre o aplicativo e o resto',
      live: 'Os servidores de verdade, com npm start -- --live',
    },
    mailbox: 'E-mails enviados',
    mailboxLead:
      'Os e-mails que o aplicativo entregou ao serviço de e-mail da VTEX. Nenhum sai desta máquina.',
    sentAt: 'Quando',
    to: 'Para',
    subject: 'Assunto',
    noMail: 'Nenhum e-mail ainda. Envie um teste em Integrações ou revogue a chave no Carrefour.',
    unreadable: 'O modelo deste e-mail não pode ser lido',
  },
  en: {
    consoles: 'Local tools',
    skip: 'Skip to content',
    states: 'Page states',
    pages: {
      store: 'Store',
      carrefour: 'Carrefour',
      timeline: 'Timeline',
      mail: 'Mail',
      clock: 'Clock',
      inspector: 'Inspector',
      live: 'Real store',
    },
    roles: {
      store: 'The store’s side, as in VTEX’s Admin',
      carrefour: 'Carrefour’s side, as in the marketplace’s portal',
      mail: 'The side of whoever receives the notifications',
      timeline: 'Both sides, from stock to outcome',
      clock: 'The time of the whole workspace',
      inspector: 'All that passes between the app and the rest',
      live: 'The real hosts, with npm start -- --live',
    },
    mailbox: 'Mail sent',
    mailboxLead:
      'The mail that the app handed to VTEX’s mail service. None of it leaves this machine.',
    sentAt: 'When',
    to: 'To',
    subject: 'Subject',
    noMail: 'No mail yet. Send a test from Integrations, or revoke the key at Carrefour.',
    unreadable: 'The template of this mail cannot be read',
  },
  es: {
    consoles: 'Herramientas locales',
    skip: 'Ir al contenido',
    states: 'Estados de las páginas',
    pages: {
      store: 'Tienda',
      carrefour: 'Carrefour',
      timeline: 'Línea de tiempo',
      mail: 'Correos',
      clock: 'Reloj',
      inspector: 'Inspector',
      live: 'Tienda real',
    },
    roles: {
      store: 'El lado de la tienda, como en el Admin de VTEX',
      carrefour: 'El lado de Carrefour, como en el portal del marketplace',
      mail: 'El lado de quien recibe las notificaciones',
      timeline: 'Los dos lados, del stock al resultado',
      clock: 'La hora de todo el workspace',
      inspector: 'Todo lo que pasa entre la aplicación y el resto',
      live: 'Los servidores reales, con npm start -- --live',
    },
    mailbox: 'Correos enviados',
    mailboxLead:
      'Los correos que la aplicación entregó al servicio de correo de VTEX. Ninguno sale de esta máquina.',
    sentAt: 'Cuándo',
    to: 'Para',
    subject: 'Asunto',
    noMail:
      'Todavía no hay correos. Envíe una prueba desde Integraciones o revoque la clave en Carrefour.',
    unreadable: 'No se puede leer la plantilla de este correo',
  },
} as const

export const textsOf = (language: Language) => TEXTS[language]
