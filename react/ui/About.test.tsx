import { expect, it } from '@jest/globals'
import { render, screen } from '@testing-library/react'
import React from 'react'
import { Button } from 'vtex.styleguide'

import { About, Which } from './About'
import { PlainButton } from './buttons'

const nothing = () => undefined

it('given the same words in two places, expect names that begin with them and say which place it is', () => {
  render(
    <>
      {['Sem preço', 'Preço mínimo'].map(problem => (
        <About key={problem} of={problem}>
          <PlainButton onClick={nothing}>Ocultar</PlainButton>
          <Button>
            Ver os 2 SKUs
            <Which />
          </Button>
        </About>
      ))}
    </>
  )
  for (const problem of ['Sem preço', 'Preço mínimo']) {
    expect(screen.getByRole('button', { name: `Ocultar – ${problem}` })).toBeTruthy()
    expect(screen.getByRole('button', { name: `Ver os 2 SKUs – ${problem}` })).toBeTruthy()
  }
})

it('given a button with a name of its own, or a place about nothing, expect nothing added', () => {
  render(
    <>
      <About of="SKU 1001">
        <PlainButton label="Mostrar os detalhes do SKU 1001" onClick={nothing}>
          ›
        </PlainButton>
      </About>
      <PlainButton onClick={nothing}>Ajuda</PlainButton>
    </>
  )
  expect(screen.getByRole('button', { name: 'Mostrar os detalhes do SKU 1001' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Ajuda' })).toBeTruthy()
})
