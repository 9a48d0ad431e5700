import { fireEvent, screen, waitFor } from '@testing-library/react'
import { describe, expect, it, jest } from '@jest/globals'

import type { SaveConfigurationAnswer } from '../api/generated'
import { expectShut } from '../testing/expectShut'
import { renderPage } from '../testing/renderPage'
import type { Answers } from '../testing/renderPage'
import {
  aConfiguration,
  aConnection,
  KEY_REFUSED,
  RULES,
  UNAUTHORIZED_MESSAGE,
} from '../testing/samples'
import { ConfigurationEditor } from './ConfigurationEditor'

const POLICIES = [
  { id: '1', name: 'Loja principal', active: true },
  { id: '2', name: 'Carrefour', active: true },
]
const show = (change: Answers = {}, query = '') =>
  renderPage(ConfigurationEditor, {
    path: `/admin/carrefour-inventory/integrations/configuration${query}`,
    answers: {
      carrefourConnection: aConnection(),
      carrefourPermissions: { view: true, reprocess: true, configure: true },
      carrefourTradePolicies: POLICIES,
      carrefourConfigurationRules: RULES,
      ...change,
    },
  })

const field = async (label: string) => {
  const control = await screen.findByLabelText(label)
  if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) return control
  throw new Error(`${label} is not a field`)
}
const type = async (label: string, value: string) =>
  fireEvent.change(await field(label), { target: { value } })
const save = () => fireEvent.click(screen.getByRole('button', { name: 'Salvar configuração' }))

const answering = (result: SaveConfigurationAnswer, change: Answers = {}) =>
  show({ saveCarrefourConfiguration: result, ...change })
const sent = (asked: ReturnType<typeof show>['asked']) =>
  asked.find(one => one.name === 'saveCarrefourConfiguration')?.variables

describe('the form', () => {
  it('shows what is saved and never the ShopKey', async () => {
    show()
    expect((await field('ShopKey')).value).toBe('')
    expect((await field('ShopKey')).getAttribute('autocomplete')).toBe('off')
    expect(screen.getByText(/termina em 9f3c.*Salva por dona@loja.example/)).toBeTruthy()
    expect((await field('Política comercial')).value).toBe('2')
    expect((await field('Estoque mínimo')).value).toBe('2')
  })

  it('begins with the ShopKey, and keeps the button that saves in sight', async () => {
    show()
    const key = await field('ShopKey')
    expect(document.querySelector('form input')).toBe(key)
    const bar = screen.getByRole('button', { name: 'Salvar configuração' }).closest('.z-4')
    expect((bar as HTMLElement).style).toMatchObject({ position: 'sticky', bottom: '0px' })
  })

  it.each([
    { window: 'a phone, whose width a toast takes', matches: false, bottom: '136px' },
    { window: 'a wide window, where a toast stands beside it', matches: true, bottom: '0px' },
  ])('moves the bar that saves out of the way of a toast on $window', async one => {
    const quiet = () => undefined
    const media = { matches: one.matches, addListener: quiet, removeListener: quiet }
    const window_ = jest
      .spyOn(window, 'matchMedia')
      .mockImplementation(query => ({ ...media, media: query }) as unknown as MediaQueryList)
    answering({
      __typename: 'CarrefourSaved',
      nameless: null,
      blocked: 0,
      connection: aConnection({ configuration: aConfiguration({ version: 4 }) }),
    })
    await type('Estoque mínimo', '3')
    save()
    await screen.findAllByText('Configuração salva')
    const bar = screen.getByRole('button', { name: 'Salvar configuração' }).closest('.z-4')
    await waitFor(() => expect((bar as HTMLElement).style.bottom).toBe(one.bottom))
    window_.mockRestore()
  })

  it('names the shop that a save has bound it to', async () => {
    const withoutShopId = (change = {}) => ({
      configuration: aConfiguration({ shopId: '', ...change }),
    })
    let boundShop: { shopId: string; name: string } | null = null
    answering(
      {
        __typename: 'CarrefourSaved',
        nameless: null,
        blocked: 0,
        connection: aConnection(withoutShopId({ version: 4 })),
      },
      { carrefourConnection: () => aConnection({ ...withoutShopId(), boundShop }) }
    )
    expect(await screen.findByText(/o Carrefour ainda não informou qual é/)).toBeTruthy()
    boundShop = { shopId: '4711', name: 'Minha Loja' }
    await type('Estoque mínimo', '3')
    save()
    expect(await screen.findByText(/é enviado para a loja .*Minha Loja/)).toBeTruthy()
  })

  it('says nothing of a saved ShopKey before there is one', async () => {
    show({ carrefourConnection: aConnection({ configuration: null }) })
    expect(await screen.findByText(/fornece no Portal Fornecedor\. Obrigatória\./)).toBeTruthy()
    expect(screen.queryByText(/Deixe em branco para manter|Com o campo vazio/)).toBeNull()
  })

  it('puts the cursor where the address says', async () => {
    show({}, '?focus=shopKey')
    const input = await field('ShopKey')
    await waitFor(() => expect(document.activeElement).toBe(input))
  })

  it('warns of a minimum that VTEX may not report', async () => {
    show()
    await type('Estoque mínimo', '10')
    expect(screen.getByText(/o 0 pode demorar a ser enviado/)).toBeTruthy()
  })

  it('asks before switching off, and keeps it on by default', async () => {
    show()
    fireEvent.click(await field('Integração ativada'))
    expect(await screen.findByText(/Só vale depois de Salvar configuração/)).toBeTruthy()
    fireEvent.click(await screen.findByRole('button', { name: 'Manter ligada' }))
    expect((await field('Integração ativada')).getAttribute('checked')).not.toBeNull()
    fireEvent.click(await field('Integração ativada'))
    fireEvent.click(await screen.findByRole('button', { name: 'Desligar' }))
    expect(screen.getByText('Há alterações não salvas.')).toBeTruthy()
  })

  it('is read-only without the right to configure, with the reason', async () => {
    const { asked } = show({
      carrefourPermissions: { view: true, reprocess: false, configure: false },
    })
    expect((await field('ShopKey')).disabled).toBe(true)
    // Readable: the text of a field, and what the Styleguide shows in place of a checkbox and of a list, which stay out of sight.
    const colorOf = (shown: Element) => shown instanceof HTMLElement && shown.style.color
    expect(colorOf(await field('ShopId'))).not.toBe('')
    expect(colorOf(screen.getByText('Enviar KIT'))).not.toBe('')
    for (const name of ['Enviar KIT', 'Idioma dos e-mails'])
      expect((await field(name)).style.opacity).toBe('')
    const shown = (await field('Idioma dos e-mails')).previousElementSibling
    expect(shown !== null && colorOf(shown)).not.toBe('')
    for (const name of ['Salvar configuração', 'Testar ShopKey', 'Enviar e-mail de teste'])
      await expectShut(screen.getByRole('button', { name }), /não alterar a configuração/)
    save()
    expect(sent(asked)).toBeUndefined()
    expect(asked.some(one => one.name === 'carrefourTradePolicies')).toBe(false)
  })
})

describe('whose key it is', () => {
  const LOJA_B = { shopId: '2002', name: 'Loja B' }

  it('asks for the ShopKey again when the address leads to another server, says why, and puts the cursor there', async () => {
    const { asked } = show()
    await type('Endereço da API do Carrefour', 'https://other.mirakl.net')
    save()
    expect((await screen.findAllByText(/mudou para outro servidor/)).length).toBeGreaterThan(0)
    const input = await field('ShopKey')
    await waitFor(() => expect(document.activeElement).toBe(input))
    expect(sent(asked)).toBeUndefined()
  })

  it('shows the shop of a key without a ShopId, and saves once it is confirmed', async () => {
    const { asked } = answering({
      __typename: 'CarrefourShopToConfirm',
      shop: LOJA_B,
      formerShopId: '2001',
      formerShopName: 'Loja Demo',
    })
    await type('ShopKey', 'a-new-key')
    save()
    expect(await screen.findByText(/é da loja Loja B \(ShopId 2002\)/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: /Salvar e enviar para esta loja/ }))
    await waitFor(() =>
      expect(
        asked
          .filter(one => one.name === 'saveCarrefourConfiguration')
          .map(one => one.variables['confirmedShopId'])
      ).toEqual([null, '2002'])
    )
  })

  it('names both shops when the ShopId is another', async () => {
    answering({ __typename: 'CarrefourOtherShop', opens: LOJA_B, shopId: '2001' })
    await type('ShopKey', 'a-new-key')
    save()
    expect(
      await screen.findByText(/Loja B \(ShopId 2002\), mas o estoque deve ir para a loja 2001/)
    ).toBeTruthy()
  })

  it('says that the connection was taken down meanwhile, and keeps what was typed', async () => {
    answering({ __typename: 'CarrefourConfigurationConflict', current: null })
    await type('Estoque mínimo', '7')
    save()
    expect(await screen.findByText(/O Carrefour foi desconectado/)).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: 'Manter o que digitei' }))
    expect((await field('Estoque mínimo')).value).toBe('7')
  })

  it('gives the webhook another address', async () => {
    show({ renewCarrefourWebhook: 'RENEWED' })
    fireEvent.click(await screen.findByRole('button', { name: 'Gerar nova URL de webhook' }))
    expect(await screen.findByText(/Nova URL em uso/)).toBeTruthy()
  })
})

describe('testing the ShopKey', () => {
  const accepted = {
    __typename: 'CarrefourShopKeyAccepted',
    shop: { shopId: '3003', name: 'Loja Demo', state: 'OPEN' },
    nameless: null,
    mismatch: true,
    nextShopCheckAt: '2026-10-13T14:30:00.000Z',
  } as const
  const test = async () =>
    fireEvent.click(await screen.findByRole('button', { name: 'Testar ShopKey' }))

  it('names the shop, and says when the next is allowed', async () => {
    const { asked } = show({ testCarrefourShopKey: accepted })
    await type('ShopKey', ' new-key ')
    await test()
    expect(await screen.findByText(/Loja no Carrefour: Loja Demo \(ShopId 3003\)/)).toBeTruthy()
    expect(screen.getByText(/próxima consulta a partir de 13\/10\/2026/)).toBeTruthy()
    expect(asked.find(one => one.name === 'testCarrefourShopKey')?.variables).toEqual({
      shopKey: 'new-key',
      shopId: '2001',
      carrefourUrl: 'https://marketplace.mirakl.net',
    })
    expect((await field('ShopKey')).value).toBe(' new-key ')
  })

  it('brings the result out from under the bar that saves', async () => {
    const spy = jest.spyOn(Element.prototype, 'scrollIntoView').mockReturnValue(undefined)
    show({ testCarrefourShopKey: accepted })
    await test()
    const result = (await screen.findByText(/Loja no Carrefour/)).closest('[role="status"]')
    expect(spy.mock.instances).toContain(result)
    spy.mockRestore()
  })

  it('offers what a refusal blocked when the saved key works again', async () => {
    show({ testCarrefourShopKey: { ...accepted, blocked: 17 } })
    await test()
    expect(
      await screen.findByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
    ).toBeTruthy()
  })

  it('names both shops when the key is of another one', async () => {
    show({
      testCarrefourShopKey: {
        __typename: 'CarrefourOtherShop',
        opens: { shopId: '3003', name: 'Loja B' },
        shopId: '2001',
      },
    })
    await test()
    expect(await screen.findByText('Esta chave é de outra loja')).toBeTruthy()
    expect(
      screen.getByText(/Loja B \(ShopId 3003\), mas o estoque deve ir para a loja 2001/)
    ).toBeTruthy()
  })

  it('says so when the shop may not be asked for yet', async () => {
    show({
      testCarrefourShopKey: { ...accepted, shop: null, nameless: 'TOO_SOON' },
    })
    await test()
    expect(await screen.findByText(/uma vez por dia: próxima consulta a partir de/)).toBeTruthy()
  })

  it('shows a refusal with what to do', async () => {
    show({
      testCarrefourShopKey: {
        __typename: 'CarrefourShopKeyRefused',
        httpStatus: 401,
        message: UNAUTHORIZED_MESSAGE,
      },
    })
    await test()
    expect(await screen.findByText('O Carrefour recusou a ShopKey.')).toBeTruthy()
  })

  it('is closed while there is no key to test', async () => {
    show({ carrefourConnection: aConnection({ configuration: null }) })
    const button = await screen.findByRole('button', { name: 'Testar ShopKey' })
    expect(button.hasAttribute('disabled')).toBe(true)
  })
})

it('sends a test mail to the saved address', async () => {
  const { asked } = show({ testCarrefourAlert: 'SENT' })
  fireEvent.click(await screen.findByRole('button', { name: 'Enviar e-mail de teste' }))
  expect(await screen.findByText(/E-mail enviado para estoque@loja.example/)).toBeTruthy()
  expect(asked.some(one => one.name === 'testCarrefourAlert')).toBe(true)
})

it('says what is wrong with a field when it is left', async () => {
  show()
  await type('ShopId', 'abc')
  expect(screen.queryByText(/Em ShopId, use somente dígitos/)).toBeNull()
  fireEvent.blur(await field('ShopId'))
  expect(await screen.findByText(/Em ShopId, use somente dígitos/)).toBeTruthy()
})

it('shows the limits of the service’s own rules where they are broken', async () => {
  show()
  await field('Estoque mínimo')
  expect(screen.queryByText(/de 0 a 100.000/)).toBeNull()
  await type('Estoque mínimo', '100001')
  fireEvent.blur(await field('Estoque mínimo'))
  expect(await screen.findByText(/de 0 a 100.000\. Padrão: 0/)).toBeTruthy()
})

describe('saving', () => {
  it('offers to reprocess exactly what the old key blocked', async () => {
    const { asked, history } = answering(
      {
        __typename: 'CarrefourSaved',
        nameless: null,
        blocked: 17,
        connection: aConnection({ configuration: aConfiguration({ version: 4 }), blocked: 17 }),
      },
      {
        carrefourConnection: aConnection({ incident: KEY_REFUSED }),
        reprocessCarrefourBlocked: {
          __typename: 'CarrefourReprocessAccepted',
          accepted: 17,
          skuIds: [],
          nextSendAt: '2026-10-12T14:31:00.000Z',
        },
      }
    )
    await type('ShopKey', '  new-key ')
    save()
    fireEvent.click(
      await screen.findByRole('button', { name: 'Reprocessar os 17 SKUs bloqueados' })
    )
    expect(sent(asked)).toMatchObject({ shopKey: 'new-key', input: { version: 3 } })
    expect((await field('ShopKey')).value).toBe('')
    fireEvent.click(await screen.findByRole('button', { name: 'Ver na lista de estoque' }))
    await waitFor(() =>
      expect(history.location.pathname).toBe('/admin/app/carrefour-inventory/inventory')
    )
  })

  it.each([
    ['2001', /^Configuração salva$/],
    ['', /não informou a qual loja/],
  ])(
    'with the ShopId “%s” asks for one only where it is missing, when Carrefour does not name the shop today',
    async (shopId, said) => {
      answering({
        __typename: 'CarrefourSaved',
        nameless: 'TOO_SOON',
        blocked: 0,
        connection: aConnection({ configuration: aConfiguration({ version: 4, shopId }) }),
      })
      await type('ShopKey', 'new-key')
      save()
      expect(await screen.findByText(said)).toBeTruthy()
    }
  )

  it('says when a key may be tested again, and not that Carrefour is silent', async () => {
    answering({ __typename: 'CarrefourTestLimited', waitSeconds: 28 })
    await type('ShopKey', 'new-key')
    save()
    expect(await screen.findByText(/limita a frequência do teste: nada foi salvo/)).toBeTruthy()
    expect(screen.getByText(/Tente de novo em 28 segundos/)).toBeTruthy()
    expect((await field('ShopKey')).value).toBe('new-key')
  })

  it('of the ShopKey alone leaves the rest as it is saved, and what was typed there in the form', async () => {
    const { asked } = answering({
      __typename: 'CarrefourSaved',
      nameless: null,
      blocked: 0,
      connection: aConnection({ configuration: aConfiguration({ version: 4 }) }),
    })
    const before = aConfiguration()
    await type('Estoque mínimo', '77')
    const own = await screen.findByRole('button', { name: 'Salvar ShopKey e loja' })
    expect(own.closest('button')?.disabled).toBe(true)
    await type('ShopKey', 'new-key')
    fireEvent.click(own)
    await waitFor(async () => expect((await field('ShopKey')).value).toBe(''))
    expect(sent(asked)).toMatchObject({
      shopKey: 'new-key',
      input: { minimumStock: before.minimumStock, version: before.version },
    })
    expect((await field('Estoque mínimo')).value).toBe('77')
    expect(screen.getByText('Há alterações não salvas.')).toBeTruthy()
  })

  it('names each field that needs a change, at the top and beside it', async () => {
    answering({
      __typename: 'CarrefourInvalidConfiguration',
      problems: [
        { field: 'notificationEmail', code: 'NOT_AN_EMAIL' },
        { field: 'shopId', code: 'NOT_DIGITS' },
      ],
    })
    await type('ShopId', '123')
    save()
    expect(await screen.findByText('Para salvar, corrija 2 campos')).toBeTruthy()
    const input = await field('ShopId')
    expect(input.value).toBe('123')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    fireEvent.click(screen.getByRole('button', { name: /Em ShopId, use somente dígitos/ }))
    expect(document.activeElement).toBe(input)
  })

  it('refuses what cannot be sent without asking the service', async () => {
    const { asked } = show()
    await type('Estoque mínimo', 'dez')
    save()
    expect(await screen.findByText('Para salvar, corrija 1 campo')).toBeTruthy()
    expect(sent(asked)).toBeUndefined()
  })

  it('keeps a refused key in the form and Carrefour’s words one click away', async () => {
    answering({
      __typename: 'CarrefourShopKeyRefused',
      httpStatus: 401,
      message: UNAUTHORIZED_MESSAGE,
    })
    await type('ShopKey', 'wrong')
    save()
    expect(await screen.findByText('O Carrefour recusou a ShopKey: nada foi salvo')).toBeTruthy()
    expect(screen.getByText(/A chave anterior não foi trocada/)).toBeTruthy()
    expect((await field('ShopKey')).value).toBe('wrong')
    fireEvent.click(screen.getByRole('button', { name: 'Ver a mensagem do Carrefour' }))
    expect(screen.getByText(UNAUTHORIZED_MESSAGE)).toBeTruthy()
  })

  it('lets one choose when somebody else saved', async () => {
    answering({
      __typename: 'CarrefourConfigurationConflict',
      current: aConfiguration({ shopId: '3003', version: 4 }),
    })
    await type('ShopId', '9')
    save()
    expect(await screen.findByRole('heading', { name: 'ShopId' })).toBeTruthy()
    expect(screen.getByText('3003')).toBeTruthy()
    expect(screen.queryByRole('heading', { name: 'Política comercial' })).toBeNull()
    fireEvent.click(await screen.findByRole('button', { name: 'Carregar a versão salva' }))
    await waitFor(async () => expect((await field('ShopId')).value).toBe('3003'))
  })

  it('says so when no answer came, and loses nothing', async () => {
    show({ saveCarrefourConfiguration: new Error('down') })
    await type('ShopId', '9')
    save()
    expect(
      await screen.findByText('Não foi possível confirmar se a configuração foi salva')
    ).toBeTruthy()
    expect((await field('ShopId')).value).toBe('9')
  })
})

it('asks before typed values are left behind', async () => {
  const { history } = show()
  const asking = jest.spyOn(window, 'confirm').mockReturnValue(false)
  await type('ShopId', '9')
  const here = history.location.pathname
  await waitFor(() => {
    history.push('/admin/elsewhere')
    expect(asking).toHaveBeenCalledWith(expect.stringContaining('Sair sem salvar?'))
  })
  expect(history.location.pathname).toBe(here)
  asking.mockRestore()
  const leaving = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(leaving)
  expect(leaving.defaultPrevented).toBe(true)
})
