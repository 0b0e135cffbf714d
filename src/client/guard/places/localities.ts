/**
 * Places that are no municipality's name: larger localities, parts of the largest cities, and the neighbourhood of the first
 * agencies that use this. Facts, from the names on any map. Not all places of the country: `place-name.ts` also knows what names
 * of places look like.
 *
 * @module
 */

const BY_REGION = [
  // Around Kävlinge, Lund and Malmö
  'Löddeköpinge, Furulund, Hofterup, Dösjebro, Barsebäck, Lackalänga, Bjärred, Arlöv, Åkarp, Hjärup, Dalby, Södra Sandby, Veberöd, Genarp, Löberöd, Marieholm, Teckomatorp, Oxie, Bunkeflostrand, Limhamn, Rosengård, Rydebäck, Höllviken, Skanör, Falsterbo, Billesholm, Ekeby, Åhus, Tollarp, Vinslöv, Tyringe',
  // Elsewhere in the south
  'Mörrum, Sturkö, Färjestaden, Påskallavik, Gamleby, Bankeryd, Gränna, Anderstorp, Getinge, Oskarström, Åsa, Onsala, Fjärås',
  // Around Göteborg
  'Angered, Bergsjön, Biskopsgården, Frölunda, Hisingen, Hjällbo, Majorna, Torslanda, Kållered, Lindome, Mölnlycke, Landvetter, Nödinge, Ytterby, Nol, Surte, Kinna, Skene, Viskafors, Fristad',
  // Around Stockholm
  'Akalla, Alby, Bagarmossen, Bredäng, Farsta, Fittja, Flemingsberg, Hallunda, Hässelby, Husby, Jakobsberg, Jordbro, Kista, Kungsängen, Märsta, Norsborg, Rinkeby, Rågsved, Skogås, Skärholmen, Spånga, Södermalm, Tensta, Tumba, Tungelsta, Vällingby, Vårberg, Åkersberga, Gustavsberg, Rimbo, Hallstavik',
  // Svealand and the north
  'Gottsunda, Sävja, Storvreta, Gimo, Torshälla, Skultuna, Skoghall, Vivalla, Kopparberg, Säffle, Sälen, Malung, Idre, Valbo, Ljusne, Alfta, Edsbyn, Sveg, Järpen, Duved, Holmsund, Bureå, Gammelstad, Malmberget, Vittangi, Karesuando',
] as const

/** Their names. */
export const LOCALITIES: readonly string[] = BY_REGION.flatMap((names) => names.split(', '))
