/** Words of Carrefour's behaviour and faults, as in words.ts. */
export const FAULT_WORDS = {
  'Behaviour changed.': ['Comportamento alterado.', 'Comportamiento cambiado.'],
  'Waiting times cleared.': ['Esperas zeradas.', 'Esperas reiniciadas.'],
  'Clear call waiting times': [
    'Zerar as esperas entre chamadas',
    'Reiniciar las esperas entre llamadas',
  ],
  Behaviour: ['Comportamento', 'Comportamiento'],
  'Language of reports': ['Idioma dos relatórios', 'Idioma de los informes'],
  'Calls counted by': ['Chamadas contadas por', 'Llamadas contadas por'],
  'Save behaviour': ['Salvar comportamento', 'Guardar comportamiento'],
  'every operation': ['todas as operações', 'todas las operaciones'],
  'until removed': ['até remover', 'hasta quitarla'],
  'Fault removed.': ['Falha removida.', 'Falla quitada.'],
  Remove: ['Remover', 'Quitar'],
  Faults: ['Falhas', 'Fallas'],
  Fault: ['Falha', 'Falla'],
  'Calls left': ['Chamadas restantes', 'Llamadas restantes'],
  'No faults: everything works.': ['Nenhuma falha: tudo funciona.', 'Sin fallas: todo funciona.'],
  'Faults on demand': ['Falhas sob medida', 'Fallas a pedido'],
  'Add a fault': ['Incluir uma falha', 'Agregar una falla'],
  'Fault added.': ['Falha incluída.', 'Falla agregada.'],
  'Latency, ms': ['Latência, ms', 'Latencia, ms'],
  'Next calls': ['Próximas chamadas', 'Próximas llamadas'],
  'Add fault': ['Incluir falha', 'Agregar falla'],
  'HTTP error, with Retry-After if given': [
    'Erro HTTP, com Retry-After se informado',
    'Error HTTP, con Retry-After si se indica',
  ],
  'HTML error page': ['Página de erro em HTML', 'Página de error en HTML'],
  'Empty body': ['Corpo vazio', 'Cuerpo vacío'],
  'Slow response': ['Resposta lenta', 'Respuesta lenta'],
  'Connection cut, call not received': [
    'Conexão cortada, chamada não recebida',
    'Conexión cortada, llamada no recibida',
  ],
  'Call received, then connection cut': [
    'Chamada recebida, depois conexão cortada',
    'Llamada recibida, luego conexión cortada',
  ],
  '202 instead of 201': ['202 em vez de 201', '202 en lugar de 201'],
  'No import_id in the body, Location stays': [
    'Sem import_id no corpo, com Location',
    'Sin import_id en el cuerpo, con Location',
  ],
  'Import never ends': ['Importação nunca termina', 'La importación nunca termina'],
  'Import ends FAILED': ['Importação termina em FAILED', 'La importación termina en FAILED'],
  'Import ends CANCELLED': [
    'Importação termina em CANCELLED',
    'La importación termina en CANCELLED',
  ],
  'Import ends after 34 minutes': [
    'Importação termina após 34 minutos',
    'La importación termina a los 34 minutos',
  ],
  'Unknown status QUEUED': ['Status desconhecido QUEUED', 'Estado desconocido QUEUED'],
  'Unknown status of another kind': [
    'Status desconhecido de outro tipo',
    'Estado desconocido de otro tipo',
  ],
  'Status in lower case': ['Status em minúsculas', 'Estado en minúsculas'],
  'Counts of lines that contradict each other': [
    'Contagens de linhas contraditórias',
    'Recuentos de líneas contradictorios',
  ],
  'Counts of lines and report flag are null': [
    'Contagens de linhas e indicador de relatório nulos',
    'Recuentos de líneas e indicador de informe nulos',
  ],
  'Error report with | between columns': [
    'Relatório com | entre colunas',
    'Informe con | entre columnas',
  ],
  'Error report in UTF-16': ['Relatório em UTF-16', 'Informe en UTF-16'],
  'Error report without headings': ['Relatório sem cabeçalho', 'Informe sin encabezado'],
  'Error report with Portuguese headings in another order': [
    'Relatório com cabeçalho em português, em outra ordem',
    'Informe con encabezado en portugués, en otro orden',
  ],
  'Error report that ends in the middle': [
    'Relatório cortado no meio',
    'Informe cortado a la mitad',
  ],
  'Error report with lines of others and a sum': [
    'Relatório com linhas alheias e um total',
    'Informe con líneas ajenas y un total',
  ],
  'Offers with their quantity before the last import': [
    'Ofertas com a quantidade anterior à última importação',
    'Ofertas con la cantidad anterior a la última importación',
  ],
  'A page of offers lacks its last one': [
    'Falta a última oferta de uma página',
    'Falta la última oferta de una página',
  ],
  'Content type text/html on any answer': [
    'Content-Type text/html em qualquer resposta',
    'Content-Type text/html en cualquier respuesta',
  ],
  'Fields missing or null': ['Campos ausentes ou nulos', 'Campos ausentes o nulos'],
  'Undocumented fields': ['Campos não documentados', 'Campos no documentados'],
} as const
