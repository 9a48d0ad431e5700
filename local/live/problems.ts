import type { LiveHost, LiveRoute } from './routes'
import { inOrder, type Sentence } from './sentences'
import { vtexHostOf } from './settings'

/** Why a real host gave no usable answer. */
export type ProblemCode =
  | 'NO_NETWORK'
  | 'ADDRESS_UNKNOWN'
  | 'NO_SERVER'
  | 'NO_ANSWER'
  | 'CUT_OFF'
  | 'CERTIFICATE_EXPIRED'
  | 'CERTIFICATE_NOT_YET_VALID'
  | 'CERTIFICATE_UNTRUSTED'
  | 'CERTIFICATE_OTHER_NAME'
  | 'NOT_HTTPS'
  | 'KEY_REFUSED'
  | 'RIGHT_MISSING'
  | 'WRONG_ACCOUNT'
  | 'WRONG_ADDRESS'
  | 'OTHER_ADDRESS'
  | 'VTEX_ANSWERS'
  | 'CLOCK_FAST'
  | 'CLOCK_SLOW'
  | 'NOT_THE_API'
  | 'NOT_IN_MANIFEST'
  | 'TOO_MANY_CALLS'
  | 'SERVER_FAILS'

/** Where a call went, for the words. */
export interface Called {
  readonly host: LiveHost
  readonly address: URL
  readonly account: string
  readonly route: Pick<LiveRoute, 'method' | 'template' | 'resources'>
}

/** What Node and OpenSSL say, by the code of their error. */
const BY_ERROR: Readonly<Record<string, ProblemCode>> = {
  EAI_AGAIN: 'NO_NETWORK',
  ENETUNREACH: 'NO_NETWORK',
  ENETDOWN: 'NO_NETWORK',
  EHOSTUNREACH: 'NO_NETWORK',
  EHOSTDOWN: 'NO_NETWORK',
  EADDRNOTAVAIL: 'NO_NETWORK',
  ENOTFOUND: 'ADDRESS_UNKNOWN',
  ECONNREFUSED: 'NO_SERVER',
  ETIMEDOUT: 'NO_ANSWER',
  ABORT_ERR: 'NO_ANSWER',
  ECONNRESET: 'CUT_OFF',
  EPIPE: 'CUT_OFF',
  CERT_HAS_EXPIRED: 'CERTIFICATE_EXPIRED',
  CERT_NOT_YET_VALID: 'CERTIFICATE_NOT_YET_VALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERTIFICATE_OTHER_NAME',
  EPROTO: 'NOT_HTTPS',
  ERR_UNREADABLE: 'NOT_THE_API',
}

/** The problem behind an error of a connection. */
export function problemOfError(error: unknown, hasNetwork: boolean): ProblemCode {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (name === 'TimeoutError' || name === 'AbortError') return 'NO_ANSWER'
  const text = typeof code === 'string' ? code : ''
  const known = BY_ERROR[text]
  if (known === 'ADDRESS_UNKNOWN' && !hasNetwork) return 'NO_NETWORK'
  if (known !== undefined) return known
  // The many ways of OpenSSL to say that it does not know who signed the certificate.
  if (/CERT|ISSUER|SIGNATURE|CRL|CHAIN/.test(text)) return 'CERTIFICATE_UNTRUSTED'
  if (/SSL|TLS/.test(text)) return 'NOT_HTTPS'
  // What the parser of HTTP, the unpacker of a body or the writer of its headers could not take.
  if (/^(HPE|Z|ERR_HTTP|ERR_INVALID|ERR_BROTLI|ERR__)_/.test(text)) return 'NOT_THE_API'
  return 'CUT_OFF'
}

/** The problem behind a status; undefined for one that is an answer. A redirect is not followed. */
export function problemOfStatus({ host, route }: Called, status: number): ProblemCode | undefined {
  if (status === 401) return 'KEY_REFUSED'
  if (status === 403) return 'RIGHT_MISSING'
  if (status === 429) return 'TOO_MANY_CALLS'
  if (status >= 500) return 'SERVER_FAILS'
  // Of a proxy in between, or none at all.
  if (status === 407 || status < 200) return 'NOT_THE_API'
  const isMissing =
    status >= 300 && status < 400 ? status !== 304 : status === 404 && isAList(route)
  if (isMissing) return host === 'store' ? 'WRONG_ACCOUNT' : 'WRONG_ADDRESS'
  return undefined
}

/** Addresses that every store and every shop has: a 404 there says that it is the wrong place. */
const isAList = ({ template }: Called['route']): boolean => !template.includes('{')

const nameOf = (host: LiveHost): string => (host === 'store' ? 'VTEX' : 'Carrefour')

const alternatives = (names: readonly string[], or: string): string =>
  names.map(name => `"${name}"`).join(` ${or} `)

/** The line of the live file that an address comes from. */
function fieldOf({ host, address, account }: Called): string {
  if (host === 'carrefour') return '"carrefourUrl"'
  return address.host === vtexHostOf(account) ? '"account"' : '"storeUrl"'
}

/** What happened and what to do. */
export function sentenceOf(code: ProblemCode, called: Called): Sentence {
  const { host, address, account, route } = called
  const name = nameOf(host)
  const at = address.host
  const field = fieldOf(called)
  switch (code) {
    case 'NO_NETWORK':
      return inOrder(
        `Este computador não chega a ${at}: parece não haver rede. Verifique a conexão, a VPN e o DNS; o aplicativo tenta de novo sozinho.`,
        `Este equipo no llega a ${at}: parece no haber red. Verifique la conexión, la VPN y el DNS; la aplicación vuelve a intentarlo sola.`,
        `This machine does not reach ${at}: there seems to be no network. Check the connection, VPN and DNS; the app tries again by itself.`
      )
    case 'ADDRESS_UNKNOWN':
      return inOrder(
        `O endereço ${at} não existe. Corrija ${field} no arquivo do --live e inicie de novo.`,
        `La dirección ${at} no existe. Corrija ${field} en el archivo de --live e inicie de nuevo.`,
        `The address ${at} does not exist. Correct ${field} in the --live file and start again.`
      )
    case 'NO_SERVER':
      return inOrder(
        `Nada responde em ${at}. Confira o endereço e a porta em ${field}, e se um firewall bloqueia a saída.`,
        `Nada responde en ${at}. Revise la dirección y el puerto en ${field}, y si un firewall bloquea la salida.`,
        `Nothing answers at ${at}. Check address and port in ${field}, and whether a firewall blocks the way out.`
      )
    case 'NO_ANSWER':
      return inOrder(
        `${name} (${at}) não respondeu a tempo. O aplicativo tenta de novo sozinho; se continuar, verifique a rede ou diminua "callsPerSecond".`,
        `${name} (${at}) no respondió a tiempo. La aplicación vuelve a intentarlo sola; si continúa, verifique la red o reduzca "callsPerSecond".`,
        `${name} (${at}) did not answer in time. The app tries again by itself; if it goes on, check the network or lower "callsPerSecond".`
      )
    case 'CUT_OFF':
      return inOrder(
        `A conexão com ${at} foi interrompida. O aplicativo tenta de novo sozinho; se continuar, verifique proxy e firewall.`,
        `La conexión con ${at} se interrumpió. La aplicación vuelve a intentarlo sola; si continúa, verifique proxy y firewall.`,
        `The connection with ${at} was cut. The app tries again by itself; if it goes on, check proxy and firewall.`
      )
    case 'CERTIFICATE_EXPIRED':
      return inOrder(
        `O certificado de ${at} venceu, por isso nada foi enviado a esse endereço. Confira a data deste computador; se estiver certa, avise quem cuida de ${at}.`,
        `El certificado de ${at} venció, por eso no se envió nada a esa dirección. Revise la fecha de este equipo; si es correcta, avise a quien administra ${at}.`,
        `The certificate of ${at} has expired, so nothing was sent there. Check this machine’s date; if it is right, tell whoever runs ${at}.`
      )
    case 'CERTIFICATE_NOT_YET_VALID':
      return inOrder(
        `O certificado de ${at} ainda não vale, por isso nada foi enviado a esse endereço. Acerte a data e a hora deste computador.`,
        `El certificado de ${at} todavía no es válido, por eso no se envió nada a esa dirección. Corrija la fecha y la hora de este equipo.`,
        `The certificate of ${at} is not valid yet, so nothing was sent there. Set this machine’s date and time right.`
      )
    case 'CERTIFICATE_UNTRUSTED':
      return inOrder(
        `Não se sabe quem assinou o certificado de ${at}, por isso nada foi enviado a esse endereço. Se a sua rede usa uma autoridade própria, indique o arquivo dela em "ca" ou em NODE_EXTRA_CA_CERTS; senão, não confie nesse endereço.`,
        `No se sabe quién firmó el certificado de ${at}, por eso no se envió nada a esa dirección. Si su red usa una autoridad propia, indique su archivo en "ca" o en NODE_EXTRA_CA_CERTS; si no, no confíe en esa dirección.`,
        `Nobody known has signed the certificate of ${at}, so nothing was sent there. If your network uses an authority of its own, name its file in "ca" or NODE_EXTRA_CA_CERTS; otherwise do not trust that address.`
      )
    case 'CERTIFICATE_OTHER_NAME':
      return inOrder(
        `O certificado em ${at} é de outro endereço, por isso nada foi enviado a ele. Corrija ${field}: use o nome para o qual o certificado foi emitido.`,
        `El certificado en ${at} es de otra dirección, por eso no se envió nada. Corrija ${field}: use el nombre para el que se emitió el certificado.`,
        `The certificate at ${at} belongs to another address, so nothing was sent there. Correct ${field}: use the name that the certificate was made for.`
      )
    case 'NOT_HTTPS':
      return inOrder(
        `${at} não fala https. Confira o endereço e a porta em ${field}, e se um proxy responde no lugar dele.`,
        `${at} no habla https. Revise la dirección y el puerto en ${field}, y si un proxy responde en su lugar.`,
        `${at} does not speak https. Check address and port in ${field}, and whether a proxy answers in its place.`
      )
    case 'KEY_REFUSED':
      return host === 'store'
        ? inOrder(
            `A VTEX recusou a chave da conta ${account} (401). Confira "appKey" e "appToken", se a chave está ativa e se ela é dessa conta: Admin da VTEX, Configurações da conta > Chaves de API.`,
            `VTEX rechazó la clave de la cuenta ${account} (401). Revise "appKey" y "appToken", que la clave esté activa y que sea de esa cuenta: Admin de VTEX, Configuración de la cuenta > Claves de API.`,
            `VTEX refused the key of account ${account} (401). Check "appKey" and "appToken", that the key is active and that it belongs to that account: VTEX’s Admin, Account settings > API keys.`
          )
        : inOrder(
            `O Carrefour recusou a ShopKey (401). Gere ou copie a chave no portal do Carrefour e salve-a na configuração do aplicativo.`,
            `Carrefour rechazó la ShopKey (401). Genere o copie la clave en el portal de Carrefour y guárdela en la configuración de la aplicación.`,
            `Carrefour refused the ShopKey (401). Make or copy the key in Carrefour’s portal and save it in the app’s configuration.`
          )
    case 'RIGHT_MISSING':
      return host === 'store' ? rightMissing(called) : keyMayNot(route)
    case 'WRONG_ACCOUNT':
      return inOrder(
        `Em ${at} não há uma loja da VTEX com a conta ${account}. Corrija "account" no arquivo do --live: é a parte antes de .myvtex.com no endereço do Admin.`,
        `En ${at} no hay una tienda de VTEX con la cuenta ${account}. Corrija "account" en el archivo de --live: es la parte antes de .myvtex.com en la dirección del Admin.`,
        `At ${at} there is no VTEX store with the account ${account}. Correct "account" in the --live file: it is the part before .myvtex.com in the Admin’s address.`
      )
    case 'WRONG_ADDRESS':
      return inOrder(
        `Em ${at} não responde o marketplace do Carrefour. Corrija "carrefourUrl" no arquivo do --live: é o endereço que o Carrefour lhe deu, sem /api.`,
        `En ${at} no responde el marketplace de Carrefour. Corrija "carrefourUrl" en el archivo de --live: es la dirección que le dio Carrefour, sin /api.`,
        `Carrefour’s marketplace does not answer at ${at}. Correct "carrefourUrl" in the --live file: it is the address that Carrefour gave you, without /api.`
      )
    case 'NOT_THE_API':
      return inOrder(
        `${at} responde, mas não como a API ${host === 'store' ? 'da VTEX' : 'do Carrefour'}: em geral é a página de um proxy, de um login da rede ou de outro serviço. Abra https://${at} no navegador para ver quem responde, e confira ${field}.`,
        `${at} responde, pero no como la API de ${name}: por lo general es la página de un proxy, del inicio de sesión de la red o de otro servicio. Abra https://${at} en el navegador para ver quién responde y revise ${field}.`,
        `${at} answers, but not as ${name}’s API does: usually it is the page of a proxy, of a network’s login or of another service. Open https://${at} in a browser to see who answers, and check ${field}.`
      )
    case 'OTHER_ADDRESS':
      return inOrder(
        `O aplicativo chama outro endereço do Carrefour, e não o do arquivo do --live (${at}). Digite ${address.href} na configuração do aplicativo, ou corrija "carrefourUrl" e inicie de novo.`,
        `La aplicación llama a otra dirección de Carrefour y no a la del archivo de --live (${at}). Escriba ${address.href} en la configuración de la aplicación o corrija "carrefourUrl" e inicie de nuevo.`,
        `The app calls another address of Carrefour, not that of the --live file (${at}). Type ${address.href} in the app’s configuration, or correct "carrefourUrl" and start again.`
      )
    case 'NOT_IN_MANIFEST':
      return inOrder(
        `Deste computador o aplicativo pode chamar ${at}; na VTEX não poderá: manifest.json não tem uma política "outbound-access" para esse endereço. Antes do "vtex link", inclua-a como diz o README.`,
        `Desde este equipo la aplicación puede llamar a ${at}; en VTEX no podrá: manifest.json no tiene una política "outbound-access" para esa dirección. Antes del "vtex link", inclúyala como dice el README.`,
        `From this machine the app may call ${at}; on VTEX it may not: manifest.json has no "outbound-access" policy for it. Add one before "vtex link", as the README says.`
      )
    case 'VTEX_ANSWERS':
      return inOrder(
        `Em ${at} responde a VTEX, e não o marketplace do Carrefour. Corrija "carrefourUrl" no arquivo do --live: é o endereço que o Carrefour lhe deu, sem /api. Até lá não salve a ShopKey, que iria para lá.`,
        `En ${at} responde VTEX y no el marketplace de Carrefour. Corrija "carrefourUrl" en el archivo de --live: es la dirección que le dio Carrefour, sin /api. Hasta entonces no guarde la ShopKey, que se enviaría allí.`,
        `VTEX answers at ${at}, not Carrefour’s marketplace. Correct "carrefourUrl" in the --live file: it is the address that Carrefour gave you, without /api. Until then save no ShopKey, because it would be sent there.`
      )
    case 'CLOCK_FAST':
    case 'CLOCK_SLOW':
      return wrongClock(code === 'CLOCK_FAST')
    case 'TOO_MANY_CALLS':
      return inOrder(
        `${name} pediu menos chamadas (429). O aplicativo espera e continua sozinho${host === 'store' ? '; se repetir, diminua "callsPerSecond"' : ''}.`,
        `${name} pidió menos llamadas (429). La aplicación espera y sigue sola${host === 'store' ? '; si se repite, reduzca "callsPerSecond"' : ''}.`,
        `${name} asked for fewer calls (429). The app waits and goes on by itself${host === 'store' ? '; if it happens again, lower "callsPerSecond"' : ''}.`
      )
    case 'SERVER_FAILS':
      return inOrder(
        `${name} (${at}) respondeu com um erro interno. Não há o que corrigir aqui: o aplicativo tenta de novo sozinho.`,
        `${name} (${at}) respondió con un error interno. No hay nada que corregir aquí: la aplicación vuelve a intentarlo sola.`,
        `${name} (${at}) answered with an error of its own. There is nothing to correct here: the app tries again by itself.`
      )
  }
}

function wrongClock(isFast: boolean): Sentence {
  const [pt, es, en] = isFast
    ? ['adiantado', 'adelantado', 'fast']
    : ['atrasado', 'atrasado', 'slow']
  return inOrder(
    `O relógio deste computador está mais de 5 minutos ${pt}, por isso os horários nas páginas e nos arquivos não estariam certos. Ative a hora automática no sistema e inicie de novo.`,
    `El reloj de este equipo está más de 5 minutos ${es}, por lo que las horas en las páginas y los archivos no serían correctas. Active la hora automática del sistema e inicie de nuevo.`,
    `This machine’s clock is more than 5 minutes ${en}, so the times on the pages and in files would not be right. Switch on automatic time in the system’s settings and start again.`
  )
}

function rightMissing({ account, route }: Called): Sentence {
  const call = `${route.method} ${route.template}`
  const { resources } = route
  if (resources.length === 0)
    return inOrder(
      `A chave não tem permissão para ${call} na conta ${account} (403). Confira a conta, e dê à chave um perfil que inclua essa chamada: Admin da VTEX, Configurações da conta > Perfis de acesso.`,
      `La clave no tiene permiso para ${call} en la cuenta ${account} (403). Revise la cuenta y dé a la clave un rol que incluya esa llamada: Admin de VTEX, Configuración de la cuenta > Roles.`,
      `The key may not call ${call} in account ${account} (403). Check the account, and give the key a role that has this call: VTEX’s Admin, Account settings > Roles.`
    )
  return inOrder(
    `A chave não tem o recurso ${alternatives(resources, 'ou')} na conta ${account} (403 em ${call}). Inclua-o em um perfil da chave: Admin da VTEX, Configurações da conta > Perfis de acesso.`,
    `La clave no tiene el recurso ${alternatives(resources, 'o')} en la cuenta ${account} (403 en ${call}). Inclúyalo en un rol de la clave: Admin de VTEX, Configuración de la cuenta > Roles.`,
    `The key lacks the resource ${alternatives(resources, 'or')} in account ${account} (403 at ${call}). Put it into a role of the key: VTEX’s Admin, Account settings > Roles.`
  )
}

const keyMayNot = (route: Called['route']): Sentence =>
  inOrder(
    `A ShopKey não tem permissão para ${route.method} ${route.template} nessa loja (403). Confira o ShopId, e peça ao Carrefour a permissão de ofertas e estoque para essa chave.`,
    `La ShopKey no tiene permiso para ${route.method} ${route.template} en esa tienda (403). Revise el ShopId y pida a Carrefour el permiso de ofertas y stock para esa clave.`,
    `The ShopKey may not call ${route.method} ${route.template} for that shop (403). Check the ShopId, and ask Carrefour for the right to offers and stock for this key.`
  )
