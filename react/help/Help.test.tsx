import { fireEvent, screen, within } from '@testing-library/react'
import { expect, it } from '@jest/globals'

import { CAUSES as SERVICE } from '../../node/shared/causes'
import { CAUSES } from '../api/causes'
import { Cause } from '../api/generated'
import { renderPage } from '../testing/renderPage'
import { aConnection } from '../testing/samples'
import { causeKey } from '../ui/keys'
import { Help } from './Help'
import pt from '../../messages/pt.json'

const show = (query = '', language: 'pt' | 'en' | 'es' = 'pt') =>
  renderPage(Help, {
    path: `/admin/carrefour-inventory/inventory/help${query}`,
    answers: { carrefourConnection: aConnection() },
    language,
  })

it('has the service’s own table of causes, apart from what follows a failure', () => {
  const shown = Object.entries(SERVICE).map(([cause, { retry: _, ...facts }]) => [cause, facts])
  expect(CAUSES).toEqual(Object.fromEntries(shown))
})

it.each(['pt', 'en', 'es'] as const)(
  'tells every cause in %s, under whoever resolves it',
  language => {
    show('', language)
    expect(screen.getAllByRole('heading', { level: 3 })).toHaveLength(Object.values(Cause).length)
    expect(document.body.textContent).not.toMatch(/carrefour-inventory\./)
  }
)

it('finds causes by words of their texts, without accents', () => {
  show()
  fireEvent.change(screen.getByLabelText('Buscar na ajuda'), { target: { value: 'CATALOGACAO' } })
  const texts: Record<string, string> = pt
  const title = texts[`admin/carrefour-inventory.${causeKey('NOT_CATALOGED', 'title')}`] ?? ''
  expect(screen.getByRole('heading', { level: 3, name: new RegExp(title) })).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Buscar na ajuda'), { target: { value: 'zzzz' } })
  expect(screen.getByText('Nenhuma situação encontrada com estas palavras.')).toBeTruthy()
})

it('goes to the cause in the address, whose links are its own', () => {
  HTMLElement.prototype.scrollIntoView = () => undefined
  show('?cause=auth-invalid')
  const heading = document.activeElement
  expect(heading?.id).toBe('cause-auth-invalid')
  const section = heading?.closest('section')
  if (!(section instanceof HTMLElement)) throw new Error('no section')
  const links = within(section)
    .getAllByRole('link')
    .map(link => link.getAttribute('href'))
  expect(links.some(href => href?.includes('cadastro-da-integracao'))).toBe(true)
  expect(links.some(href => href?.includes('estoque-minimo'))).toBe(false)
})
