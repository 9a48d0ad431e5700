import { BABY, FASHION, PET, TOYS } from './family'
import { APPLIANCES, KITCHEN, PORTABLES, TEXTILES } from './home'
import { CLEANING, MARKET } from './market'
import { PHONES, SCREENS, TOOLS } from './tech'
import type { Department } from './types'

/** The departments of the demo store, in the order in which their SKUs are numbered. */
export const DEPARTMENTS: Department[] = [
  APPLIANCES,
  PORTABLES,
  PHONES,
  SCREENS,
  KITCHEN,
  TEXTILES,
  TOOLS,
  TOYS,
  MARKET,
  CLEANING,
  PET,
  BABY,
  FASHION,
]

/** A kit: a product of its own that is made of others, named as above. */
export interface DemoKit {
  name: string
  brand: string
  price: number
  parts: [product: string, quantity: number][]
}

export const KITS: DemoKit[] = [
  {
    name: 'Kit quarto completo: jogo de lençol e 2 travesseiros',
    brand: 'Algodão do Vale',
    price: 229.9,
    parts: [
      ['Jogo de lençol 200 fios', 1],
      ['Travesseiro de fibra 50 x 70 cm', 2],
    ],
  },
  {
    name: 'Kit café da manhã: cafeteira e café 500 g',
    brand: 'Veltrix Lar',
    price: 164.9,
    parts: [
      ['Cafeteira elétrica 30 xícaras', 1],
      ['Café torrado e moído 500 g', 1],
    ],
  },
  {
    name: 'Kit celular protegido: Orbe 5G, capa e película',
    brand: 'Orbe',
    price: 1449,
    parts: [
      ['Smartphone Orbe 5G 128 GB', 1],
      ['Capa de silicone para Orbe 5G', 1],
      ['Película de vidro para Orbe 5G', 1],
    ],
  },
  {
    name: 'Kit cabelos: xampu e condicionador',
    brand: 'Flor de Mandacaru',
    price: 47.9,
    parts: [
      ['Xampu hidratante 400 ml', 1],
      ['Condicionador hidratante 400 ml', 1],
    ],
  },
  {
    name: 'Kit filhote: ração, petisco e tapete higiênico',
    brand: 'Patas do Vale',
    price: 229.9,
    parts: [
      ['Ração para cães filhotes 10 kg', 1],
      ['Petisco para cães 500 g', 2],
      ['Tapete higiênico, 30 unidades', 1],
    ],
  },
  {
    name: 'Kit limpeza: lava-roupas e amaciante',
    brand: 'Clarinho',
    price: 49.9,
    parts: [
      ['Lava-roupas líquido 3 L', 1],
      ['Amaciante concentrado 1,5 L', 1],
    ],
  },
]
