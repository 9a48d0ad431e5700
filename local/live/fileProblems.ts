import { inOrder, type Sentence } from './sentences'

/** What can be wrong with a live file, and what to do about it. */
export const FILE_PROBLEMS = {
  missing: (file: string): Sentence =>
    inOrder(
      `Não foi possível ler ${file}. Copie live.example.json com esse nome, preencha-o e execute: chmod 600 ${file}`,
      `No se pudo leer ${file}. Copie live.example.json con ese nombre, complételo y ejecute: chmod 600 ${file}`,
      `${file} cannot be read. Copy live.example.json to that name, fill it in and run: chmod 600 ${file}`
    ),
  notAFile: (file: string): Sentence =>
    inOrder(
      `${file} não é um arquivo comum. Indique o seu live.json, feito a partir de live.example.json.`,
      `${file} no es un archivo común. Indique su live.json, hecho a partir de live.example.json.`,
      `${file} is not an ordinary file. Name your live.json, made from live.example.json.`
    ),
  readByOthers: (file: string): Sentence =>
    inOrder(
      `Outras pessoas podem ler ${file}, que guarda chaves. Deixe-o só para você e tente de novo: chmod 600 ${file}`,
      `Otras personas pueden leer ${file}, que guarda claves. Déjelo solo para usted y vuelva a intentarlo: chmod 600 ${file}`,
      `Others may read ${file}, which holds keys. Make it yours alone and try again: chmod 600 ${file}`
    ),
  tooLarge: (file: string): Sentence =>
    inOrder(
      `${file} é grande demais para ser este arquivo (mais de 64 KB). Compare-o com live.example.json.`,
      `${file} es demasiado grande para ser este archivo (más de 64 KB). Compárelo con live.example.json.`,
      `${file} is too large to be this file (over 64 KB). Compare it with live.example.json.`
    ),
  notJson: (file: string, place: string): Sentence =>
    inOrder(
      `${file} não é JSON válido na linha:coluna ${place}. Compare esse ponto com live.example.json.`,
      `${file} no es JSON válido en la línea:columna ${place}. Compare ese punto con live.example.json.`,
      `${file} is not valid JSON at line:column ${place}. Compare that place with live.example.json.`
    ),
  unknown: (name: string): Sentence =>
    inOrder(
      `"${name}" não existe neste arquivo. Veja os nomes em live.example.json.`,
      `"${name}" no existe en este archivo. Vea los nombres en live.example.json.`,
      `"${name}" is no name of this file. live.example.json has the names.`
    ),
  notText: (name: string): Sentence =>
    inOrder(
      `"${name}" precisa ser um texto entre aspas.`,
      `"${name}" debe ser un texto entre comillas.`,
      `"${name}" must be a text in quotes.`
    ),
  variable: (name: string, variable: string): Sentence =>
    inOrder(
      `"${name}" usa a variável de ambiente ${variable}, que está vazia. Defina-a antes de iniciar, ou escreva o valor no arquivo.`,
      `"${name}" usa la variable de entorno ${variable}, que está vacía. Defínala antes de iniciar o escriba el valor en el archivo.`,
      `"${name}" uses the environment variable ${variable}, which is empty. Set it before you start, or write the value into the file.`
    ),
  notVariable: (name: string): Sentence =>
    inOrder(
      `"${name}" parece indicar uma variável de ambiente, mas não na forma deste arquivo. Escreva "\${NOME}", com o nome da variável.`,
      `"${name}" parece indicar una variable de entorno, pero no en la forma de este archivo. Escriba "\${NOMBRE}", con el nombre de la variable.`,
      `"${name}" seems to name an environment variable, but not as this file does. Write "\${NAME}", with the variable’s name.`
    ),
  account: (): Sentence =>
    inOrder(
      '"account" precisa ser o nome da conta VTEX: a parte antes de .myvtex.com no endereço do Admin, em letras minúsculas.',
      '"account" debe ser el nombre de la cuenta VTEX: la parte antes de .myvtex.com en la dirección del Admin, en minúsculas.',
      '"account" must be the name of the VTEX account: the part before .myvtex.com in the Admin’s address, in lower case.'
    ),
  hosts: (): Sentence =>
    inOrder(
      '"hosts" precisa ser como em live.example.json: { "store": "real", "carrefour": "real" }.',
      '"hosts" debe ser como en live.example.json: { "store": "real", "carrefour": "real" }.',
      '"hosts" must be as in live.example.json: { "store": "real", "carrefour": "real" }.'
    ),
  publicUrl: (): Sentence =>
    inOrder(
      '"publicUrl" precisa ser o endereço público de um túnel até este workspace; um endereço desta máquina, da rede local, da VTEX ou do Carrefour não serve.',
      '"publicUrl" debe ser la dirección pública de un túnel hasta este espacio de trabajo; una dirección de esta máquina, de la red local, de VTEX o de Carrefour no sirve.',
      '"publicUrl" must be the public address of a tunnel to this workspace; an address of this machine, of the local network, of VTEX or of Carrefour does not serve.'
    ),
  host: (name: string): Sentence =>
    inOrder(
      `"hosts.${name}" precisa ser "real" ou "local".`,
      `"hosts.${name}" debe ser "real" o "local".`,
      `"hosts.${name}" must be "real" or "local".`
    ),
  key: (name: string): Sentence =>
    inOrder(
      `Falta "${name}", ou ele contém espaços ou caracteres que uma chave da VTEX não tem. Crie a chave no Admin da VTEX em Configurações da conta > Chaves de API e copie-a inteira.`,
      `Falta "${name}", o contiene espacios o caracteres que una clave de VTEX no tiene. Cree la clave en el Admin de VTEX en Configuración de la cuenta > Claves de API y cópiela entera.`,
      `"${name}" is missing, or has blanks or characters that no key of VTEX has. Make the key in VTEX’s Admin under Account settings > API keys, and copy all of it.`
    ),
  address: (name: string): Sentence =>
    inOrder(
      `"${name}" precisa ser um endereço que começa com https://, sem usuário, senha ou parâmetros${name === 'carrefourUrl' ? '' : ', e sem caminho'}.`,
      `"${name}" debe ser una dirección que empieza con https://, sin usuario, contraseña ni parámetros${name === 'carrefourUrl' ? '' : ', y sin ruta'}.`,
      `"${name}" must be an address that begins with https://, without user, password or parameters${name === 'carrefourUrl' ? '' : ', and without a path'}.`
    ),
  noServer: (name: string): Sentence =>
    inOrder(
      `"${name}" é um endereço que nenhuma loja tem. Indique o que a VTEX ou o Carrefour lhe deu.`,
      `"${name}" es una dirección que ninguna tienda tiene. Indique la que le dio VTEX o Carrefour.`,
      `"${name}" is an address that no store has. Write the one that VTEX or Carrefour gave you.`
    ),
  vtexAsCarrefour: (): Sentence =>
    inOrder(
      '"carrefourUrl" é um endereço da VTEX, e a ShopKey iria para lá. Indique o endereço que o Carrefour lhe deu.',
      '"carrefourUrl" es una dirección de VTEX, y la ShopKey iría allí. Indique la dirección que le dio Carrefour.',
      '"carrefourUrl" is an address of VTEX, and the ShopKey would go there. Write the address that Carrefour gave you.'
    ),
  sameHost: (): Sentence =>
    inOrder(
      '"carrefourUrl" e o endereço da loja são o mesmo: as chaves de um iriam para o outro. Corrija "carrefourUrl" ou "storeUrl".',
      '"carrefourUrl" y la dirección de la tienda son la misma: las claves de una irían a la otra. Corrija "carrefourUrl" o "storeUrl".',
      '"carrefourUrl" and the store’s address are the same: the keys of one would go to the other. Correct "carrefourUrl" or "storeUrl".'
    ),
  pace: (least: number, most: number): Sentence =>
    inOrder(
      `"callsPerSecond" precisa ser um número de ${least} a ${most}.`,
      `"callsPerSecond" debe ser un número de ${least} a ${most}.`,
      `"callsPerSecond" must be a number from ${least} to ${most}.`
    ),
  ca: (file: string): Sentence =>
    inOrder(
      `"ca" indica ${file}, que não pode ser lido ou não contém um certificado PEM (-----BEGIN CERTIFICATE-----). O caminho conta a partir da pasta deste arquivo.`,
      `"ca" indica ${file}, que no se puede leer o no contiene un certificado PEM (-----BEGIN CERTIFICATE-----). La ruta cuenta desde la carpeta de este archivo.`,
      `"ca" names ${file}, which cannot be read or holds no PEM certificate (-----BEGIN CERTIFICATE-----). The path counts from the folder of this file.`
    ),
  writeNeedsCarrefour: (): Sentence =>
    inOrder(
      '--write só vale com o Carrefour real: ponha "carrefour": "real" em "hosts", ou inicie sem --write.',
      '--write solo vale con el Carrefour real: ponga "carrefour": "real" en "hosts" o inicie sin --write.',
      '--write needs the real Carrefour: set "carrefour": "real" in "hosts", or start without --write.'
    ),
}
