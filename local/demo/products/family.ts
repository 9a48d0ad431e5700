import { SHOE_SIZES, SIZES, type Department } from './types'

export const TOYS: Department = {
  code: 'BRI',
  category: 'Brinquedos',
  products: [
    ['Blocos de montar 500 peças', 'Brincaju', 129.9],
    ['Boneca que fala 40 cm', 'Brincaju', 149.9],
    ['Carrinho de controle remoto 4x4', 'Brincaju', 199.9],
    ['Quebra-cabeça 1000 peças Amazônia', 'Brincaju', 69.9],
    ['Jogo de tabuleiro Trilhas do Brasil', 'Brincaju', 99.9],
    ['Massinha de modelar 12 cores', 'Brincaju', 34.9],
    ['Pista de corrida com looping', 'Brincaju', 179.9],
    ['Cozinha infantil com acessórios', 'Brincaju', 249.9],
    ['Dinossauro articulado 30 cm', 'Brincaju', 79.9],
    ['Patinete infantil 3 rodas', 'Brincaju', 159.9, ['Azul', 'Rosa']],
    ['Bola de futebol infantil', 'Brincaju', 49.9],
    ['Piscina inflável 1000 L', 'Brincaju', 189.9],
    ['Kit de pintura em tela', 'Brincaju', 59.9],
    ['Laboratório de ciências 30 experiências', 'Brincaju', 139.9],
  ],
}

export const BABY: Department = {
  code: 'BEB',
  category: 'Bebê',
  products: [
    ['Fralda descartável pacote econômico', 'Pequeno Sabiá', 89.9, ['M', 'G', 'XG']],
    ['Lenços umedecidos, 4 pacotes', 'Pequeno Sabiá', 39.9],
    ['Carrinho de bebê reversível', 'Pequeno Sabiá', 899.9],
    ['Bebê conforto com base', 'Pequeno Sabiá', 649.9],
    ['Cadeira para auto 9 a 36 kg', 'Pequeno Sabiá', 549.9],
    ['Cadeira de alimentação dobrável', 'Pequeno Sabiá', 349.9],
    ['Banheira com suporte', 'Pequeno Sabiá', 199.9],
    ['Mamadeira anticólica 260 ml', 'Pequeno Sabiá', 44.9],
    ['Chupeta ortodôntica, 2 unidades', 'Pequeno Sabiá', 29.9, ['Tamanho 1', 'Tamanho 2']],
    ['Babá eletrônica com câmera', 'Pequeno Sabiá', 399.9],
    ['Body manga curta, 3 peças', 'Pequeno Sabiá', 79.9, ['P', 'M', 'G']],
    ['Manta de bebê em soft', 'Pequeno Sabiá', 59.9],
  ],
}

export const PET: Department = {
  code: 'PET',
  category: 'Pet',
  products: [
    ['Ração para cães adultos 15 kg', 'Patas do Vale', 169.9],
    ['Ração para cães filhotes 10 kg', 'Patas do Vale', 149.9],
    ['Ração para gatos castrados 10 kg', 'Patas do Vale', 179.9],
    ['Areia higiênica para gatos 12 kg', 'Patas do Vale', 44.9],
    ['Petisco para cães 500 g', 'Patas do Vale', 29.9],
    ['Cama pet lavável', 'Patas do Vale', 119.9, ['P', 'M', 'G']],
    ['Arranhador para gatos 60 cm', 'Patas do Vale', 139.9],
    ['Coleira com guia', 'Patas do Vale', 54.9, ['P', 'M', 'G']],
    ['Tapete higiênico, 30 unidades', 'Patas do Vale', 64.9],
    ['Fonte de água automática 2 L', 'Patas do Vale', 129.9],
    ['Caixa de transporte', 'Patas do Vale', 149.9, ['Pequena', 'Média']],
    ['Brinquedo mordedor de corda', 'Patas do Vale', 24.9],
  ],
}

export const FASHION: Department = {
  code: 'MOD',
  category: 'Moda e esporte',
  products: [
    ['Camiseta básica masculina', 'Maré Mansa', 49.9, SIZES],
    ['Camiseta básica feminina', 'Maré Mansa', 49.9, SIZES],
    ['Camisa polo piquet', 'Maré Mansa', 89.9, SIZES],
    ['Calça jeans reta', 'Maré Mansa', 139.9, ['38', '40', '42', '44']],
    ['Bermuda de sarja', 'Maré Mansa', 99.9, ['40', '42', '44']],
    ['Moletom com capuz', 'Maré Mansa', 159.9, SIZES],
    ['Legging fitness', 'Maré Mansa', 79.9, SIZES],
    ['Meias esportivas, 3 pares', 'Maré Mansa', 34.9],
    ['Tênis de corrida', 'Passo Largo', 249.9, SHOE_SIZES],
    ['Tênis casual', 'Passo Largo', 179.9, SHOE_SIZES],
    ['Chinelo de borracha', 'Passo Largo', 29.9, SHOE_SIZES],
    ['Mochila 25 L impermeável', 'Passo Largo', 129.9, ['Preta', 'Cinza']],
    ['Colchonete para exercícios', 'Passo Largo', 59.9],
    ['Par de halteres 5 kg', 'Passo Largo', 99.9],
    ['Bicicleta aro 29 21 marchas', 'Passo Largo', 1399.9, ['17', '19']],
    ['Barraca de camping 4 pessoas', 'Passo Largo', 329.9],
  ],
}
