/** What a column can hold. */
export const COLUMNS = [
  'sku',
  'name',
  'ean',
  'reference',
  'stock',
  'warehouse',
  'policy',
  'kit',
  'active',
] as const

export type Column = (typeof COLUMNS)[number]

/** Headings in Portuguese, Spanish and English, and those of VTEX's own spreadsheets; without accents, spaces and signs. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  sku: [
    'sku',
    'skuid',
    'idsku',
    'iddosku',
    'iddesku',
    'iddelsku',
    'codigosku',
    'codigodosku',
    'codigodesku',
    'codigodelsku',
    'codsku',
    'skucode',
    'skunumber',
  ],
  name: [
    'nome',
    'nomesku',
    'nomedosku',
    'nomeproduto',
    'nomedoproduto',
    'produto',
    'descricao',
    'descricaodoproduto',
    'titulo',
    'nombre',
    'nombresku',
    'nombredelsku',
    'nombreproducto',
    'nombredelproducto',
    'producto',
    'descripcion',
    'name',
    'skuname',
    'product',
    'productname',
    'description',
    'title',
  ],
  ean: [
    'ean',
    'ean13',
    'eansku',
    'skuean',
    'codigoean',
    'gtin',
    'gtin13',
    'eangtin',
    'gtinean',
    'upc',
    'codigodebarras',
    'codigobarras',
    'codbarras',
    'barcode',
  ],
  reference: [
    'referencia',
    'ref',
    'refid',
    'idref',
    'skurefid',
    'codigoreferencia',
    'codigoreferenciasku',
    'codigodereferencia',
    'codigodereferenciasku',
    'referenciasku',
    'referenciadosku',
    'referenciadelsku',
    'reference',
    'referencecode',
    'referenceid',
    'skureferencecode',
  ],
  stock: [
    'estoque',
    'quantidade',
    'qtd',
    'qtde',
    'quant',
    'saldo',
    'saldoemestoque',
    'saldoatual',
    'saldodisponivel',
    'saldofisico',
    'estoqueatual',
    'estoquefisico',
    'quantidadedisponivel',
    'estoquedisponivel',
    'quantidadeemestoque',
    'quantidadetotal',
    'disponivel',
    'unidades',
    'existencias',
    'existencia',
    'cantidad',
    'cantidadtotal',
    'cantidaddisponible',
    'stockactual',
    'stockfisico',
    'inventario',
    'stockdisponible',
    'disponible',
    'stock',
    'stockquantity',
    'quantity',
    'totalquantity',
    'qty',
    'inventory',
    'available',
    'units',
  ],
  warehouse: [
    'deposito',
    'armazem',
    'almoxarifado',
    'estoqueid',
    'idestoque',
    'iddoestoque',
    'centrodedistribuicao',
    'cd',
    'almacen',
    'idalmacen',
    'bodega',
    'centrodedistribucion',
    'warehouse',
    'warehouseid',
    'idwarehouse',
  ],
  policy: [
    'politica',
    'politicas',
    'politicacomercial',
    'politicascomerciais',
    'politicascomerciales',
    'canaldevendas',
    'canaldeventas',
    'policy',
    'policies',
    'tradepolicy',
    'tradepolicies',
    'saleschannel',
  ],
  kit: [
    'kit',
    'itensdokit',
    'componentes',
    'componentesdokit',
    'composicao',
    'itemsdelkit',
    'componentesdelkit',
    'composicion',
    'kititems',
    'components',
    'kitcomponents',
  ],
  active: [
    'ativo',
    'skuativo',
    'activo',
    'skuactivo',
    'active',
    'skuactive',
    'isactive',
    'situacao',
    'situacion',
    'habilitado',
    'enabled',
  ],
}

const MEANINGS: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap(column => HEADINGS[column].map(heading => [heading, column] as const))
)

/** What a heading means; undefined when unknown. A remark in brackets, as VTEX writes it, does not count. */
export const meaningOf = (heading: string): Column | undefined =>
  MEANINGS.get(
    heading
      .replace(/\([^)]*\)/g, '')
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}]/gu, '')
      .toLowerCase()
  )

/** Whether a line names what every file needs. */
export const namesColumns = (cells: readonly string[]): boolean => {
  const meanings = new Set(cells.map(meaningOf))
  return meanings.has('sku') && meanings.has('stock')
}

export const countHeadings = (cells: readonly string[]): number =>
  new Set(cells.map(meaningOf).filter(meaning => meaning !== undefined)).size
