import type { Department } from './types'

export const MARKET: Department = {
  code: 'MER',
  category: 'Mercado',
  products: [
    ['Café torrado e moído 500 g', 'Serra Dourada', 19.9],
    ['Café em grãos especial 250 g', 'Serra Dourada', 34.9],
    ['Arroz branco tipo 1 5 kg', 'Boa Colheita', 29.9],
    ['Feijão carioca 1 kg', 'Boa Colheita', 8.9],
    ['Açúcar cristal 5 kg', 'Boa Colheita', 21.9],
    ['Azeite de oliva extra virgem 500 ml', 'Boa Colheita', 44.9],
    ['Macarrão espaguete 500 g', 'Boa Colheita', 5.9],
    ['Leite em pó integral 400 g', 'Boa Colheita', 17.9],
    ['Biscoito de polvilho 200 g', 'Boa Colheita', 9.9],
    ['Castanha-do-pará 200 g', 'Boa Colheita', 29.9],
    ['Chocolate 70% cacau 80 g', 'Serra Dourada', 14.9],
    ['Suco de uva integral 1 L', 'Serra Dourada', 16.9],
    ['Água de coco 1 L, 6 unidades', 'Serra Dourada', 59.9],
    ['Granola com frutas 800 g', 'Boa Colheita', 24.9],
    ['Farinha de tapioca 500 g', 'Boa Colheita', 7.9],
    ['Erva-mate para chimarrão 1 kg', 'Boa Colheita', 18.9],
    ['Mel silvestre 500 g', 'Serra Dourada', 32.9],
  ],
}

export const CLEANING: Department = {
  code: 'LIM',
  category: 'Limpeza e higiene',
  products: [
    ['Lava-roupas líquido 3 L', 'Clarinho', 34.9],
    ['Amaciante concentrado 1,5 L', 'Clarinho', 19.9],
    ['Detergente neutro 500 ml, 6 unidades', 'Clarinho', 14.9],
    ['Desinfetante 2 L', 'Clarinho', 12.9, ['Lavanda', 'Eucalipto']],
    ['Papel higiênico folha dupla, 24 rolos', 'Clarinho', 39.9],
    ['Papel toalha, 6 rolos', 'Clarinho', 24.9],
    ['Esponja multiuso, 10 unidades', 'Clarinho', 11.9],
    ['Mop giratório com balde', 'Clarinho', 129.9],
    ['Saco para lixo 50 L, 100 unidades', 'Clarinho', 29.9],
    ['Xampu hidratante 400 ml', 'Flor de Mandacaru', 24.9],
    ['Condicionador hidratante 400 ml', 'Flor de Mandacaru', 27.9],
    ['Sabonete em barra, 12 unidades', 'Flor de Mandacaru', 29.9],
    ['Creme dental 90 g, 4 unidades', 'Flor de Mandacaru', 19.9],
    ['Escova de dentes elétrica', 'Flor de Mandacaru', 149.9],
    ['Secador de cabelo 2000 W', 'Flor de Mandacaru', 179.9, ['110 V', '220 V']],
    ['Protetor solar FPS 50 200 ml', 'Flor de Mandacaru', 54.9],
  ],
}
