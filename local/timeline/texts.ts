import type { Language } from '../admin/shell/language'

/** How the store's events name an affiliate among those that were told. */
const AFFILIATE = /^affiliate\b/

const DIGITS = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
const kilobytes = (bytes: number, language: Language): string =>
  `${(bytes / 1_000).toLocaleString(language, DIGITS)} kB`

const TEXTS = {
  pt: {
    title: 'Linha do tempo',
    lead: 'O caminho de cada alteração: da loja à resposta do Carrefour. As mais novas primeiro.',
    headings: ['Quando', 'Etapa', 'O que', 'Resultado'],
    empty: 'Nada aconteceu ainda. Mude um estoque no console da loja.',
    steps: {
      change: 'Alteração',
      notification: 'Notificação',
      file: 'Arquivo',
      import: 'Importação',
      report: 'Relatório',
      outcome: 'Resultado',
    },
    search: 'Só um SKU',
    show: 'Mostrar',
    all: 'Mostrar todos',
    skus: (count: number) => (count === 1 ? '1 SKU mudou' : `${count} SKUs mudaram`),
    told: (target: string) => `notificado: ${target.replace(AFFILIATE, 'afiliado')}`,
    delivered: 'entregue',
    failed: (count: number) => `${count} sem entrega`,
    open: 'a caminho',
    file: (bytes: number) => `arquivo de estoque, ${kilobytes(bytes, 'pt')}`,
    asked: 'o aplicativo leu o relatório de erros',
    judged: (taken: number, refused: number) => `aceitos: ${taken}, recusados: ${refused}`,
    taken: (quantity: string) => `quantidade aceita: ${quantity}`,
    refused: (reason: string) => `recusado: ${reason}`,
    row: 'ver no Estoque',
  },
  en: {
    title: 'Timeline',
    lead: 'The path of each change, from the store to Carrefour’s response. Newest first.',
    headings: ['When', 'Step', 'What', 'Result'],
    empty: 'Nothing has happened yet. Change some stock in the store console.',
    steps: {
      change: 'Change',
      notification: 'Notification',
      file: 'File',
      import: 'Import',
      report: 'Report',
      outcome: 'Result',
    },
    search: 'One SKU only',
    show: 'Show',
    all: 'Show all',
    skus: (count: number) => (count === 1 ? '1 SKU changed' : `${count} SKUs changed`),
    told: (target: string) => `notified: ${target}`,
    delivered: 'delivered',
    failed: (count: number) => `${count} not delivered`,
    open: 'in progress',
    file: (bytes: number) => `stock file, ${kilobytes(bytes, 'en')}`,
    asked: 'the app read the error report',
    judged: (taken: number, refused: number) => `${taken} accepted, ${refused} rejected`,
    taken: (quantity: string) => `quantity accepted: ${quantity}`,
    refused: (reason: string) => `rejected: ${reason}`,
    row: 'view in Inventory',
  },
  es: {
    title: 'Línea de tiempo',
    lead: 'El recorrido de cada cambio: de la tienda a la respuesta de Carrefour. Lo más nuevo primero.',
    headings: ['Cuándo', 'Etapa', 'Qué', 'Resultado'],
    empty: 'Todavía no pasó nada. Cambie un stock en la consola de la tienda.',
    steps: {
      change: 'Cambio',
      notification: 'Notificación',
      file: 'Archivo',
      import: 'Importación',
      report: 'Informe',
      outcome: 'Resultado',
    },
    search: 'Un solo SKU',
    show: 'Mostrar',
    all: 'Mostrar todos',
    skus: (count: number) => (count === 1 ? 'cambió 1 SKU' : `cambiaron ${count} SKU`),
    told: (target: string) => `notificado: ${target.replace(AFFILIATE, 'afiliado')}`,
    delivered: 'entregado',
    failed: (count: number) => `${count} sin entregar`,
    open: 'en camino',
    file: (bytes: number) => `archivo de stock, ${kilobytes(bytes, 'es')}`,
    asked: 'la aplicación leyó el informe de errores',
    judged: (taken: number, refused: number) => `aceptados: ${taken}, rechazados: ${refused}`,
    taken: (quantity: string) => `cantidad aceptada: ${quantity}`,
    refused: (reason: string) => `rechazado: ${reason}`,
    row: 'ver en Stock',
  },
} as const

export const timelineTexts = (language: Language) => TEXTS[language]
export type TimelineTexts = ReturnType<typeof timelineTexts>
