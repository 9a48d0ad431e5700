import { describe, expect, it } from 'vitest'
import { skuId } from '../testing/factories'
import { LONGEST_MESSAGE, parseReport } from './report'

const sent = [skuId(11), skuId(12), skuId(13)]

describe('an error report', () => {
  it.each([
    [
      'as documented',
      '"line number";"error";"offer-sku";"quantity"\n"3";"Oferta desconhecida";"12";"5"\n',
    ],
    ['without a header', '"3";"Oferta desconhecida";"12";"5"\n'],
    ['without quotes', 'line;reason;offer-sku;quantity\n3;Oferta desconhecida;12;5\n'],
    ['with commas', 'line,error message,offer-sku,quantity\n3,Oferta desconhecida,12,5\n'],
    ['with tabs', 'line\terror\toffer-sku\tquantity\n3\tOferta desconhecida\t12\t5\n'],
    [
      'with a BOM and CR LF',
      '\uFEFF"line";"error";"offer-sku"\r\n"3";"Oferta desconhecida";"12"\r\n',
    ],
    ['with names nobody knows', '"a";"b";"c";"d"\n"3";"Oferta desconhecida";"12";"5"\n'],
    ['in Portuguese', '"Linha";"Mensagem de erro";"offer-sku"\n"3";"Oferta desconhecida";"12"\n'],
    [
      'with the two columns last',
      '"offer-sku";"quantity";"error-line";"error-message"\n"12";"5";"3";"Oferta desconhecida"\n',
    ],
    ['without the uploaded columns', '"line";"error"\n"3";"Oferta desconhecida"\n'],
    ['with empty rows', '"line";"error";"offer-sku"\n\n"3";"Oferta desconhecida";"12"\n\n'],
  ])('given one %s, expect the SKU and the reason', (_, text) => {
    expect(parseReport(text, sent)).toEqual({
      lines: [{ skuId: '12', message: 'Oferta desconhecida' }],
      unread: 0,
    })
  })

  it('given quotes, separators and line breaks within a reason, expect it untouched', () => {
    const text = '"line";"error";"offer-sku"\n"2";"diz ""não""; e\nmais";"11"\n'
    expect(parseReport(text, sent).lines).toEqual([{ skuId: '11', message: 'diz "não"; e\nmais' }])
  })

  it('given two lines for one SKU, expect both reasons once', () => {
    const text = '"line";"error";"offer-sku"\n"2";"a";"11"\n"2";"b";"11"\n'
    expect(parseReport(text, sent).lines).toEqual([{ skuId: '11', message: 'a\nb' }])
  })

  it('given a row that names no SKU of the file, expect it to be counted, not guessed', () => {
    const text = '"line";"error";"offer-sku"\n"99";"a";"77"\n"2";"b";"11"\n'
    expect(parseReport(text, sent)).toEqual({ lines: [{ skuId: '11', message: 'b' }], unread: 1 })
  })

  it.each([
    '',
    '<html><body>Error</body></html>',
    '"3";"cut of',
    '\u0000\u0001',
    '"line";"error";"offer-sku"\n',
  ])('given %j, expect no SKU and no exception', text => {
    expect(parseReport(text, sent).lines.map(line => line.message)).not.toContain('undefined')
  })

  it('given a very long reason, expect it to be cut', () => {
    const text = `"line";"error";"offer-sku"\n"2";"${'x'.repeat(5_000)}";"11"\n`
    expect(parseReport(text, sent).lines[0]?.message).toHaveLength(LONGEST_MESSAGE)
  })
})
