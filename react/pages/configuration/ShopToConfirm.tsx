import React from 'react'
import { Button } from 'vtex.styleguide'

import { ButtonRow } from '../../components/ButtonRow'
import { useText } from '../../texts/useText'
import type { Answer } from './editor.logic'
import { focusField } from './focusField'
import type { EditorControl } from './useEditor'

interface ShopToConfirmProps {
  answer: Extract<Answer, { type: 'shop-to-confirm' }>
  editor: EditorControl
}

/** Without a ShopId the key decides where stock goes: whose it is stands here, to be confirmed or typed. */
export function ShopToConfirm({ answer, editor }: ShopToConfirmProps) {
  const text = useText()
  const { shop, former } = answer
  return (
    <>
      <h2 className="t-heading-5 ma0 mb2">{text('confirm-shop.title')}</h2>
      <p className="ma0 mb3 lh-copy">
        {shop === null
          ? text('confirm-shop.unknown')
          : text('confirm-shop.named', { name: shop.name, shop: shop.shopId })}{' '}
        {former !== null && text('confirm-shop.former', { name: former.name, shop: former.shopId })}
      </p>
      <ButtonRow>
        <Button
          size="small"
          isLoading={editor.saving}
          onClick={() => void editor.save(shop === null ? '' : shop.shopId)}
        >
          {shop === null
            ? text('confirm-shop.confirm-unknown')
            : text('confirm-shop.confirm', { shop: shop.shopId })}
        </Button>
        <Button size="small" variation="secondary" onClick={() => focusField('shopId')}>
          {text('confirm-shop.type')}
        </Button>
      </ButtonRow>
    </>
  )
}
