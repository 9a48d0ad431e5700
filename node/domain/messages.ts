import type { Cause } from './causes'

/**
 * What VTEX's own connector writes for these causes, word for word: the messages that merchants know and
 * search for. Source: VTEX help, "Erros de integração de estoque com o Carrefour" and "Configurar
 * cadastro da integração do Carrefour".
 */
const KNOWN_MESSAGES: Partial<Record<Cause, string>> = {
  NOT_CATALOGED:
    'Produto ainda não foi catalogado no Carrefour. Para reprocessar essa oferta, aguarde a confirmação do Carrefour de que o produto foi catalogado. Para mais detalhes verifique o portal do carrefour.',
  KIT_NOT_SENT: 'O conector está configurado para não enviar SKUs do tipo Kit',
}

/** The message of a process: the one that merchants know for the cause, else Carrefour's own words. */
export const messageOf = (cause: Cause | null, carrefour: string | null): string | null =>
  cause === null ? null : (KNOWN_MESSAGES[cause] ?? carrefour)
