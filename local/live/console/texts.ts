import type { Language } from '../../admin/shell/language'

/** Words of the page about real hosts and of the band on every page. `{0}`, `{1}` stand for values. */
const TEXTS = {
  pt: {
    title: 'Loja real',
    lead: 'O aplicativo trabalha com a sua loja e com a sua loja no Carrefour. O que ele mudaria fora desta máquina fica aqui, até que a escrita seja aberta.',
    notLive:
      'Este workspace usa uma loja e um Carrefour de faz de conta. Para usar os seus: npm start -- --live live.json (veja live.example.json).',
    looking:
      'Só leitura: nada é escrito na loja {0} nem em {1}. O que a lista mostra como recusado com “Não enviado” não foi recusado pelo Carrefour.',
    waiting: 'Ainda só leitura: confirme o nome da loja para abrir a escrita em {1}.',
    writing: 'ESCRITA ABERTA: a loja {0} escreve em "{2}" (shop {3}) em {1}.',
    seeList: 'Ver o que não foi enviado',
    lookingAtStore:
      'Só leitura: nada é escrito na loja {0}. O Carrefour é o local, de faz de conta.',
    lookingAtCarrefour:
      'Só leitura: nada é escrito em {1}. A loja é a local, de faz de conta. O que a lista mostra como recusado com “Não enviado” não foi recusado pelo Carrefour.',
    manage: 'Abrir ou fechar',
    hosts: 'Servidores',
    store: 'Loja VTEX',
    carrefour: 'Carrefour',
    real: 'real',
    local: 'local (de faz de conta)',
    pace: 'até {0} chamadas por segundo',
    next: 'Próximo passo: digite a ShopKey na configuração do aplicativo, com o endereço {0}.',
    configure: 'Abrir a configuração',
    registered:
      'Afiliados registrados na loja por este workspace: {0}. Ao fechar a escrita eles voltam a ser o que eram; se o workspace não puder fazer isso, corrija-os no Admin da VTEX.',
    publicAddress:
      'A VTEX avisa das mudanças em {0}. Com a escrita aberta, o afiliado é registrado quando você salva a configuração ou pede uma comparação em Integrações.',
    writeTitle: 'Escrita',
    writeOff:
      'Fechada. Este workspace foi iniciado sem --write e não escreve nada, faça o que fizer. Para poder abri-la: npm start -- --live live.json --write',
    writeUnnamed:
      'Fechada. O Carrefour ainda não disse de qual loja é a ShopKey. Teste ou salve a ShopKey no aplicativo; ele responde a essa pergunta uma vez por dia.',
    writeWaiting:
      'Fechada. Para abrir, digite o nome da loja exatamente como o Carrefour o escreve: {0} (shop {1}).',
    writeOpen:
      'Aberta: cada arquivo de estoque vai de verdade para {0} (shop {1}) até você fechar ou parar o workspace.',
    shopName: 'Nome da loja no Carrefour',
    open: 'Abrir a escrita',
    opened: 'Escrita aberta.',
    close: 'Fechar a escrita',
    closed: 'Escrita fechada.',
    otherName:
      'O nome digitado não é o que o Carrefour diz. Digite-o exatamente como está na página.',
    writeRefused: 'Este workspace foi iniciado sem --write.',
    notSent: 'Não enviado',
    notSentLead: 'Arquivos de estoque: {0}; linhas neles: {1}; outras mudanças: {2}.',
    nothing: 'Nada ainda: o aplicativo não tentou mudar nada.',
    when: 'Quando',
    what: 'O que teria sido enviado',
    where: 'Onde',
    skus: '{0} SKUs',
    file: 'este arquivo',
    fileGone: 'arquivo não guardado mais',
    times: '{0} vezes',
    saveAffiliate: 'Registrar o afiliado, para a VTEX avisar das mudanças',
    removeAffiliate: 'Remover o afiliado',
    mail: 'Enviar um e-mail (está em E-mails)',
    scheduler: 'Agendar a chamada de cada minuto (o workspace a faz ele mesmo)',
    unknown: 'Chamada desconhecida, tratada como escrita',
    problems: 'O que falta corrigir',
    noProblems: 'Nenhum problema: as últimas chamadas foram respondidas.',
    check: 'Verificar agora',
    checked: 'Verificado.',
    said: 'Resposta:',
    progress: 'Comparação e leitura',
    idle: 'Parado: nada a ler agora.',
    comparing: 'Comparando as ofertas do Carrefour com a loja: {0} de {1}.',
    loading: 'Procurando SKUs à venda que ainda não foram enviados.',
    reading: 'Lendo a loja: faltam {0} SKUs.',
    left: 'Cerca de {0} min.',
    leftSoon: 'Menos de um minuto.',
    resumes: 'Se for interrompido, continua daqui na próxima vez.',
    last: 'Última comparação: {0} ofertas comparadas, {1} com quantidade diferente; {2} SKUs à venda que este aplicativo nunca enviou.',
    reads: 'Chamadas do aplicativo à loja desde o início: {0}; na fila: {1}.',
    noAnswer: 'O aplicativo ainda não respondeu.',
  },
  en: {
    title: 'Real store',
    lead: 'The app works with your own store and your own Carrefour shop. What it would change outside this machine stays here until writing is opened.',
    notLive:
      'This workspace uses a store and a Carrefour that are made up. To use your own: npm start -- --live live.json (see live.example.json).',
    looking:
      'Looking only: nothing is written to store {0} or to {1}. What the list shows as refused with “Not sent” was not refused by Carrefour.',
    waiting: 'Still looking only: confirm the shop’s name to open writing to {1}.',
    writing: 'WRITING IS OPEN: store {0} writes to "{2}" (shop {3}) at {1}.',
    seeList: 'See what was not sent',
    lookingAtStore:
      'Looking only: nothing is written to store {0}. Carrefour is the local, made-up one.',
    lookingAtCarrefour:
      'Looking only: nothing is written to {1}. The store is the local, made-up one. What the list shows as refused with “Not sent” was not refused by Carrefour.',
    manage: 'Open or close',
    hosts: 'Hosts',
    store: 'VTEX store',
    carrefour: 'Carrefour',
    real: 'real',
    local: 'local (made up)',
    pace: 'at most {0} calls a second',
    next: 'Next: type the ShopKey in the app’s configuration, with the address {0}.',
    configure: 'Open the configuration',
    registered:
      'Affiliates that this workspace has registered in the store: {0}. They become again what they were when writing is closed; where the workspace cannot do that, correct them in VTEX’s Admin.',
    publicAddress:
      'VTEX tells of changes at {0}. While writing is open, the affiliate is registered when you save the configuration or ask for a comparison in Integrations.',
    writeTitle: 'Writing',
    writeOff:
      'Closed. This workspace was started without --write and writes nothing, whatever you do. To be able to open it: npm start -- --live live.json --write',
    writeUnnamed:
      'Closed. Carrefour has not said yet which shop the ShopKey belongs to. Test or save the ShopKey in the app; Carrefour answers that question once a day.',
    writeWaiting:
      'Closed. To open it, type the shop’s name exactly as Carrefour writes it: {0} (shop {1}).',
    writeOpen:
      'Open: each stock file really goes to {0} (shop {1}) until you close it or stop the workspace.',
    shopName: 'Name of the shop at Carrefour',
    open: 'Open writing',
    opened: 'Writing is open.',
    close: 'Close writing',
    closed: 'Writing is closed.',
    otherName:
      'What was typed is not the name that Carrefour says. Type it exactly as the page shows it.',
    writeRefused: 'This workspace was started without --write.',
    notSent: 'Not sent',
    notSentLead: 'Stock files: {0}; lines in them: {1}; other changes: {2}.',
    nothing: 'Nothing yet: the app has not tried to change anything.',
    when: 'When',
    what: 'What would have been sent',
    where: 'Where',
    skus: '{0} SKUs',
    file: 'this file',
    fileGone: 'file no longer kept',
    times: '{0} times',
    saveAffiliate: 'Register the affiliate, so that VTEX tells of changes',
    removeAffiliate: 'Remove the affiliate',
    mail: 'Send a mail (it is under Mail)',
    scheduler: 'Schedule the call of each minute (the workspace makes it itself)',
    unknown: 'Unknown call, taken for a write',
    problems: 'What is to be corrected',
    noProblems: 'No problem: the last calls were answered.',
    check: 'Check now',
    checked: 'Checked.',
    said: 'Answer:',
    progress: 'Comparing and reading',
    idle: 'At rest: nothing to read now.',
    comparing: 'Comparing Carrefour’s offers with the store: {0} of {1}.',
    loading: 'Looking for SKUs on sale that were not sent yet.',
    reading: 'Reading the store: {0} SKUs to go.',
    left: 'About {0} min left.',
    leftSoon: 'Less than a minute left.',
    resumes: 'If it is interrupted, it goes on from here the next time.',
    last: 'Last comparison: {0} offers compared, {1} with another quantity; {2} SKUs on sale that this app never sent.',
    reads: 'The app’s calls to the store since the start: {0}; in the queue: {1}.',
    noAnswer: 'The app has not answered yet.',
  },
  es: {
    title: 'Tienda real',
    lead: 'La aplicación trabaja con su propia tienda y con su tienda en Carrefour. Lo que cambiaría fuera de este equipo queda aquí hasta que se abra la escritura.',
    notLive:
      'Este espacio de trabajo usa una tienda y un Carrefour ficticios. Para usar los suyos: npm start -- --live live.json (vea live.example.json).',
    looking:
      'Solo lectura: no se escribe nada en la tienda {0} ni en {1}. Lo que la lista muestra como rechazado con “No enviado” no fue rechazado por Carrefour.',
    waiting:
      'Todavía solo lectura: confirme el nombre de la tienda para abrir la escritura en {1}.',
    writing: 'ESCRITURA ABIERTA: la tienda {0} escribe en "{2}" (shop {3}) en {1}.',
    seeList: 'Ver lo que no se envió',
    lookingAtStore:
      'Solo lectura: no se escribe nada en la tienda {0}. Carrefour es el local, ficticio.',
    lookingAtCarrefour:
      'Solo lectura: no se escribe nada en {1}. La tienda es la local, ficticia. Lo que la lista muestra como rechazado con “No enviado” no fue rechazado por Carrefour.',
    manage: 'Abrir o cerrar',
    hosts: 'Servidores',
    store: 'Tienda VTEX',
    carrefour: 'Carrefour',
    real: 'real',
    local: 'local (ficticio)',
    pace: 'hasta {0} llamadas por segundo',
    next: 'Próximo paso: escriba la ShopKey en la configuración de la aplicación, con la dirección {0}.',
    configure: 'Abrir la configuración',
    registered:
      'Afiliados que este espacio de trabajo registró en la tienda: {0}. Al cerrar la escritura vuelven a ser lo que eran; si no es posible, corríjalos en el Admin de VTEX.',
    publicAddress:
      'VTEX avisa de los cambios en {0}. Con la escritura abierta, el afiliado se registra cuando usted guarda la configuración o pide una comparación en Integraciones.',
    writeTitle: 'Escritura',
    writeOff:
      'Cerrada. Este espacio de trabajo se inició sin --write y no escribe nada, haga lo que haga. Para poder abrirla: npm start -- --live live.json --write',
    writeUnnamed:
      'Cerrada. Carrefour todavía no dijo de qué tienda es la ShopKey. Pruebe o guarde la ShopKey en la aplicación; Carrefour responde esa pregunta una vez por día.',
    writeWaiting:
      'Cerrada. Para abrirla, escriba el nombre de la tienda exactamente como lo escribe Carrefour: {0} (shop {1}).',
    writeOpen:
      'Abierta: cada archivo de stock va de verdad a {0} (shop {1}) hasta que usted la cierre o detenga el espacio de trabajo.',
    shopName: 'Nombre de la tienda en Carrefour',
    open: 'Abrir la escritura',
    opened: 'Escritura abierta.',
    close: 'Cerrar la escritura',
    closed: 'Escritura cerrada.',
    otherName:
      'El nombre escrito no es el que dice Carrefour. Escríbalo exactamente como está en la página.',
    writeRefused: 'Este espacio de trabajo se inició sin --write.',
    notSent: 'No enviado',
    notSentLead: 'Archivos de stock: {0}; líneas en ellos: {1}; otros cambios: {2}.',
    nothing: 'Nada todavía: la aplicación no intentó cambiar nada.',
    when: 'Cuándo',
    what: 'Qué se habría enviado',
    where: 'Dónde',
    skus: '{0} SKU',
    file: 'este archivo',
    fileGone: 'el archivo ya no se guarda',
    times: '{0} veces',
    saveAffiliate: 'Registrar el afiliado, para que VTEX avise de los cambios',
    removeAffiliate: 'Quitar el afiliado',
    mail: 'Enviar un correo (está en Correos)',
    scheduler: 'Programar la llamada de cada minuto (la hace el propio espacio de trabajo)',
    unknown: 'Llamada desconocida, tratada como escritura',
    problems: 'Qué falta corregir',
    noProblems: 'Ningún problema: las últimas llamadas fueron respondidas.',
    check: 'Verificar ahora',
    checked: 'Verificado.',
    said: 'Respuesta:',
    progress: 'Comparación y lectura',
    idle: 'En reposo: nada que leer ahora.',
    comparing: 'Comparando las ofertas de Carrefour con la tienda: {0} de {1}.',
    loading: 'Buscando SKU a la venta que todavía no se enviaron.',
    reading: 'Leyendo la tienda: faltan {0} SKU.',
    left: 'Faltan unos {0} min.',
    leftSoon: 'Falta menos de un minuto.',
    resumes: 'Si se interrumpe, sigue desde aquí la próxima vez.',
    last: 'Última comparación: {0} ofertas comparadas, {1} con otra cantidad; {2} SKU a la venta que esta aplicación nunca envió.',
    reads: 'Llamadas de la aplicación a la tienda desde el inicio: {0}; en espera: {1}.',
    noAnswer: 'La aplicación todavía no respondió.',
  },
} as const

export const liveTexts = (language: Language) => TEXTS[language]
export type LiveTexts = ReturnType<typeof liveTexts>

/** The text with values in the places of `{0}`, `{1}`. */
export const filled = (text: string, ...values: readonly (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''))
