import type { Language } from '../admin/shell/language'

import type { Step } from './tour'

interface TourTexts {
  readonly title: string
  readonly lead: string
  readonly done: string
  readonly open: string
  readonly count: (done: number, all: number) => string
  readonly steps: Readonly<Record<Step, readonly [what: string, how: string]>>
}

const TEXTS: Readonly<Record<Language, TourTexts>> = {
  pt: {
    title: 'Roteiro',
    lead: 'Cinco minutos para conhecer o aplicativo. Cada passo se marca sozinho quando acontece.',
    done: 'feito',
    open: 'por fazer',
    count: (done, all) => `${done} de ${all} passos feitos`,
    steps: {
      change: [
        'Uma mudança chega ao Carrefour',
        'No console da loja, dê 4 unidades a um SKU e espere o próximo arquivo.',
      ],
      catalogue: [
        'Um produto é catalogado',
        'No console do Carrefour, em Aguardando catalogação, catalogue um produto.',
      ],
      refused: [
        'O Carrefour recusa a chave',
        'Revogue a chave no console do Carrefour e mude um estoque.',
      ],
      newKey: [
        'Uma chave nova funciona',
        'Troque a chave, copie a nova e salve-a em Corrigir ShopKey.',
      ],
      reprocess: ['Você reprocessa', 'No Estoque, selecione linhas e clique em Reprocessar.'],
      viewer: ['Você entra como quem só vê', 'No alto do Admin, escolha viewer@lojademo.example.'],
      clock: ['Você adianta o relógio', 'No Relógio, clique em Próximo minuto agora.'],
    },
  },
  en: {
    title: 'Tour',
    lead: 'Five minutes to get to know the app. Each step ticks itself when it has happened.',
    done: 'done',
    open: 'to do',
    count: (done, all) => `${done} of ${all} steps done`,
    steps: {
      change: [
        'A change reaches Carrefour',
        'In the store console give a SKU 4 units, and wait for the next file.',
      ],
      catalogue: [
        'A product is catalogued',
        'In the Carrefour console, under Waiting to be catalogued, catalogue a product.',
      ],
      refused: [
        'Carrefour refuses the key',
        'Revoke the key in the Carrefour console and change some stock.',
      ],
      newKey: [
        'A new key works',
        'Rotate the key, copy the new one and save it under Update ShopKey.',
      ],
      reprocess: ['You reprocess', 'In Inventory select rows and click Reprocess.'],
      viewer: [
        'You sign in as somebody who may only view',
        'At the top of the Admin choose viewer@lojademo.example.',
      ],
      clock: ['You move the clock', 'On the Clock page click Next minute now.'],
    },
  },
  es: {
    title: 'Recorrido',
    lead: 'Cinco minutos para conocer la aplicación. Cada paso se marca solo cuando ocurre.',
    done: 'hecho',
    open: 'por hacer',
    count: (done, all) => `${done} de ${all} pasos hechos`,
    steps: {
      change: [
        'Un cambio llega a Carrefour',
        'En la consola de la tienda, dé 4 unidades a un SKU y espere el próximo archivo.',
      ],
      catalogue: [
        'Se cataloga un producto',
        'En la consola de Carrefour, en la sección En espera de catalogación, catalogue un producto.',
      ],
      refused: [
        'Carrefour rechaza la clave',
        'Revoque la clave en la consola de Carrefour y cambie un stock.',
      ],
      newKey: [
        'Una clave nueva funciona',
        'Cambie la clave, copie la nueva y guárdela en Corregir ShopKey.',
      ],
      reprocess: ['Usted reprocesa', 'En Stock, seleccione filas y haga clic en Reprocesar.'],
      viewer: [
        'Usted entra como quien solo puede ver',
        'Arriba en el Admin, elija viewer@lojademo.example.',
      ],
      clock: ['Usted adelanta el reloj', 'En el Reloj, haga clic en Próximo minuto ahora.'],
    },
  },
}

export const tourTexts = (language: Language): TourTexts => TEXTS[language]
