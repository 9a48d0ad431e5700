import type { Language } from '../admin/shell/language'

import { FAULT_WORDS } from './faultWords'

/** Words of the consoles in Portuguese and Spanish, by the English ones. `{0}`, `{1}` stand for values. */
export const WORDS = {
  // Shared
  Action: ['Ação', 'Acción'],
  Search: ['Buscar', 'Buscar'],
  Product: ['Produto', 'Producto'],
  'SKU, EAN or name': ['SKU, EAN ou nome', 'SKU, EAN o nombre'],
  active: ['ativo', 'activo'],
  inactive: ['inativo', 'inactivo'],
  Previous: ['Anterior', 'Anterior'],
  Next: ['Próxima', 'Siguiente'],
  'Page {0} of {1}': ['Página {0} de {1}', 'Página {0} de {1}'],
  Pages: ['Páginas', 'Páginas'],
  'Table: {0}': ['Tabela: {0}', 'Tabla: {0}'],
  'New key': ['Nova chave', 'Clave nueva'],
  'This is the only time it is shown. Copy it before you close this window.': [
    'Ela só é mostrada agora. Copie-a antes de fechar esta janela.',
    'Solo se muestra ahora. Cópiela antes de cerrar esta ventana.',
  ],
  'Copy key': ['Copiar chave', 'Copiar clave'],
  Copied: ['Copiada', 'Copiada'],
  Close: ['Fechar', 'Cerrar'],
  'The workspace did not respond. Is it still running?': [
    'O workspace não respondeu. Ele ainda está ligado?',
    'El workspace no respondió. ¿Sigue en marcha?',
  ],
  now: ['agora', 'ahora'],
  'in {0}': ['em {0}', 'en {0}'],
  '{0} ago': ['há {0}', 'hace {0}'],
  '{0} days': ['{0} dias', '{0} días'],

  // The store
  'Store {0}': ['Loja {0}', 'Tienda {0}'],
  'Acts as the merchant’s VTEX store: its SKUs, trade policies, stock and reservations, and the notifications that VTEX sends when they change.':
    [
      'Faz o papel da loja VTEX: SKUs, políticas comerciais, estoque e reservas, e as notificações que a VTEX envia quando eles mudam.',
      'Hace el papel de la tienda VTEX: SKU, políticas comerciales, stock y reservas, y las notificaciones que VTEX envía cuando cambian.',
    ],
  SKUs: ['SKUs', 'SKU'],
  '{0} SKUs. Affiliates and the broadcaster are notified of each change right away.': [
    '{0} SKUs. Cada alteração é notificada na hora aos afiliados e ao broadcaster.',
    '{0} SKU. Cada cambio se notifica al instante a los afiliados y al broadcaster.',
  ],
  '1 SKU. Affiliates and the broadcaster are notified of each change right away.': [
    '1 SKU. Cada alteração é notificada na hora aos afiliados e ao broadcaster.',
    '1 SKU. Cada cambio se notifica al instante a los afiliados y al broadcaster.',
  ],
  'SKU, EAN, RefId or name': ['SKU, EAN, RefId ou nome', 'SKU, EAN, RefId o nombre'],
  'SKU changed': ['SKU alterado', 'SKU modificado'],
  'SKU changed, inactive': ['SKU alterado, inativo', 'SKU modificado, inactivo'],
  'stock changed': ['estoque alterado', 'stock modificado'],
  'price changed': ['preço alterado', 'precio modificado'],
  'removed from the policy': ['removido da política', 'quitado de la política'],
  'handed over': ['ao broadcaster', 'al broadcaster'],
  'lost on purpose': ['perdida de propósito', 'perdida a propósito'],
  'No SKU matches.': ['Nenhum SKU encontrado.', 'Ningún SKU coincide.'],
  kit: ['kit', 'kit'],
  unlimited: ['ilimitado', 'ilimitado'],
  'Sellable in {0}:': ['Disponível na política {0}:', 'Disponible en la política {0}:'],
  'Made of {0}': ['Composto de {0}', 'Compuesto por {0}'],
  ' of {0} in {1}': [' de {0} em {1}', ' de {0} en {1}'],
  'Stock of SKU {0} saved.': ['Estoque do SKU {0} salvo.', 'Stock del SKU {0} guardado.'],
  Stock: ['Estoque', 'Stock'],
  Reserved: ['Reservado', 'Reservado'],
  Save: ['Salvar', 'Guardar'],
  'SKU {0} deactivated.': ['SKU {0} desativado.', 'SKU {0} desactivado.'],
  'SKU {0} activated.': ['SKU {0} ativado.', 'SKU {0} activado.'],
  Deactivate: ['Desativar', 'Desactivar'],
  Activate: ['Ativar', 'Activar'],
  'SKU {0}: trade policy changed.': [
    'SKU {0}: política comercial alterada.',
    'SKU {0}: política comercial cambiada.',
  ],
  'Take out of {0}': ['Retirar da política {0}', 'Quitar de la política {0}'],
  'Put into {0}': ['Incluir na política {0}', 'Incluir en la política {0}'],
  'in {0} (policy)': ['na política {0}', 'en la política {0}'],
  'not in {0}': ['fora da política {0}', 'fuera de la política {0}'],
  Notifications: ['Notificações', 'Notificaciones'],
  When: ['Quando', 'Cuándo'],
  What: ['O quê', 'Qué'],
  To: ['Para', 'Para'],
  Result: ['Resultado', 'Resultado'],
  'No notifications yet.': ['Nenhuma notificação ainda.', 'Todavía no hay notificaciones.'],
  'under way': ['em andamento', 'en curso'],
  delivered: ['entregue', 'entregada'],
  failed: ['falhou', 'falló'],
  'Who is notified of what': ['Quem é notificado de quê', 'A quién se notifica qué'],
  'Rules saved.': ['Regras salvas.', 'Reglas guardadas.'],
  'Affiliates are notified of stock only at 5 units or fewer': [
    'Afiliados só são notificados do estoque com 5 unidades ou menos',
    'A los afiliados solo se les notifica el stock con 5 unidades o menos',
  ],
  'vtex.broadcaster is installed': [
    'vtex.broadcaster está instalado',
    'vtex.broadcaster está instalado',
  ],
  'Simulations answer with nothing: the store seems sold out': [
    'As simulações respondem sem nada: a loja parece esgotada',
    'Las simulaciones responden sin nada: la tienda parece agotada',
  ],
  'Lost notifications, %': ['Notificações perdidas, %', 'Notificaciones perdidas, %'],
  'Repeated notifications, %': ['Notificações repetidas, %', 'Notificaciones repetidas, %'],
  'Save rules': ['Salvar regras', 'Guardar reglas'],
  Affiliates: ['Afiliados', 'Afiliados'],
  'trade policy {0}': ['política comercial {0}', 'política comercial {0}'],
  'no address': ['sem endereço', 'sin dirección'],
  'No affiliate is registered.': ['Nenhum afiliado cadastrado.', 'No hay afiliados registrados.'],

  // Carrefour
  'Carrefour sandbox': ['Sandbox do Carrefour', 'Sandbox de Carrefour'],
  'Acts as the Carrefour marketplace: its API keys, its catalogue, the stock it holds and the imports it processes. Only this machine can reach it.':
    [
      'Faz o papel do marketplace Carrefour: chaves de API, catálogo, o estoque que ele tem e as importações que processa. Só esta máquina o acessa.',
      'Hace el papel del marketplace Carrefour: claves de API, catálogo, el stock que tiene y las importaciones que procesa. Solo esta máquina accede a él.',
    ],
  'Shops and keys': ['Lojas e chaves', 'Tiendas y claves'],
  'API keys': ['Chaves de API', 'Claves de API'],
  'No keys yet.': ['Nenhuma chave ainda.', 'Todavía no hay claves.'],
  'Create a key': ['Criar uma chave', 'Crear una clave'],
  Key: ['Chave', 'Clave'],
  'Ends in': ['Final', 'Termina en'],
  Shop: ['Loja', 'Tienda'],
  Rights: ['Permissão', 'Permiso'],
  State: ['Estado', 'Estado'],
  Created: ['Criada', 'Creada'],
  unknown: ['desconhecida', 'desconocida'],
  'may send stock': ['pode enviar estoque', 'puede enviar stock'],
  'may not send stock': ['não pode enviar estoque', 'no puede enviar stock'],
  'active (key)': ['ativa', 'activa'],
  revoked: ['revogada', 'revocada'],
  expired: ['vencida', 'vencida'],
  'Key revoked: it now gets 401.': [
    'Chave revogada: agora recebe 401.',
    'Clave revocada: ahora recibe 401.',
  ],
  Revoke: ['Revogar', 'Revocar'],
  'The key opens another shop now.': [
    'Agora a chave abre outra loja.',
    'Ahora la clave abre otra tienda.',
  ],
  'Open shop': ['Abrir a loja', 'Abrir la tienda'],
  'Key restored.': ['Chave restaurada.', 'Clave restaurada.'],
  Restore: ['Restaurar', 'Restaurar'],
  'New key created; the old one now gets 401.': [
    'Nova chave criada; a antiga agora recebe 401.',
    'Clave nueva creada; la anterior ahora recibe 401.',
  ],
  Rotate: ['Trocar', 'Cambiar'],
  'Key created.': ['Chave criada.', 'Clave creada.'],
  Name: ['Nome', 'Nombre'],
  'Another key': ['Outra chave', 'Otra clave'],
  'May send stock': ['Pode enviar estoque', 'Puede enviar stock'],
  'HTTP status': ['Status HTTP', 'Estado HTTP'],
  'Create key': ['Criar chave', 'Crear clave'],
  'Stock imports': ['Importações de estoque', 'Importaciones de stock'],
  'File and report': ['Arquivo e relatório', 'Archivo e informe'],
  ' of import {0}': [' da importação {0}', ' de la importación {0}'],
  Received: ['Recebida', 'Recibida'],
  Status: ['Status', 'Estado'],
  Lines: ['Linhas', 'Líneas'],
  Details: ['Detalhes', 'Detalles'],
  'Nothing received yet.': ['Nada recebido ainda.', 'Todavía no se recibió nada.'],
  '{0} accepted, {1} rejected': ['aceitas: {0}, recusadas: {1}', 'aceptadas: {0}, rechazadas: {1}'],
  Calls: ['Chamadas', 'Llamadas'],
  Operation: ['Operação', 'Operación'],
  Failed: ['Falharam', 'Fallaron'],
  Last: ['Última', 'Última'],
  Limit: ['Limite', 'Límite'],
  'No calls yet.': ['Nenhuma chamada ainda.', 'Todavía no hay llamadas.'],
  none: ['nenhum', 'ninguno'],
  'one per day': ['uma por dia', 'una por día'],
  'one per {0} s': ['uma a cada {0} s', 'una cada {0} s'],
  'health check': ['teste de disponibilidade', 'prueba de disponibilidad'],
  account: ['conta', 'cuenta'],
  'list offers': ['lista de ofertas', 'lista de ofertas'],
  'one offer': ['uma oferta', 'una oferta'],
  'find products': ['busca de produtos', 'búsqueda de productos'],
  'import stock': ['importação de estoque', 'importación de stock'],
  'import status': ['status da importação', 'estado de la importación'],
  'import report': ['relatório da importação', 'informe de la importación'],
  'when you say so': ['quando você indicar', 'cuando usted lo indique'],
  'Catalogued: {0}.': ['Catalogado: {0}.', 'Catalogado: {0}.'],
  Catalogue: ['Catalogar', 'Catalogar'],
  Catalogued: ['Catalogado', 'Catalogado'],
  'Carrefour accepts stock only for catalogued products, and does not say when it has catalogued one. At that moment the offer appears with quantity 0.':
    [
      'O Carrefour só aceita estoque de produtos catalogados e não avisa quando cataloga um. Nesse momento a oferta aparece com quantidade 0.',
      'Carrefour solo acepta stock de productos catalogados y no avisa cuando cataloga uno. En ese momento la oferta aparece con cantidad 0.',
    ],
  'Products waiting': ['Produtos que aguardam', 'Productos en espera'],
  'Every product is catalogued.': [
    'Todos os produtos estão catalogados.',
    'Todos los productos están catalogados.',
  ],
  'Waiting to be catalogued': ['Aguardando catalogação', 'En espera de catalogación'],
  Quantity: ['Quantidade', 'Cantidad'],
  Offer: ['Oferta', 'Oferta'],
  'Product state': ['Estado do produto', 'Estado del producto'],
  Updated: ['Atualizada', 'Actualizada'],
  Offers: ['Ofertas', 'Ofertas'],
  'No offer matches.': ['Nenhuma oferta encontrada.', 'Ninguna oferta coincide.'],
  'What Carrefour holds': ['O que o Carrefour tem', 'Lo que tiene Carrefour'],
  '{0} offers': ['{0} ofertas', '{0} ofertas'],
  'no offer': ['sem oferta', 'sin oferta'],
  blocked: ['bloqueada', 'bloqueada'],
  'active (offer)': ['ativa', 'activa'],
  'inactive (offer)': ['inativa', 'inactiva'],
  catalogued: ['catalogado', 'catalogado'],
  pending: ['aguardando', 'en espera'],
  never: ['recusado', 'rechazado'],
  deleted: ['excluído', 'eliminado'],
  // An import's page
  'Import id': ['Id da importação', 'Id de la importación'],
  File: ['Arquivo', 'Archivo'],
  '{0} bytes': ['{0} bytes', '{0} bytes'],
  'Stock import': ['Importação de estoque', 'Importación de stock'],
  'What Carrefour received and how it processed it.': [
    'O que o Carrefour recebeu e como processou.',
    'Lo que Carrefour recibió y cómo lo procesó.',
  ],
  'Back to the sandbox': ['Voltar ao sandbox', 'Volver al sandbox'],
  'Error report': ['Relatório de erros', 'Informe de errores'],
  'No line was rejected.': ['Nenhuma linha foi recusada.', 'No se rechazó ninguna línea.'],
  'This file is no longer available.': [
    'Este arquivo não está mais disponível.',
    'Este archivo ya no está disponible.',
  ],
  'Open as CSV': ['Abrir como CSV', 'Abrir como CSV'],
  ' (only the beginning is shown here)': [
    ' (aqui aparece só o começo)',
    ' (aquí solo se muestra el comienzo)',
  ],

  ...FAULT_WORDS,
} as const satisfies Readonly<Record<string, readonly [pt: string, es: string]>>

export type Word = keyof typeof WORDS

/** Says a word in the reader's language, with values in the places of `{0}`, `{1}`. */
export type Say = (word: Word, ...values: readonly (string | number)[]) => string

/** A note in brackets distinguishes two uses of an English word and is not shown. */
const USE = / \((?:key|offer|policy)\)$/

export const sayIn =
  (language: Language): Say =>
  (word, ...values) =>
    textOf(word, language).replace(/\{(\d)\}/g, (_, index: string) =>
      String(values[Number(index)] ?? '')
    )

function textOf(word: Word, language: Language): string {
  if (language === 'en') return word.replace(USE, '')
  const [pt, es] = WORDS[word]
  return language === 'pt' ? pt : es
}
