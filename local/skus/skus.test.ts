import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'

import { processorTime } from '../../node/testing/cases'

import { preview } from './preview'
import { latin1, readable, repacked, unreadable, utf16be, utf16le, workbook } from './testing'

const HEAD = 'SKU;Nome;EAN;Referência;Estoque'
const LINE = '101;Camiseta básica – não;0789100031550;007-A;12'
const one = (cells: string, heading = 'SKU;Estoque') => readable(`${heading}\n${cells}`)
const problems = (cells: string, heading?: string) =>
  one(cells, heading).faults.map(({ problem }) => problem)

describe('encodings', () => {
  const text = `${HEAD}\r\n${LINE.replace('–', '-')}\r\n`
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', latin1(text)],
    ['UTF-16', utf16le(`\ufeff${text}`)],
    ['UTF-16', utf16le(text)],
    ['UTF-16 (big-endian)', utf16be(`\ufeff${text}`)],
    ['UTF-16 (big-endian)', utf16be(text)],
  ])('given a file in %s, expect its accents and zeros', (encoding, bytes) => {
    const { skus, faults, form } = readable(bytes)
    expect(faults).toEqual([])
    expect(form).toBe(`${encoding}, separated by ;`)
    expect(skus).toMatchObject([
      { skuId: 101, name: 'Camiseta básica - não', ean: '0789100031550', reference: '007-A' },
    ])
  })

  it('given one line of another encoding among those of UTF-8, expect the line, not odd letters', () => {
    const bytes = Buffer.concat([
      Buffer.from('SKU;Descrição;Estoque\n1;Calção;5\n'),
      latin1('2;Sandália;6\n'),
      Buffer.from('3;Tênis;6\n'),
    ])
    expect(unreadable(bytes)).toContain('Line 3 is in another encoding')
  })

  it('given the dash and the quotes that only Windows-1252 has, expect them', () => {
    const bytes = Buffer.concat([
      latin1('SKU;Nome;Estoque\n1;Bol'),
      Buffer.from([0xe3, 0x6f, 0x20, 0x96, 0x93]),
      latin1(';2'),
    ])
    expect(readable(bytes).skus[0]?.name).toBe('Bolão –“')
  })

  it.each([
    ['bytes of a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 0])],
    ['a byte that no encoding has', Buffer.from([0x53, 0x4b, 0x55, 0x3b, 0x81, 0xff, 0xe3])],
    ['a mark of UTF-8 before other bytes', Buffer.from([0xef, 0xbb, 0xbf, 0xe3, 0x28])],
    ['half a character of UTF-16', Buffer.concat([utf16le(`\ufeff${text}`), Buffer.from([0x41])])],
  ])('given %s, expect to be told how to save it', (_what, bytes) => {
    expect(unreadable(bytes)).toContain('CSV UTF-8')
  })
})

describe('separators', () => {
  it.each([';', ',', '\t', '|'])('given %j, expect five columns', separator => {
    const text = `${HEAD}\n${LINE}`.replaceAll(';', separator)
    expect(readable(text).skus).toMatchObject([{ skuId: 101, reference: '007-A' }])
  })

  it('given signs of other separators in a quoted name, expect them to be a part of it', () => {
    const { skus } = readable('"Nome","SKU","Estoque"\n"Cabo 1/2"", preto; 3m|x\nnovo",7,1')
    expect(skus).toMatchObject([{ skuId: 7, name: 'Cabo 1/2", preto; 3m|x novo' }])
  })

  it('given an inch sign in a cell without quotes, expect the cell as it is', () => {
    expect(one('7;Cano 1/2";3', 'SKU;Nome;Estoque').skus).toMatchObject([{ name: 'Cano 1/2"' }])
  })

  it("given Excel's own line about the separator, expect it to be followed and counted", () => {
    const { skus, faults } = readable('sep=|\r\nSKU|Estoque\r\n7|3\r\n8|x')
    expect(skus).toMatchObject([{ skuId: 7 }])
    expect(faults).toMatchObject([{ line: 4 }])
  })
})

describe('headings', () => {
  it.each([
    ['SKU;Nome;EAN;Referência;Estoque;Depósito;Política comercial;Kit;Ativo'],
    ['SKU;Nombre;Código de barras;Referencia;Existencias;Almacén;Política comercial;Kit;Activo'],
    ['SKU ID;Name;GTIN;Reference;Stock;Warehouse;Trade policy;Kit;Active'],
    [
      '_SkuId (Não alterável);_NomeSku;_SkuEan;_CodigoReferenciaSKU;QTD;CD;canal de vendas;componentes;_SkuAtivo (Não alterável)',
    ],
    [
      'sku;DESCRIÇÃO;ean13;ref_id;quantidade em estoque;warehouse id;sales channel;kit items;situação',
    ],
  ])('given %s, expect every column', heading => {
    const cells = '5;Copo;0001;R-5;9;CD 1;2;;sim'
    expect(one(cells, heading)).toMatchObject({
      faults: [],
      notes: [],
      skus: [
        {
          skuId: 5,
          name: 'Copo',
          ean: '0001',
          reference: 'R-5',
          active: true,
          policies: [2],
          stock: [{ warehouse: 'CD 1', units: 9 }],
        },
      ],
    })
  })

  it('given columns in another order and unknown ones, expect the unknown ones to be named', () => {
    const read = one('azul;3;5', 'Cor;Estoque;SKU')
    expect(read.skus).toMatchObject([{ skuId: 5 }])
    expect(read.notes.join()).toContain('"Cor"')
  })

  it.each([
    ['a title, a date and an empty line', 'Estoque da loja;;\nGerado em;26/11/2026;\n;;\n', 2],
    ['a heading over several columns', 'Produto;;Saldos\n', 1],
    ['a title of one cell', 'Relatório, gerado em 26/11\n', 1],
  ])('given %s above the headings, expect them to be found', (_what, above, lines) => {
    const read = readable(`${above}SKU;Nome;Estoque\n1;Copo;5\nx;Prato;6`)
    expect(read.skus).toMatchObject([{ skuId: 1, stock: [{ units: 5 }] }])
    expect(read.notes[0]).toContain(`not read: ${lines} line`)
    // Lines are counted as an editor shows them.
    expect(read.faults[0]?.line).toBe(above.split('\n').length + 2)
  })

  it('given a column with quantities and no heading, expect it to be named', () => {
    const read = readable('SKU;Nome;Estoque;;;\n1;Copo;5;7;\n2;Prato;6;;')
    expect(read.notes).toContainEqual('Columns not read, because they have no heading: D')
    expect(readable('SKU;Nome;Estoque;;\n1;Copo;5;;').notes.join()).not.toContain('no heading')
  })

  it.each([
    ['', 'empty'],
    ['SKU;Nome\n1;a', 'stock'],
    ['1;Copo;3', 'sku and stock'],
    ['SKU;Estoque;Quantidade\n1;2;3', 'Keep one'],
    ['SKU;Estoque físico;Estoque reservado;Saldo disponível\n1;5;4;1', 'Keep one'],
    ['SKU;Nome;Estoque\n9;a;1\n1;"Copo;3\n2;b;4', 'opened in line 3 is never closed'],
    ['sep=;\nSKU;Nome;Estoque\n1;"é\né";1\n1;"Copo;3\n2;b;4', 'opened in line 5 is never closed'],
    ['SKU;Estoque\n', 'Line 1 names the columns, and nothing stands below it'],
    ['SKU Estoque\n1 2', 'separated by ; or , or tab or |'],
    ['<html><table><tr><td>SKU', 'a web page or XML. Open it in Excel'],
    ['[{"sku": 1}]', 'JSON'],
    ['"SKU;Estoque;Nome"\n"1;5;Copo"', 'stands in quotation marks as a whole'],
    ['{\\rtf1 SKU;Estoque', 'a text document'],
    ['%PDF-1.4\nx', 'PDF'],
  ])('given %j, expect to be told what the first line lacks', (text, said) => {
    expect(unreadable(text)).toContain(said)
  })
})

it.each([
  ['a decimal comma', 'SKU,Estoque,Nome\n1,3,Copo\n2,5,00,Prato', 3, '4 values for 3 headings'],
  ['a thousand', 'SKU,Estoque\n1,3\n\n2,1,234', 4, '3 values for 2 headings'],
  ['a name with a sign', 'SKU;Nome;Estoque\n1;Copo;3\n2;Prato; raso;4', 3, 'quotation marks'],
])(
  'given %s that runs into the next column, expect the line, not another quantity',
  (_what, text, line, said) => {
    const read = readable(text)
    expect(read.skus).toMatchObject([{ skuId: 1, stock: [{ units: 3 }] }])
    expect(read.faults).toEqual([{ line, skuId: 2, problem: expect.stringContaining(said) }])
  }
)

describe('quantities', () => {
  it.each([
    ['0', 0],
    ['12', 12],
    ['007', 7],
    ['1.234,00', 1234],
    ['1,234.00', 1234],
    ['1.234.567', 1_234_567],
    ['12,00', 12],
    ['12.0', 12],
    ['1 234', 1234],
    ['1\u00a0234', 1234],
    ['1234,000', 1234],
    ['0,000', 0],
  ])('given %s, expect %d units', (text, units) => {
    expect(one(`1;"${text}"`).skus[0]?.stock).toEqual([
      { warehouse: 'principal', units, unlimited: false },
    ])
  })

  it.each([
    ['1.234', 'Write 1234 or 1.'],
    ['1,234', 'Write 1234 or 1.'],
    ['100.000', 'Write 100000 or 100.'],
    ['', 'Write 0'],
    ['-3', 'below zero'],
    ['3-', 'below zero'],
    ['–3', 'below zero'],
    ['1,5', 'whole number'],
    ['12 un', 'digits only'],
    ['1.23.4', 'digits only'],
    ['12.34.567', 'digits only'],
    ['1,2E+05', 'Excel'],
    ['#N/D', 'a formula says when it fails'],
    ['#¡REF!', 'a formula says when it fails'],
    ['#NÚM!', 'a formula says when it fails'],
    ['=B2+1', 'a formula without its result'],
    ['7891000315507', 'column of the stock'],
    ['１２', 'digits only'],
  ])('given %j, expect the line and how to write it', (text, how) => {
    const read = one(`1;3\n2;"${text}"`)
    expect(read.skus).toMatchObject([{ skuId: 1 }])
    expect(read.faults).toMatchObject([{ line: 3 }])
    expect(read.faults[0]?.problem).toContain(how)
    expect(read.faults[0]?.problem).toMatch(/^Estoque /)
  })

  it('given "ilimitado", expect unlimited stock', () => {
    expect(one('1;Ilimitado').skus[0]?.stock).toMatchObject([{ unlimited: true }])
  })

  it('expect a number written the Brazilian, the English or the plain way to be itself or refused, never another', () => {
    const styles = [
      (n: number) => String(n),
      (n: number) => n.toLocaleString('pt-BR'),
      (n: number) => n.toLocaleString('en-US'),
      (n: number) => n.toLocaleString('pt-BR', { minimumFractionDigits: 2 }),
      (n: number) => n.toLocaleString('en-US', { minimumFractionDigits: 2 }),
      (n: number) => n.toFixed(3),
      (n: number) => n.toFixed(3).replace('.', ','),
    ]
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.constantFrom(...styles), (units, style) => {
        const read = one(`1;"${style(units)}"`)
        if (read.faults.length === 1) return /^\d{1,3}[.,]\d{3}$/.test(style(units))
        return read.skus[0]?.stock[0]?.units === units
      })
    )
  })
})

describe('codes', () => {
  it.each([
    ['0012345678905', '0012345678905'],
    ["'0012", '0012'],
    ['"=""0012"""', '0012'],
    ['789 1000-315507', '7891000315507'],
    ['7891000315507.0', '7891000315507'],
  ])('given the EAN %s, expect %s', (text, ean) => {
    expect(one(`1;2;${text}`, 'SKU;Estoque;EAN').skus).toMatchObject([{ ean }])
  })

  it.each([
    ['7,891E+12', 'Excel'],
    ['7.89E12', 'Excel'],
    ['ABC', 'digits only'],
    ['123456789012345', '14 at most'],
    ['#N/A', 'formula'],
  ])('given the EAN %s, expect it to be refused', (text, said) => {
    expect(problems(`1;2;"${text}"`, 'SKU;Estoque;EAN')).toEqual([expect.stringContaining(said)])
  })

  it.each([
    ['0123', 'Write 123'],
    ['ABC-1', 'column of the reference'],
    ['', 'needs the id'],
    ['1.5', 'no id'],
    ['9999999999', 'no id'],
    ['1,01E+05', 'Excel'],
    ['10.001', 'Write 10001'],
    ['1 234 567', 'Write 1234567'],
    ['Total geral: 3 itens', 'line of totals'],
  ])('given the SKU %j, expect it to be refused with what to do', (sku, said) => {
    expect(problems(`"${sku}";2`)).toEqual([expect.stringContaining(said)])
  })

  it.each(['10001.0', '10001,00', "'10001"])('given the SKU %s, expect 10001', text => {
    expect(one(`"${text}";2`).skus).toMatchObject([{ skuId: 10_001 }])
  })

  it('given a name that a formula failed to find, expect it refused', () => {
    const said = problems('1;2;#¿NOMBRE?', 'SKU;Stock;Nombre')
    expect(said).toEqual([expect.stringContaining('formula')])
  })

  it('given signs that steer a terminal, expect none of them in a message', () => {
    const [problem = ''] = problems('"\u001b[31m\u202e1";2')
    expect(problem).toMatch(/^SKU "/)
    expect(problem).not.toContain('\u001b')
    expect(problem).not.toContain('\u202e')
  })
})

describe('warehouses, policies, kits, states', () => {
  const head = 'SKU;Estoque;Depósito;Política;Kit;Ativo'

  it('given a SKU in two warehouses, expect one SKU with both', () => {
    expect(one('1;3;CD-SP;1,2;;s\n1;4;CD-MG;;;', head).skus).toEqual([
      expect.objectContaining({
        skuId: 1,
        policies: [1, 2],
        stock: [
          { warehouse: 'CD-SP', units: 3, unlimited: false },
          { warehouse: 'CD-MG', units: 4, unlimited: false },
        ],
      }),
    ])
  })

  it.each([
    ['1;3;A;2;;\n1;4;A;2;;', 'stands in line 2 too. Keep one line'],
    ['1;3;A;2;;\n1;4;B;1;;', 'another trade policy'],
    ['1;3;A;x;;', 'no trade policies'],
    ['1;3;A;2;;talvez', 'neither yes nor no'],
    ['1;;A;2;sim;', 'made of'],
    ['1;;A;2;1x2;', 'contains itself'],
    ['1;;A;2;9x2;', 'needs SKU 9'],
    ['1;;A;2;2x1+2x3;\n2;1;A;2;;', 'twice'],
    ['1;;A;2;2x2;\n2;;A;2;3;\n3;1;A;2;;', 'contains kit 2'],
  ])('given %j, expect %s', (text, said) => {
    expect(problems(text, head).join()).toContain(said)
  })

  it('given one faulty line of a SKU, expect the SKU to be left out whole, and its kits', () => {
    const read = one('1;3;A;;;\n1;x;B;;;\n2;;;;1x2;\n3;5;;;;', head)
    expect(read.skus.map(({ skuId }) => skuId)).toEqual([3])
    expect(read.faults.map(({ line }) => line)).toEqual([3, 4])
  })

  it('given kits, expect their parts and no stock of their own', () => {
    const { skus } = one('1;3;;;;\n2;4;;;não;\n3;99;;;1x2 + 2;\n4;;;;1:1,2*3;', head)
    expect(skus.map(({ kit }) => kit)).toEqual([
      [],
      [],
      [
        { skuId: 1, quantity: 2 },
        { skuId: 2, quantity: 1 },
      ],
      [
        { skuId: 1, quantity: 1 },
        { skuId: 2, quantity: 3 },
      ],
    ])
    expect(skus[2]?.stock).toEqual([])
  })

  it.each([
    ['sim', true],
    ['SÍ', true],
    ['Verdadeiro', true],
    ['1', true],
    ['', true],
    ['Não', false],
    ['inactivo', false],
    ['FALSE', false],
  ])('given %j in the column of the state, expect %s', (word, active) => {
    expect(one(`1;2;;;;${word}`, head).skus).toMatchObject([{ active }])
  })
})

describe('workbooks', () => {
  const rows = [
    ['SKU', 'Nome', 'EAN', 'Estoque'],
    [101, 'Açaí & <Cia>', '0012345678905', 1234],
    [102, 'Copo', { raw: '12345678905', style: 1 }, '5'],
    [103, 'Prato', { raw: '7.891000315507E+12', style: 0 }, { raw: '2.5', style: 0 }],
    [104, '', '', '1.234'],
  ]

  it.each([
    ['shared texts', {}],
    ['inline texts', { inline: true }],
    ['a namespace with a prefix', { prefix: 'x' }],
  ])(
    'given %s, expect texts, zeros of texts and of formats, and numbers without doubt',
    (_what, how) => {
      const { skus, faults, form } = readable(workbook(rows, how))
      expect(form).toBe('Excel workbook')
      expect(skus).toMatchObject([
        { skuId: 101, name: 'Açaí & <Cia>', ean: '0012345678905', stock: [{ units: 1234 }] },
        { skuId: 102, ean: '0012345678905', stock: [{ units: 5 }] },
      ])
      expect(faults).toMatchObject([
        { line: 4, problem: expect.stringContaining('whole number') },
        { line: 5, problem: expect.stringContaining('Write 1234') },
      ])
    }
  )

  const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  it.each<[string, Parameters<typeof repacked>[1]]>([
    ['folders with a backslash', (name, text) => [name.replace(/\//g, '\\'), text]],
    ['parts in another case', (name, text) => [name.replace('sharedS', 'SharedS'), text]],
    ['XML in UTF-16', (name, text) => [name, Buffer.from(`\ufeff${text}`, 'utf16le')]],
    ['XML in UTF-16, high byte first', (name, text) => [name, utf16be(`\ufeff${text}`)]],
    [
      'texts in CDATA',
      (name, text) => [
        name,
        name.includes('sharedStrings')
          ? text
              .replace(/>([^<>]+)<\/t>/g, '><![CDATA[$1]]></t>')
              .replace(/&amp;|&lt;|&gt;/g, sign => ({ '&amp;': '&', '&lt;': '<' })[sign] ?? '>')
          : text,
      ],
    ],
    [
      'a folder of its own, named by relationships',
      (name, text) => {
        if (name === 'xl/workbook.xml') return ['book/main.xml', text]
        if (name !== 'xl/_rels/workbook.xml.rels') return [name.replace('xl/', 'book/deep/'), text]
        const others = ['sharedStrings', 'styles'].map(
          kind => `<Relationship Id="${kind}" Type="${TYPES}/${kind}" Target="./deep/${kind}.xml"/>`
        )
        return [
          'book/_rels/main.xml.rels',
          text
            .replace('worksheets/', '/book/deep/worksheets/')
            .replace('</R', `${others.join('')}</R`),
        ]
      },
    ],
  ])('given a workbook with %s, expect the same SKUs', (_what, change) => {
    const plain = readable(workbook(rows))
    const main = `<Relationships><Relationship Id="a" Type="${TYPES}/officeDocument" Target="book/main.xml"/></Relationships>`
    const bytes = repacked(workbook(rows), change)
    const isElsewhere = 'book/main.xml' in unzipSync(bytes)
    const read = readable(
      isElsewhere ? zipSync({ ...unzipSync(bytes), '_rels/.rels': strToU8(main) }) : bytes
    )
    expect(read.skus).toEqual(plain.skus)
    expect(read.faults).toEqual(plain.faults)
  })

  it('given a workbook that counts its days from 1904, expect the day that it shows', () => {
    const day = workbook([
      ['SKU', 'Estoque'],
      [101, { raw: '44624', style: 2 }],
    ])
    const from1904 = repacked(day, (name, text) => [
      name,
      text.replace('<workbook>', '<workbook><workbookPr date1904="1"/>'),
    ])
    expect(readable(from1904).faults[0]?.problem).toContain('2026-03-05')
    expect(readable(day).faults[0]?.problem).toContain('2022-03-04')
  })

  it('given texts that begin a million things and end none, expect an answer soon', () => {
    const took = processorTime(() => {
      for (const piece of ['<rPh >', '<![CDATA[', '<t>', '&#'])
        unreadable(
          repacked(workbook([['SKU', 'Estoque']]), (name, text) => [
            name,
            name.includes('sharedStrings') ? text.replace('SKU', piece.repeat(100_000)) : text,
          ])
        )
    })
    expect(took).toBeLessThan(5_000)
  })

  it('given an EAN as a number of 13 digits, expect all of them', () => {
    const own = readable(
      workbook([
        ['SKU', 'Estoque', 'EAN'],
        [1, 2, 7891000315507],
      ])
    )
    expect(own.skus).toMatchObject([{ ean: '7891000315507' }])
  })

  it('given a code of more digits than a workbook keeps, expect it to be refused', () => {
    const heading = ['SKU', 'Estoque', 'Referência']
    const own = readable(workbook([heading, [1, 2, { raw: '12345678901234500', style: 0 }]]))
    expect(own.faults[0]?.problem).toContain('Excel')
  })

  it.each([
    ['a day of a built-in format', { raw: '46086', style: 2 }, '"2026-03-05"'],
    ['a day of a format of its own', { raw: '46086', style: 3 }, '"2026-03-05"'],
    ['a formula that nobody has worked out', { formula: 'B2+1' }, '"=B2+1"'],
  ])(
    'given %s where a quantity must be, expect what the sheet shows to be refused',
    (_what, cell, said) => {
      const own = readable(
        workbook([
          ['SKU', 'Estoque'],
          [1, cell],
        ])
      )
      expect(own.skus).toEqual([])
      expect(own.faults[0]?.problem).toContain(said)
    }
  )

  it('given a sum of fractions, expect the whole number that the sheet shows', () => {
    const heading = ['SKU', 'Estoque']
    const own = readable(workbook([heading, [1, { raw: '11.999999999999998', style: 0 }]]))
    expect(own.skus).toMatchObject([{ stock: [{ units: 12 }] }])
  })

  it('given a quantity in red with a unit, expect the quantity', () => {
    const own = readable(
      workbook([
        ['SKU', 'Estoque'],
        [1, { raw: '46086', style: 4 }],
      ])
    )
    expect(own.skus).toMatchObject([{ stock: [{ units: 46_086 }] }])
  })

  it('given cells merged downwards, expect their value in each line, but no stock counted twice', () => {
    const own = readable(
      workbook(
        [
          ['Estoque de hoje', '', ''],
          ['SKU', 'Depósito', 'Estoque'],
          [1, 'norte', 5],
          ['', 'sul', 7],
          [2, '', 4],
          [3, 'sul', ''],
        ],
        { merged: ['A1:C1', 'A3:A4', 'B4:B5', 'C5:C6'] }
      )
    )
    expect(own.skus).toMatchObject([
      {
        skuId: 1,
        stock: [
          { warehouse: 'norte', units: 5 },
          { warehouse: 'sul', units: 7 },
        ],
      },
      { skuId: 2, stock: [{ warehouse: 'sul', units: 4 }] },
    ])
    expect(own.faults).toMatchObject([
      { line: 6, skuId: 3, problem: expect.stringContaining('Unmerge') },
    ])
  })

  it('given a hidden sheet and one of instructions before the SKUs, expect the SKUs and a word about it', () => {
    const read = readable(
      workbook(rows, {
        before: {
          Velha: {
            rows: [
              ['SKU', 'Estoque'],
              [9, 9],
            ],
            state: 'hidden',
          },
          'Leia-me': { rows: [['Preencha']] },
        },
      })
    )
    expect(read.skus.map(({ skuId }) => skuId)).toEqual(
      readable(workbook(rows)).skus.map(({ skuId }) => skuId)
    )
    expect(read.notes[0]).toBe('Of 3 sheets only one was read: "Plan1"')
  })

  it('given hidden lines, expect them read and counted', () => {
    const read = readable(workbook(rows, { hidden: [2] }))
    expect(read.skus).toEqual(readable(workbook(rows)).skus)
    expect(read.notes.join()).toContain('hidden, read like the others: 1')
  })

  it('given a first sheet without headings and others, expect to be told that only the first was read', () => {
    expect(unreadable(workbook([['Capa']], { sheets: 2 }))).toContain('Plan1')
  })

  it('given several sheets, expect the first and a word about it', () => {
    expect(readable(workbook(rows, { sheets: 3 })).notes[0]).toContain('Plan1')
  })

  it.each([
    ['a file that is no zip', Buffer.from('PK\u0003\u0004nothing')],
    ['a zip without a workbook', workbook([]).subarray(0, 60)],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ])('given %s, expect to be told what to save it as', (_what, bytes) => {
    expect(unreadable(bytes)).toContain('.xlsx')
  })
})

describe('the preview', () => {
  it('expect counts and the first ten faults', () => {
    const lines = Array.from({ length: 14 }, (_, at) => `${at + 1};${at < 2 ? '1500' : 'x'}`)
    const text = preview('/home/me/my.csv', one(lines.join('\n')))
    expect(text).toContain('my.csv: 14 lines below the headings (UTF-8, separated by ;)')
    expect(text).toContain('2 SKUs')
    expect(text).toContain('3,000 units in 1 warehouse')
    expect(text.match(/^ {2}line \d+:/gm)).toHaveLength(10)
    expect(text).toContain('12 faults:')
    expect(text).toContain('and 2 more')
  })
})

it('expect any bytes to be read or refused, quickly and without a throw', () => {
  const piece = fc.constantFrom(
    'SKU',
    'Estoque',
    ';',
    ',',
    '"',
    '\n',
    '\r',
    '1',
    'E+',
    '=',
    '\u0000',
    'ã',
    ' '
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.uint8Array({ maxLength: 20 }),
      (pieces, bytes) => {
        unreadable(Buffer.concat([Buffer.from(pieces.join('')), bytes]))
        unreadable(Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes]))
        return true
      }
    )
  )
})
